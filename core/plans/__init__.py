"""Plans of data centres, grid and network operators held against one another, year by year."""
