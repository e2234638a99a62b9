"""What is measured, one family of metrics a module."""
