"""Exclusions: rules that take cells out, each with a bit of its own in the mask."""
