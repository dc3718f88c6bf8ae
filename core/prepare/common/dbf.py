"""The encoding of a DBF, which shapefiles of 国土数値情報 seldom tell."""

from __future__ import annotations

import re
from pathlib import Path

#: Language id in the header of a DBF (byte 29): Japanese Shift_JIS.
_SHIFT_JIS = 0x13


def dbf_encoding(dbf: Path, member: str) -> str:
    """Encoding of a DBF.

    The order is: language id of the header, ``.cpg``, ``UTF-8`` in the path, else CP932.

    Parameters
    ----------
    dbf : Path
    member : str
        Its path in the archive or on disk.

    Source: the practice of readers of 国土数値情報, whose files rarely have a ``.cpg``.
    """
    with dbf.open("rb") as handle:
        header = handle.read(32)
    if len(header) == 32 and header[29] == _SHIFT_JIS:
        return "CP932"
    for suffix in (".cpg", ".CPG"):
        cpg = dbf.with_suffix(suffix)
        if cpg.exists():
            said = cpg.read_text(encoding="ascii", errors="replace").strip().upper()
            if re.search(r"932|S(HIFT)?[-_ ]?JIS|MS_KANJI", said):
                return "CP932"
            return "UTF-8" if re.search(r"UTF-?8|65001", said) else said
    return "UTF-8" if re.search(r"utf-?8", member, re.IGNORECASE) else "CP932"
