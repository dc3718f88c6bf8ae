"""Overlay: criterion scores become one suitability, by methods that work on arrays of any size."""
