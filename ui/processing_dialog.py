"""Open the dialog of an algorithm."""

from __future__ import annotations

from .text import tr


def open_dialog(workbench, name, parameters):
    """Open an algorithm's dialog filled in; its results, or none where it was closed or cannot be opened."""
    try:
        import processing  # a core plugin that the user may have switched off
    except ModuleNotFoundError:
        workbench.warn(tr("The Processing plugin is off: switch it on under Plugins, Manage and Install."))
        return {}
    return processing.execAlgorithmDialog(f"wattbit:{name}", parameters) or {}
