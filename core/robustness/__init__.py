"""How much a result depends on what was chosen: scenarios compared, shares of the best cells."""
