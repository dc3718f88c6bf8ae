"""The allocation of one horizon in the report: who is supplied by what, what stops the others, and the ledger."""

from __future__ import annotations

from typing import Any

from ..run.result import AllocatedCandidate, AllocationTold
from .horizon import Horizon
from .numbers import UNKNOWN, kilometres, megawatts, number, percent
from .texts import Texts


def allocation_part(h: Horizon) -> dict[str, Any] | None:
    """All that the template prints of an allocation; None where there is none."""
    found, t = h.result.allocation, h.t
    if found is None or not found.sites:
        return None
    places = {c.rank: str(c.attributes.get("admin") or UNKNOWN) for c in h.result.candidates}
    shown = _shown(found)
    currency = t("currency_million_jpy") if found.currency == "million JPY" else found.currency
    spec = h.scenario.allocation
    notes = [t("allocation_note")]
    if spec is not None and spec.feeds > 1:
        notes.append(t("allocation_feeds_note"))
    if currency:
        notes.append(t("allocation_routes_note", currency=currency))
    if len(shown) < len(found.ledger):
        notes.append(t("ledger_others", count=len(found.ledger) - len(shown)))
    return {
        "summary": _summary(found, t),
        "rows": [_site(s, places.get(s.rank, UNKNOWN), t) for s in found.sites],
        "ledger": [_account(row, t) for row in shown],
        "currency": currency,
        "notes": notes,
    }


def _shown(found: AllocationTold) -> list[dict[str, Any]]:
    """Rows of the connections that are spent of, and of those that share their groups."""
    groups = {row.get("shared_group") for row in found.ledger if row["spent_mw"]} - {None}
    return [row for row in found.ledger if row["spent_mw"] or row.get("shared_group") in groups]


def _summary(found: AllocationTold, t: Texts) -> list[str]:
    served = sum(1 for s in found.sites if s.served_mw)
    if not served:
        return [t("allocation_none", count=len(found.sites))]
    asked = megawatts(sum(s.asked_mw for s in found.sites))
    mw = megawatts(found.served_mw)
    first = t("allocation_summary", served=served, count=len(found.sites), mw=mw, asked=asked)
    if not found.gap:
        return [first, t("allocation_proven")]
    return [first, t("allocation_gap", gap=percent(found.gap))]


def _site(site: AllocatedCandidate, place: str, t: Texts) -> dict[str, str]:
    routes = [r for r in site.routes if r.length_m is not None]
    return {
        "rank": str(site.rank),
        "place": place,
        "asked": megawatts(site.asked_mw),
        "served": megawatts(site.served_mw),
        "by": t("list_joint").join(name for name, _ in site.feeds) or UNKNOWN,
        "distance": t("list_joint").join(kilometres(m) for _, m in site.feeds) or UNKNOWN,
        "route": t("list_joint").join(kilometres(r.length_m) for r in routes) or UNKNOWN,
        "cost": number(sum(r.cost or 0.0 for r in routes)) if routes else UNKNOWN,
        "why": t(f"reason_{site.reason.key}", **site.reason.values) if site.reason else "",
    }


def _account(row: dict[str, Any], t: Texts) -> dict[str, str]:
    is_known, is_later = row["spare_mw"] is not None, row["status"] == "later"
    remarks = [str(row.get("shared_group") or "")]
    if is_later:
        remarks.append(t("ledger_later", year=row["year_available"]))
    return {
        "connection": str(row["connection"]),
        "group": t("list_joint").join(r for r in remarks if r),
        "spare": megawatts(row["spare_mw"]) if is_known else t("ledger_unknown"),
        "spent": megawatts(row["spent_mw"]) if is_known else UNKNOWN,
        "left": UNKNOWN if is_later else megawatts(row["left_mw"]),
        "group_left": megawatts(row.get("group_left_mw")),
        "by": str(row["by_whom"]),
    }
