"""`python -m voxloom` is `voxloom`."""

from voxloom.cli.app import main

main()
