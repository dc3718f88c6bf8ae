"""The siting engine: numpy, scipy, pandas, shapely, pyproj and GDAL, never QGIS.

Data flows one way through the sub-packages, in this order: ``scenario`` says what is wanted,
``grid`` where, ``sources`` reads it, ``criteria`` puts it on the grid and scores it, ``engine``
streams blocks of cells through criteria, exclusions and overlay, ``regions`` chooses
candidates, ``report`` tells a person what came out.
"""
