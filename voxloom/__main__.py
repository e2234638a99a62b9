"""`python -m voxloom` is `voxloom`."""

from voxloom.cli import main

main()
