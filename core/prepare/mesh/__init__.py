"""Grid-square codes (地域メッシュ) and the tables that use them become polygons and a raster."""
