"""How the weights of a horizon came about, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..scenario.weighed import Level, Weighed
from ..weights.ahp import LIMIT
from ..weights.numbers import ratio_words
from ..weights.revision import revisions
from ..weights.tree import Node
from .numbers import number, percent
from .texts import Texts

#: Words on how priorities, the best-worst model or ranks are computed.
_VARIANTS = {
    "eigenvector": "weights_eigenvector",
    "geometric_mean": "weights_geometric_mean",
    "column_mean": "weights_column_mean",
    "linear": "weights_linear",
    "nonlinear": "weights_nonlinear",
    "roc": "weights_roc",
    "rank_sum": "weights_rank_sum",
    "rank_reciprocal": "weights_rank_reciprocal",
}


def weighting_words(weighed: Weighed | None, labels: Mapping[str, str], t: Texts) -> list[str]:
    """Where the weights come from, and how consistent the judgements behind them are, a sentence each.

    ``labels`` holds the names of criteria by id; groups go by their own.
    """
    if weighed is None:
        return []
    variant = t(_VARIANTS[weighed.variant]) if weighed.variant in _VARIANTS else ""
    if weighed.best_worst is not None:
        best, worst = labels.get(weighed.best, weighed.best), labels.get(weighed.worst, weighed.worst)
        xi, cr = number(weighed.best_worst.xi, 3), number(weighed.best_worst.cr, 3)
        return [t("weights_best_worst", variant=variant, best=best, worst=worst, xi=xi, cr=cr)]
    if weighed.method == "tree":
        tree = t("weights_tree", tree=_members(weighed.tree, labels, t))
        levels = [s for level in weighed.levels for s in _consistency(level, labels, t)]
        return [tree, *([t("weights_tree_judged", variant=variant)] if levels else []), *levels]
    if weighed.levels:
        levels = [s for level in weighed.levels for s in _consistency(level, labels, t)]
        return [t("weights_ahp", variant=variant), *levels]
    return [t("weights_rank", variant=variant) if weighed.method == "rank" else t("weights_direct")]


def _consistency(level: Level, labels: Mapping[str, str], t: Texts) -> list[str]:
    """Eigenvalue and ratio of a matrix, and the judgement to look at again where it contradicts itself."""
    found = level.found
    whose = t("weights_of_group", name=level.group) if level.group else t("weights_of_all")
    key = "weights_consistent" if found.consistent else "weights_inconsistent"
    figures = {"value": number(found.lambda_max, 3), "cr": number(found.cr, 3), "limit": number(LIMIT, 2)}
    out = [t(key, whose=whose, **figures)]
    if not found.consistent:
        a, b, value, implied = revisions(level.array)[0].said
        names = [labels.get(level.members[i], level.members[i]) for i in (a, b)]
        said = {"a": names[0], "b": names[1], "value": ratio_words(value), "implied": ratio_words(implied)}
        out.append(t("weights_judgement", **said))
    return out


def _members(nodes: Sequence[Node], labels: Mapping[str, str], t: Texts) -> str:
    """Siblings with their shares, what a group holds behind it in brackets."""
    out = []
    for node in nodes:
        if node.children:
            inner = _members(node.children, labels, t)
            out.append(t("weights_group", name=node.id, share=percent(node.weight), members=inner))
        else:
            out.append(t("weights_leaf", name=labels.get(node.id, node.id), share=percent(node.weight)))
    return t("list_joint").join(out)
