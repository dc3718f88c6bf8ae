"""Criteria: each puts one quantity on any window of the grid, and value functions turn it into a score.

A field is a frozen dataclass of plain arrays with ``bands`` and ``__call__(window)``, which returns
float32 of shape (bands, rows, cols), NaN where not assessed. It depends on nothing but itself and
the window, so blocks may be computed in any order, on any thread, process or worker.
"""
