"""Find the files behind an input: itself, or the members of an archive that are wanted."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputError
from ...sources.uri import SourceUri, parse_uri
from ..common.archive import Member, extract, members, open_archive, read_text
from ..common.files import refuse_web_page
from .datum import KsMeta, parse_meta
from .members import FORMATS, choose
from .names import KsjName, parse_name
from .request import HazardRequest

_NESTING = 2
_RASTERS = (".tif", ".tiff", ".png", ".jpg", ".jp2", ".asc", ".img")


@dataclass(frozen=True)
class HazardFile:
    """A file to open, and what its surroundings tell.

    Attributes
    ----------
    uri : SourceUri
    label : str
        Name for messages.
    member : str
        Path in the archive, or the last folder and name on disk.
    name : KsjName
    meta : KsMeta or None
    crs : str or None
        CRS to take where the file has none.
    """

    uri: SourceUri
    label: str
    member: str
    name: KsjName
    meta: KsMeta | None
    crs: str | None


def find_files(request: HazardRequest, scratch: Path) -> tuple[list[HazardFile], int]:
    """Find the files of an input.

    Parameters
    ----------
    request : HazardRequest
    scratch : Path
        A folder for extracted files; it need not exist.

    Returns
    -------
    files : list of HazardFile
    other_scenario : int
        Members of an archive that were left out as they are of another flood scenario.

    Raises
    ------
    InputError
        When the input is missing or damaged, or holds no map.
    """
    uri = parse_uri(request.source)
    path = Path(uri.path)
    if not uri.path.startswith("/vsi") and not path.exists():
        raise InputError(f"There is no file {uri.path}; check the path of the hazard map.")
    if path.is_file():
        refuse_web_page(path)
    if path.suffix.lower() != ".zip":
        return [single_file(uri, request.crs, request.label)], 0
    files, other = _Unpacker(request).unpack(path, path.name, scratch, parse_name(path.stem), 1)
    return files, other


def single_file(uri: SourceUri, crs: str | None, label: str | None = None) -> HazardFile:
    """A file that is no archive; raises InputError for a part of a shapefile that cannot stand alone."""
    path = Path(uri.path)
    if path.suffix.lower() in (".dbf", ".shx"):
        raise InputError(f"The file {path.name} is only a part of a shapefile; choose the .shp beside it.")
    if path.suffix.lower() in _RASTERS:
        raise _is_raster(f"The file {path.name}")
    if path.suffix.lower() == ".shp" and path.is_file() and _lacks_index(path):
        raise InputError(f"The shapefile {path.name} lacks its .shx; get all its parts.")
    metas = sorted(path.parent.glob("KS-META*.xml")) if path.is_file() else []
    own = [m for m in metas if path.stem.startswith(m.stem[len("KS-META-") :])] or metas
    meta = parse_meta(own[0].read_bytes()) if len(own) == 1 else None
    name = parse_name(path.stem).filled(parse_name(label or ""))
    return HazardFile(uri, label or uri.name, f"{path.parent.name}/{path.name}", name, meta, crs)


def _lacks_index(shapefile: Path) -> bool:
    """Whether the .shx is all that lacks: what else does is said when the file is opened."""
    has = {path.suffix.lower() for path in shapefile.parent.iterdir() if path.stem == shapefile.stem}
    return ".dbf" in has and ".shx" not in has


def _is_raster(what: str) -> InputError:
    return InputError(
        f"{what} is a raster, and what its values mean is not known; make polygons of it (Raster > Conversion > "
        "Polygonize) and import these with KIND, SEVERITY_FIELD and SEVERITY_CLASSES."
    )


class _Unpacker:
    """Extracts the data members of an archive, and of archives inside it."""

    def __init__(self, request: HazardRequest) -> None:
        self.request = request

    def unpack(
        self, path: Path, label: str, folder: Path, name: KsjName, level: int
    ) -> tuple[list[HazardFile], int]:
        """Files of an archive, and how many members were of another scenario."""
        with open_archive(path, label) as archive:
            found = members(archive, label)
            chosen, other = choose(found, self.request.scenario)
            files = []
            for i, m in enumerate(chosen):
                uri = SourceUri(str(extract(archive, m, found, folder / str(i), label)))
                meta, own = _meta_of(archive, m, found, label), parse_name(m.path.stem).filled(name)
                files.append(
                    HazardFile(uri, f"{m.path} of {label}", f"{m.path}", own, meta, self.request.crs)
                )
            inner = [m for m in found if m.suffix == ".zip" and level < _NESTING]
            for i, m in enumerate(inner):
                zipped = extract(archive, m, found, folder / f"zip{i}", label)
                own, place = parse_name(m.path.stem).filled(name), folder / f"in{i}"
                more, more_other = self.unpack(zipped, f"{m.path} of {label}", place, own, level + 1)
                files, other = files + more, other + more_other
        if not files and level == 1:
            raise _nothing(found, other, label, self.request)
        return files, other


def _meta_of(archive: zipfile.ZipFile, member: Member, found: list[Member], label: str) -> KsMeta | None:
    metas = [m for m in found if m.path.name.upper().startswith("KS-META") and m.suffix == ".xml"]
    near = [m for m in metas if m.path.parent == member.path.parent] or metas
    own = [m for m in near if member.path.stem.startswith(m.path.stem[len("KS-META-") :])] or near
    return parse_meta(read_text(archive, own[0], label)) if len(own) == 1 else None


def _nothing(found: list[Member], other: int, label: str, request: HazardRequest) -> InputError:
    if other:
        return InputError(
            f"The archive {label} holds no flood map of the scenario {request.scenario.value}; choose another SCENARIO."
        )
    if any(m.suffix == ".dbf" for m in found):
        return InputError(
            f"The archive {label} holds a .dbf without its .shp, so there are no shapes; download it again."
        )
    raster = next((m for m in found if m.suffix in _RASTERS), None)
    if raster is not None:
        return _is_raster(f"The map {raster.path} of {label}")
    return InputError(f"The archive {label} holds no map data ({', '.join(FORMATS)}); choose another file.")
