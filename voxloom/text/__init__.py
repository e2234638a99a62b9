"""From written text to spoken words to tokens."""
