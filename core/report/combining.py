"""How the scores of criteria became one, in words."""

from __future__ import annotations

from collections.abc import Mapping

from ..overlay.settings import Method, Settings, Variant
from .numbers import plain
from .texts import Texts

_METHODS = {
    Method.WLC: "overlay_wlc",
    Method.GEOMETRIC: "overlay_geometric",
    Method.MINIMUM: "overlay_minimum",
    Method.MAXIMUM: "overlay_maximum",
    Method.PRODUCT: "overlay_product",
    Method.FUZZY_SUM: "overlay_fuzzy_sum",
    Method.GAMMA: "overlay_gamma",
    Method.TOPSIS: "overlay_topsis",
    Method.PROMETHEE: "overlay_promethee",
}
_VARIANTS = {
    Variant.MALCZEWSKI: "overlay_malczewski",
    Variant.YAGER: "overlay_yager",
    Variant.TRADEOFF: "overlay_tradeoff",
}


def combining_words(settings: Settings, labels: Mapping[str, str], t: Texts) -> list[str]:
    """The method that makes a cell's score, a sentence each.

    ``labels`` holds the names of criteria by id, in their order.
    """
    if settings.method is Method.OWA:
        return [t(_VARIANTS[settings.variant]), _order(settings, t)]
    key = "overlay_promethee_rescaled" if settings.rescale else _METHODS[settings.method]
    out = [t(key, gamma=plain(settings.gamma))]
    return [*out, _thresholds(settings, labels, t)] if settings.preference else out


def _order(settings: Settings, t: Texts) -> str:
    if settings.alpha is not None:
        return t("overlay_alpha", alpha=plain(settings.alpha))
    total = sum(settings.order_weights)
    return t("overlay_order", weights=" / ".join(plain(w / total) for w in settings.order_weights))


def _thresholds(settings: Settings, labels: Mapping[str, str], t: Texts) -> str:
    told = [
        t("overlay_threshold", name=label, q=plain(q), p=plain(p))
        for label, (q, p) in zip(labels.values(), settings.preference)
    ]
    return t("overlay_thresholds", list=t("list_joint").join(told))
