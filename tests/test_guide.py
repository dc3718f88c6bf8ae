"""The guide of the workbench: the same in both languages, and the help page is made of it."""

from __future__ import annotations

import importlib.util
import re

import pytest

LANGUAGES = ("en", "ja")


@pytest.fixture(scope="module")
def make_guide(repository):
    spec = importlib.util.spec_from_file_location("make_guide", repository / "tools" / "make_guide.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_page_is_made_of_the_guide(make_guide, language):
    page = make_guide.PAGES[language][1]
    assert page.read_text(encoding="utf-8") == make_guide.render(language), "run tools/make_guide.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_and_pages_that_the_guide_names_are_there(make_guide, language):
    guide = make_guide.PAGES[language][0]
    named = re.findall(r"\]\(([^)#]+)\)", guide.read_text(encoding="utf-8"))
    assert sum(name.endswith(".png") for name in named) >= 7
    assert [name for name in named if not (guide.parent / name).is_file()] == []


def test_both_languages_show_the_same_pictures_and_keys(make_guide):
    texts = [make_guide.PAGES[language][0].read_text(encoding="utf-8") for language in LANGUAGES]
    pictures = [[n.split(".")[0] for n in re.findall(r"\((images/[^)]+)\)", t)] for t in texts]
    assert pictures[0] == pictures[1]
    assert [t.count("\n| ") for t in texts] == [texts[0].count("\n| ")] * 2
