"""Routes from sites to their connections: least-cost paths over a friction raster."""
