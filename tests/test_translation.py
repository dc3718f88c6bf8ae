"""Texts: each can be translated, each is, and a translation keeps what is filled in."""

from __future__ import annotations

import string
import textwrap

import pytest
from wattbit.tools import translate


def blanks(text):
    """Names that .format() fills in."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def written(tmp_path, code):
    (tmp_path / "algorithms").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "plugin.py").write_text("", encoding="utf-8")
    (tmp_path / "algorithms" / "some.py").write_text(textwrap.dedent(code), encoding="utf-8")
    return tmp_path


def test_texts_in_calls_in_attributes_and_in_tables_are_found(tmp_path):
    root = written(
        tmp_path,
        """
        GROUPS = {"a": "Group A"}
        class Some:
            TITLE = "Title"
            HELP = ("One. "
                    "Two.")
            def f(self):
                tr = self.tr
                return tr("Call") + self.tr("{n} cells").format(n=1) + self.tr(self.HELP)
        """,
    )
    assert {t.source for t in translate.texts(root)} == {
        "Group A", "Title", "One. Two.", "Call", "{n} cells",
    }  # fmt: skip


@pytest.mark.parametrize("call", ['self.tr(f"{n} cells")', 'self.tr("a" + b)', 'self.tr("{n}".format(n=1))'])
def test_a_text_put_together_before_it_is_translated_is_refused(tmp_path, call):
    root = written(tmp_path, f"def f(self, n, b):\n    return {call}\n")
    with pytest.raises(translate.UntranslatableError, match=r"some\.py:2"):
        translate.texts(root)


def test_a_file_of_texts_reads_as_it_was_written(tmp_path):
    found = [translate.Text("C", 'a < b & "c"', "x.py:1"), translate.Text("C", "two\n\nparts", "x.py:2")]
    known = {("C", 'a < b & "c"'): "甲 < 乙 & 丙"}
    path = tmp_path / "x.ts"
    path.write_text(translate.render(found, known), encoding="utf-8")
    assert translate.translations(path) == {**known, ("C", "two\n\nparts"): None}


def test_every_text_is_translated():
    known = translate.translations()
    missing = [
        f"{t.place}: {t.source[:60]}" for t in translate.texts() if not known.get((t.context, t.source))
    ]
    assert missing == [], "translate i18n/wattbit_ja.ts, then run tools/translate.py"


def test_no_text_is_left_that_the_code_lacks():
    assert set(translate.translations()) - {(t.context, t.source) for t in translate.texts()} == set()


def test_translations_fill_in_the_same_names():
    wrong = [s for (_, s), done in translate.translations().items() if done and blanks(s) != blanks(done)]
    assert wrong == []
