"""The dock's pages, in the order of the work."""

from __future__ import annotations

from .compare import ComparePage
from .criteria import CriteriaPage
from .data import DataPage
from .exclusions import ExclusionsPage
from .result import ResultPage
from .weights import WeightsPage

#: Classes of the pages; each takes the workbench.
PAGES: tuple = (
    DataPage,
    CriteriaPage,
    WeightsPage,
    ExclusionsPage,
    ResultPage,
    ComparePage,
)
