"""Voxloom: from a folder of recordings to a voice that can be traced, rebuilt and served."""
