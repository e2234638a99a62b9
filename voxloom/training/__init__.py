"""The training loop, its checkpoints, one trial of a stage."""
