"""Make the help page of the workbench from the guide in docs/, so that the plugin brings it along.

    build/venv-*/bin/python tools/make_guide.py

The sections of the guide become places in the page that context help opens; pictures stay in docs/.
"""

from __future__ import annotations

import re
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parent.parent
#: File of the guide and of the page, by language.
PAGES = {
    "en": (ROOT / "docs" / "guide.md", ROOT / "resources" / "help" / "workbench.html"),
    "ja": (ROOT / "docs" / "guide.ja.md", ROOT / "resources" / "help" / "workbench.ja.html"),
}
#: Names of the sections in their order; those of pages of the dock are the pages' own names.
SECTIONS = (
    "window", "data", "criteria", "weights", "exclusions", "live", "explain", "result", "compare", "batch",
    "settings", "trouble", "keys",
)  # fmt: skip
FRAME = ROOT / "resources" / "help"


def render(language):
    """The page of a language as HTML.

    Raises
    ------
    ValueError
        When the guide has other sections than ``SECTIONS``.
    """
    text = PAGES[language][0].read_text(encoding="utf-8")
    text = re.sub(r"^!\[.*\n\n?", "", text, flags=re.M)  # docs/ is not part of the installed plugin
    text = re.sub(r"\[([^]]+)\]\(tutorial[^)]*\)", r"\1", text)
    title = text.partition("\n")[0].lstrip("# ")
    body = markdown.markdown(text, extensions=["tables", "fenced_code"])
    names = iter(SECTIONS)
    if body.count("<h2>") != len(SECTIONS):
        raise ValueError(f"{PAGES[language][0].name} has {body.count('<h2>')} sections, not {len(SECTIONS)}.")
    body = re.sub("<h2>", lambda _: f'<h2 id="{next(names)}">', body)
    index = FRAME / ("index.html" if language == "en" else f"index.{language}.html")
    style = re.search(r"<style>.*?</style>", index.read_text(encoding="utf-8"), re.S).group()
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n{style}\n{body}\n</html>\n'
    )


def main():
    """Write the page of every language."""
    for language, (_, page) in PAGES.items():
        page.write_text(render(language), encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
