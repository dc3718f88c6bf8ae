"""Runs: a scenario from file to results, and the single steps that algorithms offer."""
