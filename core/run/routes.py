"""Routes of a run: from each candidate that is served to its connections, over the ground of its horizon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..routes.cost import CostTable, cost_table
from ..routes.finder import Finder, Routed
from ..routes.friction import feature_cells
from ..routes.run import route_row
from ..routes.wanted import Connections, Wanted
from ..sources.geometries import to_shapes
from .ground import ground_of
from .job import Job
from .made import Made
from .result import RouteTold


@dataclass(frozen=True)
class Ways:
    """The routes of one horizon."""

    routed: list[Routed]
    connections: Connections
    costs: CostTable

    @property
    def currency(self) -> str:
        """Of the costs."""
        return self.costs.currency

    def rows(self) -> list[tuple[dict[str, Any], bytes | None]]:
        """Attributes and geometry of every route."""
        return [route_row(r, self.connections, self.costs, []) for r in self.routed]

    def told(self, site: int) -> list[RouteTold]:
        """Routes of one candidate."""
        out = []
        for routed, (row, _) in zip(self.routed, self.rows()):
            if routed.wanted.feature == site:
                out.append(
                    RouteTold(
                        str(row["connection"]),
                        row.get("length_m"),
                        row.get("cost"),
                        row.get("crosses") or "",
                        bool(row.get("is_optimal", 1)),
                    )
                )
        return out


def find_ways(job: Job, index: int, made: Made) -> Ways | None:
    """Find the routes of one horizon; None where none are wanted."""
    scenario = job.at[index][1]
    spec = scenario.allocation
    if spec is None or spec.routes is None:
        return None
    task, grid = made.task, job.plan.grid
    to = Connections(made.shapes, made.connections, task.supply.label, made.fid, made.voltage_kv)
    finder = Finder(
        ground_of(scenario, job.sources, job.plan, index, spec.routes),
        feature_cells(to_shapes(made.sites), grid),
        feature_cells(made.shapes, grid),
        to,
        spec.max_distance_m,
    )
    wanted = [
        Wanted(
            f.site, task.sites.label[f.site], int(task.sites.label[f.site]), [f.connection],
            task.supply.label[f.connection], mw=float(f.mw),
        )
        for f in made.allocation.feeds
    ]  # fmt: skip
    return Ways(list(job.executor.map(finder.find, wanted)), to, cost_table())
