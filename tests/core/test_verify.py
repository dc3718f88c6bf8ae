"""The table of published examples: every one passes here, and a wrong one would be seen."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from wattbit.core.errors import Cancelled
from wattbit.core.verify.example import TOPICS, run_example
from wattbit.core.verify.examples import EXAMPLES, run_examples
from wattbit.core.verify.table import COLUMNS, write_table


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.topic}: {e.title}")
def test_published_answer(example):
    found = run_example(example)
    assert found.passed, f"expected {found.expected}, got {found.got}"


def test_an_answer_off_by_one_digit_fails():
    for example in EXAMPLES:
        wrong = tuple(v + 2.5 * example.tolerance for v in example.expected)
        assert run_example(replace(example, expected=wrong)).passed is False, example.title


def test_an_error_is_a_row_that_fails_and_says_why():
    def broken():
        raise ZeroDivisionError("no ratio")

    found = run_example(replace(EXAMPLES[0], compute=broken))
    assert (found.passed, found.got) == (False, "ZeroDivisionError: no ratio")


def test_every_example_names_its_topic_and_source():
    assert all(e.topic in TOPICS and e.source and e.title for e in EXAMPLES)


@pytest.mark.parametrize("ending", ["csv", "json", "html"])
def test_table_has_a_row_an_example(tmp_path, ending):
    rows = run_examples()
    path = tmp_path / f"table.{ending}"
    write_table(str(path), rows)
    text = path.read_text(encoding="utf-8-sig")
    if ending == "csv":
        found = list(csv.reader(text.splitlines()))
        assert tuple(found[0]) == COLUMNS
        assert len(found) == len(rows) + 1
    elif ending == "json":
        assert [r["passed"] for r in json.loads(text)] == [True] * len(rows)
    else:
        assert text.count("<tr>") == len(rows) + 1
        assert f"{len(rows)} passed, 0 failed" in text


def test_cancel_stops_between_examples():
    with pytest.raises(Cancelled):
        run_examples(lambda share, text: share < 0.5)
