"""Pre-flight: what silently ruins results is found before a run, or told beside it."""
