"""Sources: files opened once and read into plain arrays in the grid's CRS, or read window by window."""
