"""The engine: a plan of pure functions, streamed over blocks of the grid into files."""
