"""The plugin under qgis_process: what a batch job or an acceptance check sees."""

from __future__ import annotations

import json

import pytest

ALGORITHMS = [
    "checkscenario",
    "density",
    "distance",
    "exclusion",
    "gridcapacity",
    "hazardscore",
    "latency",
    "overlay",
    "rescale",
    "runscenario",
]


def outputs_of_runscenario(folder):
    files = {
        "SUITABILITY": "s.tif",
        "EXCLUSION": "e.tif",
        "CANDIDATES": "c.gpkg",
        "REPORT": "r.html",
        "RUN_LOG": "l.json",
    }
    return {name: folder / file for name, file in files.items()}


def assert_one_sentence(text, *words):
    assert text.strip(), "no word about the failure"
    assert len(text.splitlines()) == 1, text
    assert "Traceback" not in text
    assert text.rstrip().endswith((".", "。")), text
    assert [word for word in words if word not in text] == []


def test_list_names_every_algorithm(command_line):
    listed = command_line("list").stdout
    assert [name for name in ALGORITHMS if f"wattbit:{name}\t" not in listed] == []


def test_help_of_an_algorithm_tells_its_parameters(command_line):
    told = command_line("help", "wattbit:runscenario")
    assert told.returncode == 0
    assert [name for name in ("SCENARIO", "SUITABILITY", "CANDIDATES") if name not in told.stdout] == []


def test_a_scenario_that_is_not_there_fails_with_one_sentence_and_writes_nothing(command_line, tmp_path):
    results = tmp_path / "results"
    results.mkdir()
    missing = tmp_path / "計画 2030.json"
    said = command_line.failure("wattbit:runscenario", SCENARIO=missing, **outputs_of_runscenario(results))
    assert_one_sentence(said, missing.name)
    assert list(results.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("{ this is no JSON", "scenario.json"),
        (json.dumps({"format": "wattbit-scenario/1", "gird": {}}), "grid"),
    ],
    ids=["not JSON", "unknown key"],
)
def test_a_wrong_scenario_fails_and_touches_no_earlier_file(command_line, tmp_path, content, word):
    scenario = tmp_path / "scenario.json"
    scenario.write_text(content, encoding="utf-8")
    outputs = outputs_of_runscenario(tmp_path)
    for path in outputs.values():
        path.write_text("an earlier result", encoding="utf-8")
    said = command_line.failure("wattbit:runscenario", SCENARIO=scenario, **outputs)
    assert word in said
    assert "Traceback" not in said
    assert {path.read_text(encoding="utf-8") for path in outputs.values()} == {"an earlier result"}
    assert {path.name for path in tmp_path.iterdir()} == {
        scenario.name,
        *(path.name for path in outputs.values()),
    }
