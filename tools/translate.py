#!/usr/bin/python3
"""Keep the texts of the plugin and their translations together.

    tools/translate.py           bring i18n/wattbit_ja.ts up to date with the code, and compile it
    tools/translate.py --check   say what is missing or left over, and change nothing

Qt's own extractor misses texts in class attributes; here they are read from the syntax tree. Compiling needs
lrelease (apt: qttools5-dev-tools); the compiled file is committed, so that users need no tool.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "ja"
TS = ROOT / "i18n" / f"wattbit_{LANGUAGE}.ts"

# One context a folder: a text of a base class would otherwise be looked up under each subclass.
CONTEXTS = {"algorithms": "WattbitAlgorithm", "ui": "WattbitWorkbench", "plugin.py": "WattBitPlugin"}
# Class attributes and module tables whose texts are translated where they are shown.
SHOWN_ATTRIBUTES = {"TITLE", "HELP"}
SHOWN_TABLES = {"GROUPS", "MODEL_HELP", "MODEL_TITLES", "MODEL_PARAMETERS"}


@dataclass(frozen=True)
class Text:
    """A text of the code: what a translator sees, and where it stands."""

    context: str
    source: str
    place: str


class UntranslatableError(Exception):
    """A text that is put together before it is translated, and so is never found."""


def texts(root=ROOT):
    """Every text of the plugin that users read, in the order of the files.

    Raises
    ------
    UntranslatableError
        Where an f-string or an expression is handed to tr().
    """
    found = {}
    for folder, context in CONTEXTS.items():
        path = root / folder
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            for text in _of_file(file, context, root):
                found.setdefault((text.context, text.source), text)
    return list(found.values())


def _of_file(file, context, root):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    name = file.relative_to(root).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node, context, name)
        elif isinstance(node, ast.ClassDef):
            for value in _assigned(node.body, SHOWN_ATTRIBUTES):
                if _literal(value):
                    yield Text(context, _literal(value), f"{name}:{value.lineno}")
    for value in _assigned(tree.body, SHOWN_TABLES):
        for item in value.values:
            yield Text(context, _literal(item), f"{name}:{item.lineno}")


def _assigned(body, names):
    for statement in body:
        if isinstance(statement, ast.Assign) and {getattr(t, "id", None) for t in statement.targets} & names:
            yield statement.value


def _of_call(call, context, name):
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called not in ("tr", "translate") or not call.args:
        return
    place = f"{name}:{call.lineno}"
    if called == "translate":
        if len(call.args) < 2 or not _literal(call.args[0]):
            return
        context = _literal(call.args[0])
    argument = call.args[-1 if called == "translate" else 0]
    if _literal(argument) is not None:
        yield Text(context, _literal(argument), place)
    elif isinstance(argument, (ast.JoinedStr, ast.BinOp, ast.Call)):
        raise UntranslatableError(
            f"{place}: tr() takes a plain text; fill it in afterwards with .format(name=value)."
        )


def _literal(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def translations(path=TS):
    """Translations by (context, source) of a .ts file; None where one is unfinished."""
    if not path.exists():
        return {}
    out = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            translation = message.find("translation")
            is_done = translation is not None and translation.get("type") != "unfinished" and translation.text
            out[name, message.findtext("source")] = translation.text if is_done else None
    return out


def render(found, known):
    """The .ts file of texts with the translations that are known, sorted, so that merges stay small."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}">',
    ]
    for context in sorted({t.context for t in found}):
        lines += ["<context>", f"    <name>{context}</name>"]
        for text in sorted((t for t in found if t.context == context), key=lambda t: t.source):
            done = known.get((text.context, text.source))
            inside = f"<translation>{escape(done)}" if done else '<translation type="unfinished">'
            lines += [
                "    <message>",
                f"        <source>{escape(text.source)}</source>",
                f"        {inside}</translation>",
                "    </message>",
            ]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def compile_texts():
    """Make the .qm file that Qt loads."""
    command = ["lrelease", "-silent", "-nounfinished", str(TS), "-qm", str(TS.with_suffix(".qm"))]
    try:
        subprocess.run(command, check=True)
    except FileNotFoundError:
        raise SystemExit("lrelease is missing: apt-get install qttools5-dev-tools") from None


def main(arguments):
    """Update or check; return the exit code."""
    found, known = texts(), translations()
    missing = [t for t in found if not known.get((t.context, t.source))]
    gone = set(known) - {(t.context, t.source) for t in found}
    for text in missing:
        print(f"{text.place}: not translated: {text.source[:70]}")
    if "--check" in arguments:
        for context, source in sorted(gone):
            print(f"{context}: no longer in the code: {source[:70]}")
        return 1 if missing or gone else 0
    TS.parent.mkdir(exist_ok=True)
    TS.write_text(render(found, known), encoding="utf-8")
    compile_texts()
    print(f"{len(found)} texts, {len(missing)} to translate, {len(gone)} dropped")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
