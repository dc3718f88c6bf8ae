"""What the user set in QGIS's options, and its way to the engine."""

from __future__ import annotations

from dataclasses import dataclass, fields

from qgis.core import QgsSettings

from ..core.limits import LIMITS, STREAM_CACHE

_GROUP = "wattbit"


@dataclass
class Settings:
    """Settings of the user.

    Attributes
    ----------
    threads : int
        Of a run; 0 takes every processor, up to four.
    cache_mb : int
        Megabytes of raster that are kept while blocks stream.
    preview_cells : int
        Most cells of the live preview.
    cell_size_m : float
        Of a new scenario, metres.
    """

    threads: int = 0
    cache_mb: int = STREAM_CACHE // 1_000_000
    preview_cells: int = 1_000_000
    cell_size_m: float = 100.0

    def save(self):
        """Keep them, and let the engine follow."""
        stored = QgsSettings()
        for f in fields(self):
            stored.setValue(f"{_GROUP}/{f.name}", getattr(self, f.name))
        apply_settings()


def read_settings():
    """The user's settings; what was stored and cannot be read counts as never set."""
    stored, out = QgsSettings(), Settings()
    for f in fields(out):
        kind = type(getattr(out, f.name))
        try:
            setattr(out, f.name, kind(stored.value(f"{_GROUP}/{f.name}", getattr(out, f.name))))
        except (TypeError, ValueError):
            continue
    return out


def apply_settings():
    """Tell the engine the limits that the user set; results do not depend on them."""
    found = read_settings()
    LIMITS.threads = found.threads if found.threads > 0 else None
    LIMITS.cache_bytes = max(16, found.cache_mb) * 1_000_000
