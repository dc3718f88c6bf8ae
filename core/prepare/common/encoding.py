"""Find the encoding of a text file by what its bytes allow and by whether the result is Japanese."""

from __future__ import annotations

import codecs
import functools
import re
from dataclasses import dataclass

from ...errors import InputError

#: Encodings without a mark, in the order of trust; the last knows NEC's row 13 (①, №) in EUC.
_UNMARKED = ("cp932", "euc_jp", "euc_jis_2004")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Python maps these JIS characters to other code points in EUC-JP than in CP932; one table, one text.
_EUC_TO_CP932 = str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2")
_ADVICE = "save it again as UTF-8"
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]")
_SAMPLE = 200_000


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding that it was found in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Decode a text file strictly; nothing is replaced and nothing is guessed from the locale.

    A byte order mark decides, then valid UTF-8, which other encodings do not look like; else every
    encoding that decodes all bytes is a candidate and the one whose characters are everyday Japanese
    wins. A single line of another encoding is refused.

    Parameters
    ----------
    data : bytes
    name : str
        Name of the file, for messages.

    Raises
    ------
    InputError
        When no encoding fits, two fit equally well, or the file mixes encodings (with the line).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding, name), encoding)
    if b"\0" in data[:4096]:
        raise InputError(
            f"The file {name} is binary, not a text table; give a CSV, Excel (.xlsx) or vector file."
        )
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if data.isascii():
        return Decoded(data.decode("ascii"), "ascii")
    if (utf8 := _try(data, "utf-8")) is not None:
        return Decoded(utf8, "utf-8")
    candidates = [(e, text) for e in _UNMARKED if (text := _try(data, e)) is not None]
    if not candidates:
        raise _mixed(data, name)
    rated = _rated(candidates)
    _refuse_foreign_lines(data, rated[0][1], name)
    _refuse_doubt(rated, name)
    return Decoded(rated[0][2], rated[0][1])


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count("\n".encode(encoding)) + 1
        raise InputError(
            f"The file {name} mixes encodings or is damaged: line {line} is not {encoding.upper()}; {_ADVICE}."
        ) from error


def _try(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text.translate(_EUC_TO_CP932) if encoding.startswith("euc") else text


def _rated(candidates: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """Candidates with their plausibility, best first; equal ones stay in order of trust."""
    return sorted(
        ((plausibility(text), encoding, text) for encoding, text in candidates), key=lambda c: -c[0]
    )


def _refuse_doubt(rated: list[tuple[float, str, str]], name: str) -> None:
    best, encoding, text = rated[0]
    if best < 0.5:
        raise InputError(
            f"The encoding of {name} cannot be told: its text is not Japanese in any; {_ADVICE}."
        )
    rivals = [other for score, other, its in rated[1:] if best - score < 0.05 and its != text]
    if rivals:
        raise InputError(f"The encoding of {name} may be {encoding} or {' or '.join(rivals)}; {_ADVICE}.")


def plausibility(text: str) -> float:
    """Share of everyday Japanese among the characters beyond ASCII, 0 to 1; half-width kana count a third.

    Everyday are kana, full-width letters and signs, and the 2,965 kanji of JIS level 1.
    Source: JIS X 0208, rows 1 to 8 and 16 to 47; NEC's row 13 as in CP932.
    """
    foreign = [c for c in text[:_SAMPLE] if c > "\x7f"] or [c for c in text if c > "\x7f"]
    if not foreign:
        return 1.0
    everyday = _everyday()
    good = sum(1.0 for c in foreign if c in everyday)
    return (good + 0.33 * sum(1 for c in foreign if _HALF_WIDTH_KANA.match(c))) / len(foreign)


@functools.lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    rows = [*range(0xA1, 0xA9), *range(0xB0, 0xD0)]
    # One by one: a run of codes would lose its step at the first that stands for nothing.
    codes = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    nec = (bytes((0x87, cell)) for cell in range(0x40, 0x9D) if cell != 0x7F)
    text = "".join(code.decode("euc_jp", errors="ignore") for code in codes)
    marks = "".join(code.decode("cp932", errors="ignore") for code in nec)
    return frozenset(text + text.translate(_EUC_TO_CP932) + marks + "々〇ー髙﨑")


def _refuse_foreign_lines(data: bytes, encoding: str, name: str) -> None:
    """Refuse lines that read as Japanese in another encoding only, though their bytes pass in this one."""
    others = [e for e in ("utf-8", "cp932", "euc_jp") if e[:3] != encoding[:3]]
    own: list[int] = []
    foreign: list[int] = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.isascii():
            texts = [text for other in others if (text := _try(line, other)) is not None]
            is_foreign = any(_is_better(text, line, encoding) for text in texts)
            (foreign if is_foreign else own).append(number)
    if foreign:
        number = min(own, foreign, key=lambda lines: (len(lines) or len(data), lines))[0]
        raise InputError(
            f"The file {name} mixes encodings: line {number} is not of the encoding of most lines; {_ADVICE}."
        )


def _is_better(text: str, line: bytes, encoding: str) -> bool:
    here = _try(line, encoding) or ""
    return sum(c > "\x7f" for c in text) >= 2 and plausibility(text) > max(0.8, plausibility(here) + 0.4)


def _mixed(data: bytes, name: str) -> InputError:
    """Say which line is not of the encoding that most lines are of."""
    lines = data.split(b"\n")
    good = {e: [_try(line, e) is not None for line in lines] for e in ("utf-8", "cp932", "euc_jp")}
    encoding = max(good, key=lambda e: sum(good[e]))
    number = good[encoding].index(False) + 1
    return InputError(
        f"The file {name} mixes encodings or is damaged: line {number} is not {encoding.upper()}; {_ADVICE}."
    )
