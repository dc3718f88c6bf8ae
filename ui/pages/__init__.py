"""The dock's pages, in the order of the work."""

from __future__ import annotations

from .data import DataPage

#: Classes of the pages; each takes the workbench.
PAGES: tuple = (DataPage,)
