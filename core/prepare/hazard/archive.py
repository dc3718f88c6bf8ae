"""Zip archives as 国土数値情報 ships them: which members to read, and their safe extraction."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ...errors import InputError
from .names import parse_name

#: Formats of data, best first: the same data often lie side by side in several.
FORMATS = (".geojson", ".json", ".gpkg", ".shp", ".gml", ".xml")
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_UTF8_NAME = 0x800
_CHUNK = 1 << 20
# Folder names that tell of a format or an encoding, and not of a place.
_VARIANT = re.compile(
    r"^\d\d-\d\d_|geo-?json|shape(file)?|shp|gml|utf-?8|shift[-_]?jis|sjis|シェープ(ファイル)?|形式",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Member:
    """A file in an archive: its entry, and its path with the name decoded and ``/`` between folders."""

    info: zipfile.ZipInfo
    path: PurePosixPath

    @property
    def suffix(self) -> str:
        """The ending, in lower case."""
        return self.path.suffix.lower()

    @property
    def variant_free(self) -> tuple[str, ...]:
        """The folders without words on format and encoding: equal for the same data given twice."""
        return tuple(p for p in (_VARIANT.sub("", part).strip(" _-") for part in self.path.parts[:-1]) if p)


def decoded_name(info: zipfile.ZipInfo) -> str:
    """Name of a member; without the UTF-8 flag the bytes are CP932 (Shift_JIS), or UTF-8 from some tools."""
    name = info.orig_filename.split("\0")[0]
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")  # what zipfile decoded them from
        for encoding in ("utf-8", "cp932"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    # Some archives use backslashes; only now, as the second byte of a CP932 letter may be one.
    return name.replace("\\", "/")


def members(archive: zipfile.ZipFile, label: str) -> list[Member]:
    """List the files of an archive.

    Raises
    ------
    InputError
        When a name is absolute or leads out of the archive.
    """
    out = []
    for info in archive.infolist():
        name = decoded_name(info)
        path = PurePosixPath(name)
        if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in path.parts:
            raise InputError(
                f"The archive {label} holds the path {name}, which leads out of it, so nothing was extracted; "
                "get the file anew from its publisher."
            )
        is_clutter = path.parts[:1] == ("__MACOSX",) or path.name.startswith(".")
        if not name.endswith("/") and not is_clutter:
            out.append(Member(info, path))
    return out


def choose(found: Iterable[Member], scenario_digit: str) -> tuple[list[Member], int]:
    """Choose the data members to read.

    Of the same data in several formats or encodings one is taken (GeoJSON before shapefile, UTF-8 before
    Shift_JIS), XML only where there is nothing else, and of flood maps those of the scenario.

    Returns
    -------
    chosen : list of Member
    other_scenario : int
        Members left out because they are of another flood scenario.
    """
    data = [m for m in found if m.suffix in FORMATS and not m.path.name.upper().startswith("KS-META")]
    if any(m.suffix not in (".gml", ".xml") for m in data):
        data = [m for m in data if m.suffix not in (".gml", ".xml")]
    wanted = [m for m in data if (parse_name(m.path.stem).scenario or scenario_digit)[0] == scenario_digit]
    best: dict[tuple[str, ...], int] = {}
    for m in wanted:
        rank = FORMATS.index(m.suffix)
        best[m.variant_free] = min(rank, best.get(m.variant_free, rank))
    chosen: dict[tuple[tuple[str, ...], str], Member] = {}
    for m in sorted(wanted, key=_preference):
        if FORMATS.index(m.suffix) == best[m.variant_free]:
            chosen.setdefault((m.variant_free, m.path.name.lower()), m)
    return sorted(chosen.values(), key=lambda m: str(m.path)), len(data) - len(wanted)


def _preference(member: Member) -> tuple[bool, str]:
    return not re.search(r"utf-?8", str(member.path), re.IGNORECASE), str(member.path)


def open_archive(path: Path, label: str) -> zipfile.ZipFile:
    """Open a zip file; raises InputError when it is damaged or no zip file."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(
            f"The archive {label} cannot be opened ({_reason(error)}): it is cut short or no zip file; "
            "download it again."
        ) from error


def extract(
    archive: zipfile.ZipFile, member: Member, all_members: Iterable[Member], folder: Path, label: str
) -> Path:
    """Extract a member, and the files that belong to it, into a folder of its own; return its path.

    Raises
    ------
    InputError
        When the member is damaged or encrypted, or there is no room for it.
    """
    stem = member.path.stem
    parts = [member]
    if member.suffix in _SHAPEFILE:
        parts = [m for m in all_members if m.path.parent == member.path.parent and m.suffix in _SHAPEFILE
                 and m.path.stem.lower() == stem.lower()]  # fmt: skip
    folder.mkdir(parents=True)
    if sum(m.info.file_size for m in parts) > shutil.disk_usage(folder).free:
        raise InputError(
            f"There is no room to extract {member.path} of {label}; free space in {folder.parent}."
        )
    safe = re.sub(r'[<>:"|?*\x00-\x1f]', "_", stem)
    for part in parts:
        _copy(archive, part, folder / (safe + part.suffix), label)
    return folder / (safe + member.suffix)


def read_text(archive: zipfile.ZipFile, member: Member, label: str) -> bytes:
    """The bytes of a small member such as metadata."""
    try:
        return archive.read(member.info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as error:
        raise _damaged(member, label, error) from error


def _copy(archive: zipfile.ZipFile, member: Member, target: Path, label: str) -> None:
    try:
        with archive.open(member.info) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out, _CHUNK)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as error:
        raise _damaged(member, label, error) from error


def _damaged(member: Member, label: str, error: Exception) -> InputError:
    return InputError(
        f"The member {member.path} of {label} cannot be extracted ({_reason(error)}): the archive is damaged "
        "or encrypted; download it again."
    )


def _reason(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
