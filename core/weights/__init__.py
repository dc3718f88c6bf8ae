"""How much each criterion counts: pairwise comparisons, best-worst, ranks, weights from data, groups and trees."""
