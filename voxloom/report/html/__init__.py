"""Pages: one HTML file each, that asks nothing of any other machine."""
