"""The networks and the probability they stand on."""
