"""The demo's README, with the layer list as it was written."""

import numpy as np
import scipy
import shapely
from osgeo import gdal

INTRODUCTION = """# Demo data: 碧州県 (Hekishu), a FICTIONAL prefecture

**Everything here is invented.** No place, company, substation, capacity, hazard zone or data centre in these files
exists. The coordinates are valid EPSG:6677 (JGD2011 plane zone IX) but what lies there in reality is not shown:
do not lay a base map under it, and decide nothing by it.

Licence: CC0 1.0 (public domain). Made by `tools/make_demo.py` from a seed: an erosion model shapes the land, rivers
and zones follow from the land, municipal borders lie where two towns are equally hard to reach, and roads take the
cheapest way. No real data went in. Run it again with the same libraries and the same bytes come out.

- `dem.tif`: elevation in metres, Int16, 100 m cells, one kilometre wider than the extent. **The sea is 0**, not
  nodata, so that slopes at the shore are known; nodata (-9999) is declared and does not occur.
- `demo.gpkg`: the layers below. `power_first.json`, `resilience_first.json`: scenarios that use them, on the extent
  -30000, -60000, 30000, -10000 (60 x 50 km).

## What it shows on purpose

- Spare capacity that is known, 0, unknown (all three capacity fields empty), given as a class only
  (`capacity_min_mw`, `capacity_max_mw`, sometimes open above), available from 2031 or 2034 only, or shared by a group.
- `capacity_generation` is for power plants (`side = generation`) and must never score demand.
- `hazard_coverage` leaves out two mountain villages, 雲居村 and 星降村: there "no zone" means *not assessed*. A large
  substation stands in one of them.
- One IX (東隣IX) and one substation (東隣変電所) lie outside the extent and still count.
- Red landslide zones (severity 4) lie inside yellow ones (severity 2). Severity of water follows the upper depth of
  the class: up to 0.5 m 1, up to 3 m 2, up to 5 m 3, deeper 4.
- `sea`, `neighbours` and `land` tile the frame; `municipalities` tile `land` without gaps.

## Layers of demo.gpkg

| layer | geometry | features |
|---|---|---|
"""


def page(layers):
    """The README's text."""
    rows = [f"| {name} | {kind} | {len(records)} |" for name, kind, _, records in layers]
    return INTRODUCTION + "\n".join(rows) + f"\n\n{made_with()}\n"


def made_with():
    """The libraries whose rounding decides the last metre, in one line."""
    geos = getattr(shapely, "geos_version", None)
    if geos is None:  # shapely 1.8
        from shapely.geos import geos_version as geos
    geos = ".".join(str(part) for part in geos)
    gdal_version = gdal.VersionInfo("RELEASE_NAME")
    return f"Made with numpy {np.__version__}, scipy {scipy.__version__}, GEOS {geos}, GDAL {gdal_version}."
