"""Findings of a scenario while it is edited: what the scenario alone tells at once, and which others still hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..errors import ScenarioError
from ..scenario.edit import value_at
from ..scenario.read import at_horizons, build_scenario
from .check import fault_finding
from .collect import ordered
from .finding import Finding
from .overlay import overlay_findings
from .phrases import Place
from .unused import unused_findings
from .weights import weight_findings

#: Lists and objects of the scenario whose entries findings are about.
_PARTS = {"criterion": "criteria", "exclusion": "exclusions", "layer": "layers"}


def quick_findings(raw: Any, folder: Path) -> list[Finding]:
    """Findings that need no layer to be read: faults, or else weights, the overlay and unused layers; ~1 ms."""
    try:
        scenario = build_scenario(raw, folder)
    except ScenarioError as error:
        return [fault_finding(f) for f in error.faults]
    at = [s for _, s in at_horizons(scenario, raw)]
    found = [f for s in at for f in [*overlay_findings(s), *weight_findings(s)]]
    return ordered([*found, *unused_findings(at)])


def still_holds(finding: Finding, before: Any, after: Any) -> bool:
    """Whether a finding on an earlier state holds without another look, as far as the edit tells.

    Not where the criterion, rule or layer that it is about was edited or is gone, or a layer that it names was.
    What concerns the whole scenario is left to the next check.

    Parameters
    ----------
    finding : Finding
        On ``before``, and none of ``quick_findings``, which are found anew.
    before, after : dict
        Parsed JSON.
    """
    kind, id = part_of(finding, before)
    if kind not in _PARTS:
        return True
    part = value_at(before, (_PARTS[kind], id))
    if part is None or part != value_at(after, (_PARTS[kind], id)):
        return False
    layers = before.get("layers", {})
    return all(after.get("layers", {}).get(name) == layers[name] for name in _words(part) if name in layers)


def part_of(finding: Finding, raw: Any) -> tuple[str, str]:
    """(kind, id) of what a finding is about, such as ``criterion`` and its id; of a fault its path and nothing."""
    if finding.said is not None:
        part = finding.said.place
        return (part.kind, part.id) if isinstance(part, Place) else (str(part), "")
    path = re.sub(r"^horizons\[\d+\] \([^)]*\): ", "", finding.where)
    listed = re.match(r"(criteria|exclusions)\[(\d+)\]", path)
    if listed is None:
        kind, _, id = path.partition(" ")
        return kind, id
    entry = value_at(raw, (listed[1], int(listed[2])))
    named = entry.get("id") if isinstance(entry, dict) else None
    return {"criteria": "criterion", "exclusions": "exclusion"}[listed[1]], str(named or listed[2])


def _words(node: Any) -> set[str]:
    """Every text in a part of the scenario."""
    if isinstance(node, str):
        return {node}
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return set().union(*map(_words, inner))
