"""What the library's grammars lack or read wrongly, rewritten before they see it.

A language's rules stand in its module, in the order in which they are applied. A rule must leave
alone what rules and grammar have spoken, for the normalizer runs until nothing changes.
"""
