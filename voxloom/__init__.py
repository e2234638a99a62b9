"""Voxloom: from a folder of recordings to a voice that can be traced, rebuilt and served."""

__version__ = "0.1.0"
