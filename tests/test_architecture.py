"""The house rules that a reader cannot check by eye: read from the source, without importing it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOST_MODULES = {"qgis", "PyQt5", "PyQt6", "processing"}

# Arrows point one way: ui -> algorithms -> core. The plugin's entry points stand above all three.
MAY_IMPORT = {
    "core": {"core"},
    "algorithms": {"algorithms", "core"},
    "ui": {"ui", "algorithms"},
    "provider": {"algorithms"},
    "plugin": {"provider", "ui"},
    "__init__": {"plugin"},
}


def package_files():
    """Return the plugin's own modules, as paths from the root."""
    files = [Path(f"{name}.py") for name in ("__init__", "plugin", "provider")]
    for folder in ("core", "algorithms", "ui"):
        files += [path.relative_to(ROOT) for path in sorted((ROOT / folder).rglob("*.py"))]
    return files


def script_files():
    """Return the scripts that ship beside the plugin."""
    return [
        path.relative_to(ROOT)
        for name in ("tools", "benchmarks")
        for path in sorted((ROOT / name).rglob("*.py"))
    ]


def parse(path):
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def module_name(path):
    """Return the dotted name below the package: `core/grid.py` is `core.grid`."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def package_parts(path):
    """Return the package that a relative import in `path` starts from."""
    return list(path.parts[:-1])


def imports(path):
    """Yield (line, is_relative, dotted target) of each import.

    Relative ones are resolved below the package and end in the imported name, which may be a module.
    """
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, False, alias.name
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, False, node.module
        elif isinstance(node, ast.ImportFrom):
            parts = package_parts(path)
            base = parts[: len(parts) - (node.level - 1)]
            for alias in node.names:
                module = node.module.split(".") if node.module else []
                yield node.lineno, True, ".".join([*base, *module, alias.name])


def layer(dotted):
    return dotted.split(".")[0]


def faults(files, find):
    """Return `file:line what` for everything that `find` yields, for a message that can be clicked."""
    return [f"{path}:{line} {what}" for path in files for line, what in find(path)]


def names_of_handler(handler):
    """Return the exception names of an except clause; a bare one catches BaseException."""
    if handler.type is None:
        return ["BaseException"]
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [node.id for node in types if isinstance(node, ast.Name)]


def is_call_of(node, names):
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
    return called in names


def test_imports_point_from_ui_to_algorithms_to_core():
    def wrong_arrows(path):
        allowed = MAY_IMPORT[layer(module_name(path))]
        for line, is_relative, target in imports(path):
            if is_relative and layer(target) not in allowed:
                yield line, f"imports {target}"

    assert faults(package_files(), wrong_arrows) == []


def test_core_knows_nothing_of_the_host():
    def host_imports(path):
        if path.parts[0] == "core":
            for line, _, target in imports(path):
                if layer(target) in HOST_MODULES:
                    yield line, f"imports {target}"

    assert faults(package_files(), host_imports) == []


def test_core_imports_where_qgis_is_absent():
    modules = [f"wattbit.{module_name(path)}" for path in package_files() if path.parts[0] == "core"]
    if not modules:
        pytest.skip("the core has no module yet")
    script = (
        "import importlib, sys\n"
        f"for name in {sorted(HOST_MODULES)!r}: sys.modules[name] = None\n"
        f"sys.path.insert(0, {str(ROOT / 'tests')!r})\n"
        "import conftest\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_core_imports_run_in_one_direction():
    def target_module(known, dotted):
        while dotted and dotted not in known:
            dotted = dotted.rpartition(".")[0]
        return dotted

    core = {module_name(path): path for path in package_files() if path.parts[0] == "core"}
    # The package's own __init__ re-exports, so an arrow through it is no arrow between modules.
    graph = {
        name: {target_module(core, target) for _, relative, target in imports(path) if relative}
        - {name, "core", ""}
        for name, path in core.items()
        if name != "core"
    }
    while leaves := [name for name, targets in graph.items() if not targets & graph.keys()]:
        for name in leaves:
            del graph[name]
    assert graph == {}, f"these modules import each other in a circle: {sorted(graph)}"


def test_imports_inside_the_package_are_relative():
    def absolute_imports(path):
        for line, is_relative, target in imports(path):
            if not is_relative and layer(target) in ("wattbit", "core", "algorithms", "ui"):
                yield line, f"imports {target}"

    assert faults(package_files(), absolute_imports) == []


def test_qt_comes_from_qgis_in_spellings_that_qt6_has():
    def old_qt(path):
        for line, _, target in imports(path):
            if layer(target) in ("PyQt5", "PyQt6"):
                yield line, f"imports {target}: take it from qgis.PyQt"
        for node in ast.walk(parse(path)):
            if is_call_of(node, {"exec_"}):
                yield node.lineno, "calls exec_(): exec() works in both"

    assert faults(package_files() + script_files(), old_qt) == []


def test_translated_text_is_a_literal():
    # lupdate reads literals only; what an f-string or a format() makes is never found in the .ts file.
    def untranslatable(path):
        for node in ast.walk(parse(path)):
            if is_call_of(node, {"tr", "translate"}):
                for argument in node.args:
                    if isinstance(argument, ast.JoinedStr) or is_call_of(argument, {"format"}):
                        yield node.lineno, "formats inside tr(): write tr(...).format(...)"

    assert faults(package_files(), untranslatable) == []


def test_no_exception_is_caught_blindly():
    def blind(path):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ExceptHandler) and {"Exception", "BaseException"} & set(
                names_of_handler(node)
            ):
                yield node.lineno, "catches every exception: name those that can come"

    assert faults(package_files() + script_files(), blind) == []


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_wrong_arrow_would_be_seen(name):
    # Guards the guard: a layer that may import everything would make the first test empty.
    layers = {"core", "algorithms", "ui", "provider", "plugin"}
    assert layers - MAY_IMPORT[name]
