"""Lines as a graph: noding, access to it, and the least cost from many sources at once."""
