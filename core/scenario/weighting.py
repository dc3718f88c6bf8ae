"""The part of the scenario format that says where weights come from."""

from __future__ import annotations

from ..weights.ahp import Method
from ..weights.best_worst import Model
from ..weights.ranks import Formula
from . import model
from .kinds import Choice, Either, Key, Many, Mapping, Nested, Number, Ratio, Record, Text, Variant

_METHOD = Key("method", Text(), "Where the weights come from.", True)
_CRITERIA = Key(
    "criteria",
    Many(Text(), least=1),
    "Ids of all criteria in the order of the judgements; else that of the file.",
)
_NOTE = Key("note", Text(), "A remark for readers; not used.")
_PRIORITIES = Key(
    "priorities", Choice(tuple(m.value for m in Method)), "How weights come out of a matrix (eigenvector)."
)
_JUDGEMENTS = Many(Either(lambda v: isinstance(v, list), Many(Ratio(), least=1), Ratio()), least=1)
_HOW = (
    'n x n rows, or the upper triangle without the diagonal row by row; numbers, or fractions as text: "1/3"'
)


def _numbers(name: str, about: str) -> Key:
    by_id = Either(lambda v: isinstance(v, dict), Mapping(Number(least=1)), Many(Number(least=1), least=1))
    return Key(name, by_id, f"{about}; a list in the order of the criteria, or an object by id.", True)


_NODE: Nested = Nested("weight_node", lambda: _NODE_RECORD)
_NODE_RECORD: Record = Record(
    model.WeightNode,
    (
        Key("id", Text(), "Id of a criterion, or name of a group.", True),
        Key("weight", Number(least=0), "Weight among its siblings, which need not sum to 1."),
        Key("children", Many(_NODE, least=1), "What the group holds: criteria and groups."),
        Key("matrix", _JUDGEMENTS, f"Judgements between the children, in place of their weights: {_HOW}."),
        _NOTE,
    ),
)

#: What the schema's references point to.
DEFINITIONS = {_NODE.name: _NODE_RECORD.schema()}

WEIGHTING = Variant(
    "method",
    {
        "direct": Record(model.Weighting, (_METHOD, _NOTE)),
        "ahp": Record(
            model.Weighting,
            (
                _METHOD,
                Key(
                    "matrix",
                    _JUDGEMENTS,
                    f"How many times each criterion outweighs each other: {_HOW}.",
                    True,
                ),
                _PRIORITIES,
                _CRITERIA,
                _NOTE,
            ),
        ),
        "best_worst": Record(
            model.Weighting,
            (
                _METHOD,
                _numbers("best_to_others", "How many times the best criterion outweighs each, 1 for itself"),
                _numbers(
                    "others_to_worst", "How many times each criterion outweighs the worst, 1 for itself"
                ),
                Key(
                    "model",
                    Choice(tuple(m.value for m in Model)),
                    "Differences or deviations of ratios (linear).",
                ),
                _CRITERIA,
                _NOTE,
            ),
        ),
        "rank": Record(
            model.Weighting,
            (
                _METHOD,
                _numbers("ranks", "Rank of each criterion from 1, the most important"),
                Key("formula", Choice(tuple(f.value for f in Formula)), "How ranks become weights (roc)."),
                _CRITERIA,
                _NOTE,
            ),
        ),
        "tree": Record(
            model.Weighting,
            (
                _METHOD,
                Key(
                    "tree",
                    Many(_NODE, least=1),
                    "Groups of criteria within groups, with weights at every level.",
                    True,
                ),
                Key(
                    "matrix", _JUDGEMENTS, f"Judgements between the roots, in place of their weights: {_HOW}."
                ),
                _PRIORITIES,
                _NOTE,
            ),
        ),
    },
)
