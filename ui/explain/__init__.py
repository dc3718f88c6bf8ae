"""Explain: why a place is as it is, in a dock of its own and on the map."""
