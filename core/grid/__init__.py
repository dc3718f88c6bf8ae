"""Where: the analysis grid, its windows, and shapes burned onto it."""
