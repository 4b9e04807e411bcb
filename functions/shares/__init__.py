"""Shares: officers give a recording to a named recipient, who comes in by a link and a code."""
