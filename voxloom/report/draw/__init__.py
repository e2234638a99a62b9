"""Charts and spectrograms as PNG bytes: the same numbers, the same bytes."""
