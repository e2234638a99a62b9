"""What the containers say about themselves: sizes, check sums and counts that no decoder holds
them to. A decoder's aim is to play what is left; here whatever does not fit is an error.
"""
