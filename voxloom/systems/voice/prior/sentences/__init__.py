"""English sentences that choose the prior's checkpoint, none of them in a corpus it learns from."""
