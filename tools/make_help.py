#!/usr/bin/python3
"""Make the help page of every algorithm and the reference in docs/ from the algorithms themselves.

    QT_QPA_PLATFORM=offscreen tools/make_help.py

What only a person can write (formula, units, sources) stands in tools/help/<id>.<language>.html; parameters,
defaults and results are asked of the algorithm, so that no page can tell of a parameter that is not there.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "tools" / "help"
LANGUAGES = ("en", "ja")


@dataclass(frozen=True)
class Parameter:
    """One parameter or result as a page shows it."""

    name: str
    label: str
    kind: str
    help: str = ""
    default: str = ""
    words: tuple = ()
    is_optional: bool = False


@dataclass(frozen=True)
class Page:
    """All that a page of one algorithm says."""

    id: str
    title: str
    group: str
    group_order: int
    summary: str
    details: str
    parameters: tuple
    outputs: tuple


def pages(classes, groups, language):
    """Pages of algorithms, in the order of the groups and of the provider.

    Parameters
    ----------
    classes : sequence of classes of algorithms
        They speak the language by now, through an installed translator.
    groups : list of str
        Group ids in the order of the toolbox.
    language : str
        ``en`` or ``ja``.
    """
    kinds = _words(language)["kinds"]
    # create() declares the parameters, so their descriptions are in the language of this moment.
    algorithms = sorted((c().create() for c in classes), key=lambda a: groups.index(a.groupId()))
    return [_page(a, groups.index(a.groupId()), language, kinds) for a in algorithms]


def _page(algorithm, group_order, language, kinds):
    details = PARTS / f"{algorithm.name()}.{language}.html"
    return Page(
        algorithm.name(),
        algorithm.displayName(),
        algorithm.group(),
        group_order,
        algorithm.shortHelpString(),
        details.read_text(encoding="utf-8").strip() if details.exists() else "",
        tuple(_parameter(p, kinds) for p in algorithm.parameterDefinitions()),
        tuple(
            Parameter(o.name(), o.description(), kinds.get(o.type(), o.type()))
            for o in algorithm.outputDefinitions()
        ),
    )


def _parameter(definition, kinds):
    is_optional = bool(definition.flags() & definition.Flag.FlagOptional)
    words = tuple(definition.options()) if definition.type() == "enum" else ()
    return Parameter(
        definition.name(),
        definition.description(),
        kinds.get(definition.type(), definition.type()),
        definition.help(),
        _default(definition.defaultValue()),
        words,
        is_optional,
    )


def _default(value):
    if value is None or value in ("", []):
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def render(found, language):
    """Texts by path from the root: a page an algorithm and the reference, in one language."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(PARTS)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=jinja2.select_autoescape(("html", "html.j2")),
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["cell"] = lambda text: str(text).replace("|", "\\|").replace("\n", " ")
    words = _words(language)
    ending = "" if language == "en" else f".{language}"
    page = environment.get_template("page.html.j2")
    out = {
        f"resources/help/{p.id}{ending}.html": page.render(
            page=p, words=words, language=language, index=f"index{ending}.html"
        )
        for p in found
    }
    reference = environment.get_template("reference.md.j2")
    out[f"docs/reference{ending}.md"] = reference.render(pages=found, words=words).rstrip() + "\n"
    return out


def _words(language):
    return json.loads((PARTS / "words.json").read_text(encoding="utf-8"))[language]


def _translation(language):
    """The compiled texts of a language; None for English, which stands in the code."""
    return None if language == "en" else ROOT / "i18n" / f"wattbit_{language}.qm"


def make(classes, groups):
    """Texts by path of every language that the plugin speaks."""
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    out = {}
    for language in LANGUAGES:
        source = _translation(language)
        if source is not None and not source.exists():
            continue
        translator = QTranslator()
        if source is not None:
            if not translator.load(str(source)):
                raise SystemExit(f"{source} cannot be loaded: make it again with tools/translate.py.")
            QCoreApplication.installTranslator(translator)
        try:
            out.update(render(pages(classes, groups, language), language))
        finally:
            QCoreApplication.removeTranslator(translator)
    return out


def _load_package():
    spec = importlib.util.spec_from_file_location(
        "wattbit", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["wattbit"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)


def main():
    """Write the pages; print how many changed."""
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    _load_package()
    from wattbit.algorithms.base import GROUPS
    from wattbit.provider import ALGORITHMS

    texts = make(ALGORITHMS, list(GROUPS))
    changed = 0
    for name, text in texts.items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    print(f"{len(texts)} pages, {changed} changed")
    application.exitQgis()


if __name__ == "__main__":
    main()
