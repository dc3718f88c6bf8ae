"""Zip archives as Japanese publishers ship them: names of members decoded, and their safe extraction."""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ...errors import InputError
from ...gdalio import first_line

_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_UTF8_NAME = 0x800
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """A file in an archive: its entry, and its path with the name decoded and ``/`` between folders."""

    info: zipfile.ZipInfo
    path: PurePosixPath

    @property
    def suffix(self) -> str:
        """The ending, in lower case."""
        return self.path.suffix.lower()


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


def open_archive(path: Path | BinaryIO, label: str) -> zipfile.ZipFile:
    """Open a zip file, or its bytes as a stream; raises InputError when it is damaged or no zip file."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(
            f"The archive {label} cannot be opened ({first_line(error)}): it is cut short or no zip file; "
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
    """The bytes of a member; raises InputError when it is damaged or encrypted."""
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
        f"The member {member.path} of {label} cannot be extracted ({first_line(error)}): the archive is damaged "
        "or encrypted; download it again."
    )
