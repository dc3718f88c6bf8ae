"""Help pages: made from the algorithms, complete, and opened in the user's language."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QLocale, QUrl

ROOT = Path(__file__).resolve().parent.parent.parent
VOID = {"meta", "img", "br", "hr", "link", "input"}
MAY_STAY_OPEN = {"html", "p", "li", "td", "th", "tr"}


class Outline(HTMLParser):
    """The tags of a page: which stay open, and where its links lead."""

    def __init__(self):
        super().__init__()
        self.open, self.links, self.wrong = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        self.links += [v for k, v in attrs if k in ("href", "src") and not v.startswith(("http", "#"))]

    def handle_endtag(self, tag):
        while self.open and self.open[-1] != tag and self.open[-1] in MAY_STAY_OPEN:
            self.open.pop()
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def made(provider):
    """Every page as it would be written now."""
    from wattbit.algorithms.base import GROUPS
    from wattbit.provider import ALGORITHMS
    from wattbit.tools import make_help

    return make_help.make(ALGORITHMS, list(GROUPS))


def test_pages_and_reference_are_as_made_from_the_algorithms(made):
    stale = [
        name
        for name, text in made.items()
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run tools/make_help.py"


def test_no_page_is_left_of_an_algorithm_that_is_gone(made):
    pages = {p.relative_to(ROOT).as_posix() for p in (ROOT / "resources" / "help").glob("*.html")}
    by_hand = {f"resources/help/{name}{end}.html" for name in ("index", "workbench") for end in ("", ".ja")}
    assert pages - set(made) == by_hand


def test_tags_match_and_links_lead_somewhere(made):
    for name, text in made.items():
        if not name.endswith(".html"):
            continue
        outline = Outline()
        outline.feed(text)
        assert outline.wrong == [], name
        missing = [link for link in outline.links if not (ROOT / name).parent.joinpath(link).exists()]
        assert missing == [], name


def test_help_opens_the_algorithms_own_page(provider):
    from wattbit.provider import ALGORITHMS

    for name in (c.NAME for c in ALGORITHMS):  # a model tells of itself in the designer
        path = Path(QUrl(provider.algorithm(name).helpUrl()).toLocalFile())
        assert path.is_file()
        assert path.name.split(".")[0] == name


def test_a_language_without_a_page_gets_the_english_one():
    from wattbit.algorithms.base import help_page

    before = QLocale()
    try:
        QLocale.setDefault(QLocale("fr_FR"))
        assert help_page("distance").name == "distance.html"
    finally:
        QLocale.setDefault(before)
    assert help_page("no_such_algorithm") is None


def test_the_language_chosen_in_the_options_goes_before_that_of_the_system(provider):
    # QGIS puts the choice into its settings alone; QLocale keeps what the system says.
    from wattbit.plugin import WattBitPlugin

    settings = QgsSettings()
    choice = {"locale/overrideFlag": True, "locale/userLocale": "ja"}
    before = {key: settings.value(key) for key in choice}
    plugin = None
    try:
        for key, value in choice.items():
            settings.setValue(key, value)
        plugin = WattBitPlugin(None)
        algorithm = provider.algorithm("distance")
        assert (algorithm.displayName(), algorithm.group()) == ("地物までの距離", "評価項目")
        assert Path(QUrl(algorithm.helpUrl()).toLocalFile()).name == "distance.ja.html"
    finally:
        if plugin is not None:
            plugin.unload()
        for key, value in before.items():
            settings.remove(key) if value is None else settings.setValue(key, value)
