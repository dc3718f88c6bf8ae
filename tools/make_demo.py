#!/usr/bin/env python3
"""Make the fictional demo prefecture: `make_demo.py [OUTDIR]`, by default into resources/demo.

The same code, seed and libraries give the same bytes. Nothing is downloaded; no real place is copied.
"""

import sys
from pathlib import Path

from demo import build, readme, scenarios, write

DEFAULT = Path(__file__).resolve().parent.parent / "resources" / "demo"


def main(folder):
    """Write the demo into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    land, layers = build.build()
    write.geopackage(str(folder / "demo.gpkg"), layers)
    write.elevation(str(folder / "dem.tif"), land.elevation)
    write.scenario(folder / "power_first.json", scenarios.power_first())
    write.scenario(folder / "resilience_first.json", scenarios.resilience_first())
    write.text(folder / "README.md", readme.page(layers))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT)
