"""The systems: each a folder with the same rooms, and one object that stands for it."""
