"""Comparing two results: the sides, the swipe, the difference and its words."""
