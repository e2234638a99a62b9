"""The training loop, its data, its checkpoints."""
