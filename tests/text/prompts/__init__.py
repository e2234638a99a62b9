"""Telephone prompts with their readings: `build` was read while writing the rules, `measure` not."""
