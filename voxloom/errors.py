"""The one exception a person is meant to read."""


class VoxloomError(Exception):
    """Says which file or key is wrong, what is wrong with it, and what to do."""
