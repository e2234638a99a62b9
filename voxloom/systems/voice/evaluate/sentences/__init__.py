"""Sentences that judge a voice: `free` ones, and those made to break it (`robustness`).

None of them is in a corpus it learns from, nor chose its checkpoint.
"""
