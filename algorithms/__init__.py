"""Processing algorithms: each reads its parameters, calls core, and returns its outputs."""
