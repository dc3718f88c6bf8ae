"""Headings of what runs write, in the user's language."""

from __future__ import annotations

from .text import tr


def candidate_headings():
    """Heading of each field of the candidates that is shown, in the order of the table."""
    return {
        "horizon": tr("Horizon"),
        "rank": tr("Rank"),
        "admin": tr("Place"),
        "score_mean": tr("Score"),
        "area_ha": tr("Area (ha)"),
        "spare_mw": tr("Spare (MW)"),
        "limiting": tr("Limiting"),
        "p_top": tr("P top"),
        "connection": tr("Connection"),
        "connection_m": tr("Distance (m)"),
        "voltage_kv": tr("Voltage (kV)"),
        "served_mw": tr("Served (MW)"),
        "unmet_mw": tr("Unmet (MW)"),
        "feeds": tr("Connections in reach"),
        "rtt_ms": tr("Round trip (ms)"),
        "hazard_worst": tr("Worst hazard"),
        "not_assessed_pct": tr("Not assessed (%)"),
        "score_min": tr("Least score"),
        "score_max": tr("Best score"),
        "compactness": tr("Compactness"),
        "zone": tr("Zone"),
    }


def ledger_headings():
    """Heading of each column of the ledger that is shown, in the order of the table."""
    return {
        "horizon": tr("Horizon"),
        "connection": tr("Connection"),
        "spare_mw": tr("Spare (MW)"),
        "spent_mw": tr("Spent (MW)"),
        "by_whom": tr("Taken by"),
        "left_mw": tr("Left (MW)"),
        "voltage_kv": tr("Voltage (kV)"),
        "year_available": tr("From year"),
        "shared_group": tr("Shared group"),
        "group_left_mw": tr("Left in group (MW)"),
        "usable_mw": tr("Usable (MW)"),
        "status": tr("State"),
        "note": tr("Note"),
    }
