"""The one exception a person is meant to read, and the commonest reason for it."""


class VoxloomError(Exception):
    """Says which file or key is wrong, what is wrong with it, and what to do."""


def require_between(name: str, value: float, low: float, high: float) -> None:
    """Raises VoxloomError for a number outside the range, and for NaN."""
    if not low <= value <= high:
        raise VoxloomError(f"{name}: {value} is not between {low} and {high}")
