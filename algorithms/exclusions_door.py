"""What the page of exclusions needs of the core."""

from __future__ import annotations

from .documents import moved, unique_id, with_entry, with_value, without

__all__ = ["moved", "unique_id", "with_entry", "with_value", "without"]
