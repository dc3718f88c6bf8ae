"""The live preview: a scenario held on a coarse grid, where an edit recomputes only what it touches."""
