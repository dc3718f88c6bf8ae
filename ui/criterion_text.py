"""Types, units and methods of criteria, and what an edit adapted, in the user's language."""

from __future__ import annotations

from ..algorithms.documents import value_at
from .text import tr


def unit_of(criterion, raw):
    """Unit of a criterion's values; blank for scores, and where only the data's owner knows."""
    derived = value_at(raw, ("layers", str(criterion.get("layer")), "derive"))
    return {
        "distance": tr("m"),
        "latency": tr("ms"),
        "density": tr("/km²"),
        "raster": tr("°") if derived == "slope_deg" else "",
    }.get(criterion.get("type"), "")


def type_title(type):
    """Type of a criterion in the user's language."""
    return {
        "grid_capacity": tr("Grid supply"),
        "latency": tr("Latency"),
        "distance": tr("Distance"),
        "density": tr("Density"),
        "hazard": tr("Hazard"),
        "raster": tr("Raster"),
    }.get(type, str(type))


def method_title(method):
    """Method of the weights in the user's language."""
    return {
        "ahp": tr("Pairwise"),
        "best_worst": tr("Best-worst"),
        "rank": tr("Ranks"),
        "tree": tr("Tree"),
    }.get(method, method)


def adapted_sentence(part):
    """What an edit of the criteria changed besides them."""
    return {
        "ahp": tr("The pairwise judgements were adapted; see the page Weights."),
        "best_worst": tr("The comparisons with the best and the worst were adapted; see the page Weights."),
        "rank": tr("The ranks were adapted; see the page Weights."),
        "tree": tr("The tree of weights was adapted; see the page Weights."),
        "restarted": tr("The judgements could not be carried over and begin afresh; see the page Weights."),
        "weights": tr("The weights that are left were all 0; they are equal now."),
        "overlay": tr("The settings of the overlay were adapted."),
        "horizons": tr("What horizons set of the criterion was adapted."),
    }[part]
