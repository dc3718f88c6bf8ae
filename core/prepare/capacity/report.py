"""What an import of capacity did, in counts and sentences."""

from __future__ import annotations

from collections.abc import Mapping

from ..standard import ImportReport
from .columns import spare_roles
from .geometry import Shapes
from .headers import normal
from .locations import AMBIGUOUS, MATCHED, OUTSIDE, SHORTENED, UNMATCHED, Join
from .places import Places
from .understand import Parsed

_LISTED = 100


def report(
    parsed: Parsed, shapes: Shapes, joined: Join | None, places: Places | None, written: int
) -> ImportReport:
    """Counts and sentences, most important first."""
    placed = sum(w is not None for w in shapes.wkb)
    counts = {**_row_counts(parsed), **_value_counts(parsed), "rows without geometry": written - placed}
    if joined is not None and places is not None:
        counts |= _join_counts(joined, places)
    if shapes.unusable:
        counts["coordinates out of range"] = shapes.unusable
    notes = [*_warnings(parsed, placed), *_join_notes(joined)]
    return ImportReport(written, counts, notes, _facts(parsed))


def _row_counts(parsed: Parsed) -> dict[str, int]:
    rows = parsed.columns.rows
    return {
        "rows in the file": len(parsed.table.cells),
        "title and header rows": parsed.columns.header.end,
        "rows of data": len(rows.index),
        "blank rows left out": rows.left_out.get("blank", 0),
        "footnotes and headings left out": rows.left_out.get("footnote", 0),
        "repeated headers left out": rows.left_out.get("header", 0),
        "totals left out": rows.left_out.get("total", 0),
        "rows that continue the substation above": int(rows.continued.sum()),
        "rows that share a substation": parsed.shared,
        "names withheld": sum(n is None for n in rows.name),
        **parsed.table.counts,
    }


def _value_counts(parsed: Parsed) -> dict[str, int]:
    exact, low, high = parsed.spare.exact, parsed.spare.low, parsed.spare.high
    is_class = [e is None and (a is not None or b is not None) for e, a, b in zip(exact, low, high)]
    return {
        "spare capacity known": sum(e is not None for e in exact),
        "spare capacity given as a class": sum(is_class),
        "spare capacity unknown": sum(e is None for e in exact) - sum(is_class),
        "spare capacity exactly 0": sum(e == 0 for e in exact),
        "voltage unknown": sum(v is None for v in parsed.values["voltage_kv"]),
        "cells that could not be read": sum(parsed.columns.unreadable.values()),
    }


def _join_counts(joined: Join, places: Places) -> dict[str, int]:
    return {
        "matched": joined.rows(MATCHED, SHORTENED),
        "matched by the short name (without bank or 開閉所)": joined.rows(SHORTENED),
        "ambiguous": joined.rows(AMBIGUOUS),
        "unmatched": joined.rows(UNMATCHED, OUTSIDE),
        "unmatched, with a namesake outside of the utility's area": joined.rows(OUTSIDE),
        "unnamed, not looked up": joined.unnamed,
        "locations": places.features,
        "locations left out as railway substations": places.traction,
        "locations without name or geometry": places.unnamed,
    }


def _warnings(parsed: Parsed, placed: int) -> list[str]:
    out = []
    if not placed:
        out.append(
            "No row has a place, so no criterion can use the layer; give LOCATIONS with named points, "
            "lines or polygons, or a table with coordinates."
        )
    if parsed.other_side:
        out.append(
            f"{parsed.other_side} rows say that they are not of side {parsed.request.side}; their own side stands."
        )
    classes = ("capacity_min", "capacity_max")
    if not spare_roles(parsed.columns) and not any(map(parsed.columns.has, classes)):
        out.append("The table has no column of spare capacity: every capacity is unknown.")
    word = _generators_word(parsed)
    if word:
        out.append(
            f"The column {word} uses the word of tables for generators (空容量) and SIDE is demand: make sure that the "
            "table is about what loads may draw."
        )
    if not any(parsed.values["as_of"]):
        out.append(
            "No date was found in the title rows: give AS_OF, as capacity changes with every new connection."
        )
    if parsed.columns.unreadable:
        out.append(f"Cells that could not be read are null: {_listed(parsed.columns.unreadable)}.")
    if parsed.undecided:
        out.append(
            f"{parsed.undecided} rows say something of the year available that is no year; null counts as available "
            "at once, so look at them."
        )
    out += dict.fromkeys(parsed.columns.assumed)
    if parsed.spare.own_only:
        out.append(
            f"{parsed.spare.own_only} rows have spare capacity of the equipment itself (当該設備) only; "
            "limits of the upper system are not in it."
        )
    unknown_kind = sum(k is None for k in parsed.values["kind"])
    if unknown_kind:
        out.append(
            f"{unknown_kind} rows do not tell whether they are a substation, a line or a zone; give KIND."
        )
    return out


def _generators_word(parsed: Parsed) -> str | None:
    """Header of a demand table's capacity that speaks as tables for generators do; None where none does."""
    columns = parsed.columns
    headers = [columns.header_text(r) for r in ("spare_chosen", "spare_own", "spare") if columns.has(r)]
    telling = [h for h in headers if "空容量" in normal(h) or "空き容量" in normal(h)]
    return telling[0] if telling and parsed.request.side == "demand" else None


def _join_notes(joined: Join | None) -> list[str]:
    if joined is None:
        return []
    said = (
        (AMBIGUOUS, "Ambiguous names (several places, none was taken)"),
        (OUTSIDE, "Names with a place outside of the utility's area only (not taken)"),
        (UNMATCHED, "Names without a place (no geometry)"),
    )
    out = [f"{text}: {_listed(joined.names[state])}." for state, text in said if joined.names.get(state)]
    if joined.elsewhere:
        out.append(
            f"No place was found in the area of {', '.join(sorted(joined.elsewhere))}, so namesakes elsewhere were "
            "taken; check that LOCATIONS and UTILITY belong together."
        )
    return out


def _facts(parsed: Parsed) -> list[str]:
    by = {
        "chosen": "as asked for",
        "file name": "by the file's name",
        "text": "by the title",
        "headers": "by its headers",
        "none": "as the table does not tell the utility; give UTILITY where you know it",
    }
    columns = parsed.columns
    dates = sorted({d for d in parsed.values["as_of"] if d})
    used = ", ".join(f"{role}: {columns.header_text(role)}" for role in columns.header.roles)
    return [
        f"Profile {parsed.choice.profile.key} ({by[parsed.choice.by]}).",
        f"Encoding {parsed.table.encoding or 'as the format says'}; as of {', '.join(dates[:3]) or 'unknown'}.",
        f"Columns used: {used}.",
    ]


def _listed(names: Mapping[str, int]) -> str:
    shown = [f"{name} ({count})" if count > 1 else name for name, count in list(names.items())[:_LISTED]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
