"""Decoding, cleaning, features and waveforms."""
