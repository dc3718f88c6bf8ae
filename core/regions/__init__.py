"""Candidate regions: connected eligible cells chosen from a suitability raster, read window by window."""
