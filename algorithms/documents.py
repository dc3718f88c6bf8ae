"""The door between the workbench's document and the core: reading, editing and saving scenarios."""

from __future__ import annotations

from ..core.errors import InputError, OutputError, ScenarioError, WattbitError
from ..core.scenario.edit import (
    dumped,
    faults_of,
    moved,
    new_scenario,
    read_raw,
    relative_source,
    relocated,
    save_raw,
    unique_id,
    uses_by_layer,
    uses_of,
    value_at,
    with_entry,
    with_value,
    without,
)
from .base import RESOURCES, help_page

__all__ = [
    "RESOURCES",
    "InputError",
    "OutputError",
    "ScenarioError",
    "WattbitError",
    "dumped",
    "faults_of",
    "help_page",
    "moved",
    "new_scenario",
    "read_raw",
    "relative_source",
    "relocated",
    "save_raw",
    "unique_id",
    "uses_by_layer",
    "uses_of",
    "value_at",
    "with_entry",
    "with_value",
    "without",
]
