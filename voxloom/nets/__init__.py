"""Parts of networks that more than one system is built of."""
