"""Generator of the fictional demo prefecture: terrain first, then regions, hazards and assets on it."""
