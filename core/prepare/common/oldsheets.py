"""Sheets of old Excel workbooks (.xls) and of OpenDocument (.ods), as GDAL reads them."""

from __future__ import annotations

import re
import shutil
import tempfile
from itertools import islice
from pathlib import Path
from typing import Any

from osgeo import gdal

from ...errors import InputError
from ...gdalio import gdal_errors

_DRIVERS = {".xls": "XLS", ".ods": "ODS"}
#: Every row is data, as title rows stand above headers, and every cell is text.
_OPTIONS = {
    f"OGR_{driver}_{option}": value
    for driver in _DRIVERS.values()
    for option, value in (("HEADERS", "DISABLE"), ("FIELD_TYPES", "STRING"))
}
#: GDAL writes out all 16 decimals of a double.
_LONG = re.compile(r"-?\d+\.\d{10,}")


class OldBook:
    """A workbook, open while the block runs.

    Parameters
    ----------
    data : bytes
    name : str
        For messages.
    ending : str
        ``.xls`` or ``.ods``.

    Raises
    ------
    InputError
        When this GDAL has no such driver, or the workbook is damaged or has a password.
    """

    def __init__(self, data: bytes, name: str, ending: str) -> None:
        self._data, self._name, self._ending = data, name, ending
        self._folder: Path | None = None
        self._dataset: Any = None
        self.names: list[str] = []

    def __enter__(self) -> OldBook:
        driver = _DRIVERS[self._ending]
        if gdal.GetDriverByName(driver) is None:
            raise InputError(
                f"The workbook {self._name} needs GDAL's driver {driver}, which this QGIS lacks; "
                "save it as .xlsx or CSV."
            )
        self._folder = Path(tempfile.mkdtemp(prefix="wattbit-"))
        path = self._folder / f"book{self._ending}"
        path.write_bytes(self._data)
        try:
            with gdal_errors(**_OPTIONS):
                self._dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=[driver])
                count = self._dataset.GetLayerCount()
                self.names = [self._dataset.GetLayer(i).GetName() for i in range(count)]
        except RuntimeError as error:
            self.__exit__()
            raise self._damaged() from error
        return self

    def __exit__(self, *_: object) -> None:
        self._dataset = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def rows(self, sheet: str, most: int | None = None) -> list[list[str]]:
        """Rows of a sheet as text, the first ones where ``most`` says how many."""
        try:
            with gdal_errors(**_OPTIONS):
                layer = self._dataset.GetLayerByName(sheet)
                layer.ResetReading()
                count = layer.GetLayerDefn().GetFieldCount()
                return [[_cell(feature, i) for i in range(count)] for feature in islice(layer, most)]
        except RuntimeError as error:
            raise self._damaged() from error

    def _damaged(self) -> InputError:
        # GDAL's own words name the temporary copy and tell nothing more.
        return InputError(
            f"The workbook {self._name} is damaged or protected by a password; save it as .xlsx without a "
            "password, or as CSV."
        )


def _cell(feature: Any, index: int) -> str:
    if not feature.IsFieldSetAndNotNull(index):
        return ""
    text = str(feature.GetFieldAsString(index))
    if not _LONG.fullmatch(text):
        return text
    number = float(text)
    return str(int(number)) if number.is_integer() else repr(number)
