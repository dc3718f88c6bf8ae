"""The one table of a file or an archive, on disk and ready to be read."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import InputError
from .archive import Member, extract, members, open_archive, read_text

_PREFERRED_FOLDER, _OTHER_FOLDER = "UTF-8", "Shift_JIS"


def refuse_web_page(path: Path) -> None:
    """Raise InputError when the file is missing, empty or HTML."""
    try:
        with path.open("rb") as handle:
            head = handle.read(2048)
    except OSError as error:
        raise InputError(f"The file {path} cannot be read ({error.strerror}); check the path.") from error
    if not head.strip():
        raise InputError(f"The file {path.name} is empty; get it again.")
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|head|body)", head, re.IGNORECASE):
        raise InputError(
            f"The file {path.name} is a web page (HTML), not data; download the file itself again."
        )


def unpack_one(archive: Path, scratch: Path, endings: tuple[str, ...]) -> tuple[Path, list[bytes]]:
    """Unpack the one data file of an archive.

    Of the same table in two encodings UTF-8 is taken, and a GeoJSON before a shapefile of the same name.

    Parameters
    ----------
    archive : Path
    scratch : Path
        Folder to unpack into; nothing is written elsewhere.
    endings : tuple of str
        Endings of data files, in lower case.

    Returns
    -------
    path : Path
        The data file, with the other parts of a shapefile beside it.
    metadata : list of bytes
        The KS-META files of the archive (国土数値情報).

    Raises
    ------
    InputError
        When the archive is damaged, leads out of itself, or holds no or several data files.
    """
    refuse_web_page(archive)
    with open_archive(archive, archive.name) as zipped:
        have = members(zipped, archive.name)
        data = _distinct([m for m in have if m.suffix in endings])
        if len(data) != 1:
            names = ", ".join(m.path.name for m in data[:10]) or "none"
            raise InputError(
                f"The archive {archive.name} holds {len(data)} tables ({names}); unpack it and import them "
                "one at a time."
            )
        path = extract(zipped, data[0], have, scratch / "table", archive.name)
        meta = [m for m in have if m.path.name.upper().startswith("KS-META")]
        return path, [read_text(zipped, m, archive.name) for m in meta]


def _distinct(data: list[Member]) -> list[Member]:
    if any(_PREFERRED_FOLDER in m.path.parts for m in data):
        data = [m for m in data if _OTHER_FOLDER not in m.path.parts]
    shapes = {m.path.with_suffix("") for m in data if m.suffix == ".shp"}
    geojson = {m.path.stem for m in data if m.suffix == ".geojson"}
    data = [m for m in data if m.suffix != ".dbf" or m.path.with_suffix("") not in shapes]
    return [m for m in data if m.suffix not in (".shp", ".dbf") or m.path.stem not in geojson]
