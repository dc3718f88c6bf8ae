"""What the page of weights needs of the core: weights of a draft, and edits of how they are found."""

from __future__ import annotations

from ..core.errors import InputError
from ..core.live.judgements import ahp_live
from ..core.live.proposals import propose_weights, with_weights, without_weights
from ..core.overlay.settings import Method as OverlayMethod
from ..core.overlay.settings import Variant as OwaVariant
from ..core.scenario.edit_tree import (
    judged_groups,
    tree_grouped,
    tree_judged,
    tree_moved,
    tree_weighted,
    tree_with,
    with_group_judgement,
)
from ..core.scenario.edit_weighting import (
    LISTS,
    by_id,
    parsed_ratio,
    ratio_text,
    started,
    weighed,
    with_comparison,
    with_ends,
    with_judgement,
)
from ..core.weights.ahp import LIMIT
from ..core.weights.ahp import Method as Priorities
from ..core.weights.best_worst import Model
from ..core.weights.data import DataMethod
from ..core.weights.ranks import Formula
from .documents import with_value

__all__ = [
    "CR_LIMIT",
    "DATA_METHODS",
    "FORMULAS",
    "LISTS",
    "MODELS",
    "OVERLAYS",
    "OWA_VARIANTS",
    "PRIORITIES",
    "SAATY",
    "InputError",
    "ahp_live",
    "by_id",
    "judged_groups",
    "parsed_ratio",
    "propose_weights",
    "ratio_text",
    "started",
    "tree_grouped",
    "tree_judged",
    "tree_moved",
    "tree_weighted",
    "tree_with",
    "weighed",
    "with_comparison",
    "with_ends",
    "with_group_judgement",
    "with_judgement",
    "with_value",
    "with_weights",
    "without_weights",
]

CR_LIMIT = LIMIT
OVERLAYS = tuple(m.value for m in OverlayMethod)
OWA_VARIANTS = tuple(v.value for v in OwaVariant)
PRIORITIES = tuple(m.value for m in Priorities)
MODELS = tuple(m.value for m in Model)
DATA_METHODS = tuple(m.value for m in DataMethod)
FORMULAS = tuple(f.value for f in Formula)
SAATY = tuple([f"1/{n}" for n in range(9, 1, -1)] + [str(n) for n in range(1, 10)])
