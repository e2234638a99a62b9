"""Telephone prompts with their readings: the rules were written by `build`, not by `measure`."""
