"""Labels, units and tooltips of the keys of criteria, in the user's language."""

from __future__ import annotations

from dataclasses import dataclass, field

from .text import tr


@dataclass(frozen=True)
class Words:
    """How a key is shown.

    Attributes
    ----------
    label, tip, unit : str
    without : str
        What counts where the key is left out.
    begin : float
        Number to begin with where there was none.
    choices : dict of str
        Words of a choice.
    row, column : str
        Heads of a table of numbers; ``rows`` are the names of its rows.
    """

    label: str
    tip: str
    unit: str = ""
    without: str = ""
    begin: float = 0.0
    choices: dict = field(default_factory=dict)
    row: str = ""
    column: str = ""
    rows: tuple = ()


def words_of(name, type):
    """Words of a key of a type of criterion."""
    if (type, name) == ("distance", "max_distance_m"):
        tip = tr("Cells farther away are not assessed")
        return Words(tr("Max. distance"), tip, tr("m"), tr("Not limited"), 10_000)
    for group in (_sources, _supply, _latency, _others):
        if (words := group().get(name)) is not None:
            return words
    raise KeyError(name)


def _sources():
    out = {
        "layer": Words(tr("Layer"), tr("Layer that the criterion reads")),
        "layers": Words(tr("Layers"), tr("Hazard layers; the worst severity of all counts")),
        "fibre": Words(
            tr("Fibre"), tr("Layer of fibre lines that the path may follow"), without=tr("Straight lines")
        ),
        "note": Words(tr("Note"), tr("A remark for readers; it is not used")),
        "not_assessed": Words(
            tr("Not assessed"),
            tr("Score of cells where the criterion is not assessed"),
            without=tr("Such cells drop out"),
        ),
    }
    for name, label, tip, known in (
        ("capacity_field", tr("Spare field"), tr("Field with the spare MW"), "spare_mw"),
        ("voltage_field", tr("Voltage field"), tr("Field with the voltage in kV"), "voltage_kv"),
        ("year_field", tr("Year field"), tr("Field with the year from which it is there"), "year_available"),
        (
            "group_field",
            tr("Group field"),
            tr("Field with the group that shares one capacity"),
            "shared_group",
        ),
        ("side_field", tr("Side field"), tr("Field that tells demand from generation"), "side"),
    ):
        out[name] = Words(label, tr("{what}; blank takes the standard field").format(what=tip), without=known)
    return out


def _supply():
    return {
        "max_distance_m": Words(tr("Max. distance"), tr("Metres to a connection at most"), tr("m")),
        "margin_pct": Words(tr("Margin"), tr("Spare capacity beyond the demand"), tr("%")),
        "headroom_target": Words(
            tr("Headroom target"), tr("Spare over demand from which more scores no better"), tr("times")
        ),
        "min_voltage_kv": Words(
            tr("Least voltage"),
            tr("Connections of a lower voltage do not count"),
            tr("kV"),
            tr("By demand and utility"),
            66,
        ),
    }


def _latency():
    return {
        "route_factor": Words(
            tr("Route factor"), tr("Length of the fibre over the straight line"), tr("times")
        ),
        "us_per_km": Words(tr("Fibre delay"), tr("One-way microseconds a km of fibre"), tr("µs/km")),
        "equipment_us": Words(tr("Equipment"), tr("One-way microseconds of equipment a node"), tr("µs")),
        "equipment_field": Words(
            tr("Equipment field"),
            tr("Field with each node's own equipment delay in microseconds"),
            without=tr("The number above"),
        ),
        "snap_tolerance_m": Words(
            tr("Snap tolerance"), tr("Metres within which an end of fibre joins another line"), tr("m")
        ),
        "by_kind": Words(
            tr("By kind"), tr("Constants of nodes by their kind; a blank cell takes the number above")
        ),
    }


def _others():
    return {
        "radius_m": Words(tr("Radius"), tr("Features so far around are counted"), tr("m")),
        "field": Words(
            tr("Weight field"),
            tr("Field with the weight of each feature"),
            without=tr("Every feature counts once"),
        ),
        "kernel": Words(
            tr("Kernel"),
            tr("How a feature's weight falls with distance"),
            choices={
                "uniform": tr("Uniform"),
                "quartic": tr("Quartic"),
                "gaussian": tr("Gaussian"),
            },
        ),
        "scores": Words(
            tr("Scores"),
            tr("Scores of the severities 0 to 4"),
            row=tr("Severity"),
            column=tr("Score"),
            rows=("0", "1", "2", "3", "4"),
        ),
        "exclude_from": Words(
            tr("Exclude from"), tr("Severity from which cells are excluded; 5 excludes none")
        ),
    }
