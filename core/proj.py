"""The one door to pyproj: makes sure that it finds PROJ's data.

pyproj looks beside the interpreter, which in a virtual environment on system packages is the wrong
place, and from 3.7 on it then raises. GDAL's PROJ knows where the system keeps them.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from osgeo import osr

with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)  # the data folder that is set right below
    from pyproj import Geod, Transformer, datadir
    from pyproj.exceptions import DataDirError, ProjError

__all__ = ["Geod", "ProjError", "Transformer"]


def _find_data() -> None:
    try:
        datadir.get_data_dir()
    except DataDirError:
        places = [Path(p) for p in osr.GetPROJSearchPaths() or []]
        places.append(Path(sys.base_prefix) / "share" / "proj")
        for place in places:
            if (place / "proj.db").exists():
                datadir.set_data_dir(str(place))
                return


_find_data()
