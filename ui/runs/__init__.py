"""Runs: their folder, their messages, their results in the project and on paper."""
