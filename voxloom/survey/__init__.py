"""What a corpus is like, before anything is trained on it, and how it differs from another."""
