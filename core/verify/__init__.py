"""Published examples with known answers, computed by this build's own code."""
