"""What the pages of results need of the core: styles, the caution, and where results came from."""

from __future__ import annotations

import csv
import json

from ..core.errors import WattbitError
from ..core.report.context import caution
from ..core.report.texts import Texts
from ..core.scenario.read import read_scenario
from .documents import faults_of, moved, value_at, with_value, without
from .runscenario import output_styles
from .styles import styler

__all__ = [
    "WattbitError",
    "candidate_notes",
    "caution_of",
    "faults_of",
    "moved",
    "read_table",
    "scenario_hash",
    "style_layer",
    "value_at",
    "with_value",
    "without",
]


def style_layer(layer, output, scenario_path):
    """Give a layer the style that an output, such as ``SUITABILITY``, has when runscenario loads it."""
    styler(output_styles(read_scenario(scenario_path))[output]).postProcessLayer(layer, None, None)


def caution_of(scenario_path, language):
    """The caution on grid capacity with its date; empty where the scenario does not look at capacity."""
    try:
        return caution(read_scenario(scenario_path), Texts(language))
    except WattbitError:
        return ""


def scenario_hash(run_log):
    """SHA-256 of the scenario's file by a run log; empty where it cannot be read."""
    try:
        return json.loads(run_log.read_text(encoding="utf-8"))["scenario"]["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def candidate_notes(run_log, horizon=None):
    """What binds where fewer candidates were found than wanted, by a run log; empty where enough were found."""
    try:
        told = json.loads(run_log.read_text(encoding="utf-8"))["horizons"]
        chosen = [h["choice"] for h in told if h.get("choice") and horizon in (None, h["id"])]
        return [c["message"] for c in chosen if c["found"] < c["wanted"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def read_table(path):
    """Column names and rows of a CSV file as texts; an empty text is a value that is not known."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return (rows[0], rows[1:]) if rows else ([], [])
