"""What a page shows, as data that no system owns, and as files between the stages."""
