"""Why here, why not: every place explains itself."""
