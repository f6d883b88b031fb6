"""Edits on byte spans: what changes, who needs it, how it is applied, taken back and shown.

Knows bytes and arithmetic only; what a fix is *for* is not its business.
"""
