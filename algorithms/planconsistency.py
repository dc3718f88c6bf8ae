"""Data-centre, grid and network plans held against one another."""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsProcessing, QgsProcessingOutputNumber

from ..core.allocation.model import TIME_LIMIT_S
from ..core.allocation.site_layer import SiteFields
from ..core.allocation.years import parse_years
from ..core.criteria.connections import CapacityFields
from ..core.criteria.latency import ROUTE_FACTOR, US_PER_KM
from ..core.plans.network import Path
from ..core.plans.run import Request, run_plans
from ..core.run.steps import inputs_of
from .siting import INTEGER, SitingAlgorithm


class PlanConsistency(SitingAlgorithm):
    """In which year grid and network both serve a plan."""

    NAME = "planconsistency"
    TITLE = "Consistency of plans"
    HELP = (
        "Where and when data-centre, grid and network plans agree. Every plan gets the earliest of "
        "the HORIZONS in which grid and network both serve it, its status in its own year (served, "
        "waits_grid, waits_network, waits_both, or unserved: never within HORIZONS), what it waits "
        "for, and its connection. The table sums the megawatts planned, served, and waiting for the "
        "grid or the network in each horizon. Grid capacity is spent once, plans of an earlier year "
        "first. Plans without MW are not assessed: their status is empty."
    )

    SITES = "SITES"
    CAPACITY = "CAPACITY"
    NETWORK = "NETWORK"
    MW_FIELD = "MW_FIELD"
    YEAR_FIELD = "YEAR_FIELD"
    RTT_FIELD = "RTT_FIELD"
    CAPACITY_FIELD = "CAPACITY_FIELD"
    CAPACITY_YEAR_FIELD = "CAPACITY_YEAR_FIELD"
    GROUP_FIELD = "GROUP_FIELD"
    VOLTAGE_FIELD = "VOLTAGE_FIELD"
    NETWORK_YEAR_FIELD = "NETWORK_YEAR_FIELD"
    NETWORK_FILTER = "NETWORK_FILTER"
    MAX_DISTANCE = "MAX_DISTANCE"
    HORIZONS = "HORIZONS"
    FEEDS = "FEEDS"
    ROUTE_FACTOR = "ROUTE_FACTOR"
    US_PER_KM = "US_PER_KM"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_layer(
            self.SITES, tr("Data-centre plans"), tr("Points or polygons with their megawatts and year.")
        )
        self.add_layer(
            self.CAPACITY, tr("Grid plans"),
            tr("Connections with spare MW for demand and the year from which they are there."),
        )  # fmt: skip
        self.add_layer(
            self.NETWORK, tr("Network plans"),
            tr("Nodes (exchanges, landing stations, APN nodes) and their years; blank: the network is not asked."),
            optional=True,
        )  # fmt: skip
        self._add_fields()
        self._add_figures()
        self.add_result(
            self.OUTPUT, tr("Plans"), tr("The plans with status, earliest_year, waits_for and connection."),
            QgsProcessing.SourceType.TypeVectorAnyGeometry,
        )  # fmt: skip
        self.add_table(
            self.TABLE, tr("Megawatts by year"),
            tr("CSV: year, planned_mw, served_mw, waiting_grid_mw, waiting_network_mw."), optional=True,
        )  # fmt: skip
        for name, label in (
            ("SERVED_MW", tr("MW served by both in the last horizon")),
            ("PLANNED_MW", tr("MW planned by the last horizon")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _add_fields(self):
        tr = self.tr
        self.add_fields(self.SITES, (
            (self.MW_FIELD, tr("Field of MW"), tr("Contract power of each plan; blank takes demand_mw or mw.")),
            (self.YEAR_FIELD, tr("Field of the plan's year"), tr("Blank takes year or year_available.")),
            (self.RTT_FIELD, tr("Field of the most round trip (ms)"), tr("What each plan stands; empty: any.")),
        ))  # fmt: skip
        self.add_fields(self.CAPACITY, (
            (self.CAPACITY_FIELD, tr("Field of spare MW"), tr("Default spare_mw, else capacity_min_mw.")),
            (self.CAPACITY_YEAR_FIELD, tr("Field of the connection's year"),
             tr("Default year_available; empty is there already.")),
            (self.GROUP_FIELD, tr("Field of the shared group"), tr("Default shared_group; one group shares one capacity.")),
            (self.VOLTAGE_FIELD, tr("Field of voltage (kV)"), tr("Default voltage_kv; without it no voltage is asked.")),
        ))  # fmt: skip
        self.add_fields(self.NETWORK, ((
            self.NETWORK_YEAR_FIELD, tr("Field of the node's year"),
            tr("Default year_available; empty is in service already."),
        ),))  # fmt: skip

    def _add_figures(self):
        tr = self.tr
        self.add_text(
            self.NETWORK_FILTER,
            tr("Filter of the nodes"),
            tr("OGR attribute filter, for example kind = 'ix'."),
        )
        self.add_number(
            self.MAX_DISTANCE, tr("Maximum distance (m)"), tr("Metres from a plan to its connection at most."), 10000.0
        )  # fmt: skip
        self.add_text(
            self.HORIZONS, tr("Horizons"),
            tr("Years parted by commas; blank takes every year in which a plan is due or something comes."),
        )  # fmt: skip
        self.add_number(
            self.FEEDS, tr("Feeds"), tr("1, or 2 for N-1 from two groups."), 1, kind=INTEGER, bounds=(1, 2), advanced=True
        )  # fmt: skip
        self.add_number(
            self.ROUTE_FACTOR, tr("Route factor"), tr("Length of fibre over the straight line."), ROUTE_FACTOR,
            bounds=(1.0, None), advanced=True,
        )  # fmt: skip
        self.add_number(
            self.US_PER_KM, tr("Delay (µs/km)"), tr("One-way microseconds a km of fibre."), US_PER_KM, advanced=True
        )  # fmt: skip

    def problems(self, parameters, context):
        parse_years(self.text_or_none(parameters, self.HORIZONS, context))
        return []

    def prepare_job(self, parameters, context, feedback):
        def text(name):
            return self.text_or_none(parameters, name, context)

        sites, site_source = self.source(parameters, self.SITES, context, feedback)
        capacity, capacity_source = self.source(parameters, self.CAPACITY, context, feedback)
        network, network_source = self.source(
            parameters, self.NETWORK, context, feedback, text(self.NETWORK_FILTER)
        )
        fields = (self.CAPACITY_FIELD, self.VOLTAGE_FIELD, self.CAPACITY_YEAR_FIELD, self.GROUP_FIELD)
        request = Request(
            site_source,
            capacity_source,
            network_source,
            SiteFields(demand=text(self.MW_FIELD), year=text(self.YEAR_FIELD)),
            text(self.RTT_FIELD),
            CapacityFields(*(text(n) for n in fields)),
            text(self.NETWORK_YEAR_FIELD),
            Path(*(self.number(parameters, n, context) for n in (self.ROUTE_FACTOR, self.US_PER_KM))),
            self.number(parameters, self.MAX_DISTANCE, context),
            parse_years(text(self.HORIZONS)),
            self.parameterAsInt(parameters, self.FEEDS, context),
            TIME_LIMIT_S,
        )
        output = self.output_path(parameters, self.OUTPUT, context, "plans")
        table = self.file_path(parameters, self.TABLE, context)
        return request, output, table, [p for p in (sites, capacity, network) if p]

    def run_job(self, job, progress, feedback):
        request, output, table, paths = job
        outcome = run_plans(request, output, table, inputs_of(paths), progress)
        self.tell(feedback, outcome.remarks)
        found = Counter(r.status.value if r.status else self.tr("not assessed") for r in outcome.results)
        for status, count in sorted(found.items()):
            feedback.pushInfo(f"{status}: {count}")
        last = outcome.table[-1]
        results = {self.OUTPUT: output, "SERVED_MW": last["served_mw"], "PLANNED_MW": last["planned_mw"]}
        return {**results, self.TABLE: table} if table else results
