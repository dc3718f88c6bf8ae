"""Spend spare grid capacity once: which site gets which connection, from when, and why others get none."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProcessingOutputNumber, QgsProcessingParameterBoolean

from ..core.allocation.model import TIME_LIMIT_S, Rules
from ..core.allocation.run import Request, Targets, run_allocation
from ..core.allocation.site_layer import SiteFields
from ..core.allocation.years import parse_years
from ..core.criteria.connections import CapacityFields
from ..core.run.steps import inputs_of
from .siting import INTEGER, SitingAlgorithm


class AllocateCapacity(SitingAlgorithm):
    """A ledger of megawatts."""

    NAME = "allocatecapacity"
    TITLE = "Allocate grid capacity"
    HELP = (
        "Gives sites their grid connections so that spare capacity is spent once. It serves the most "
        "megawatts by the last horizon, each weighted by the site's score, then earlier, then over "
        "shorter connections; BOUND is what no allocation can exceed, and GAP is 0 when the optimum "
        "is proven. A site is served whole by one connection or not at all (PARTIAL lifts that), or "
        "by two connections of two groups, each reserving the whole demand (FEEDS 2, N-1). Unknown "
        "capacity never serves: it is neither 0 nor unlimited. binding says what stops a site. "
        "Figures are a snapshot and reserve nothing with the utility."
    )

    SITES = "SITES"
    CAPACITY = "CAPACITY"
    MAX_DISTANCE = "MAX_DISTANCE"
    DEMAND_FIELD = "DEMAND_FIELD"
    DEMAND_MW = "DEMAND_MW"
    SCORE_FIELD = "SCORE_FIELD"
    SITE_YEAR_FIELD = "SITE_YEAR_FIELD"
    SITE_NAME_FIELD = "SITE_NAME_FIELD"
    CAPACITY_FIELD = "CAPACITY_FIELD"
    GROUP_FIELD = "GROUP_FIELD"
    VOLTAGE_FIELD = "VOLTAGE_FIELD"
    YEAR_FIELD = "YEAR_FIELD"
    SIDE_FIELD = "SIDE_FIELD"
    HORIZONS = "HORIZONS"
    FEEDS = "FEEDS"
    PARTIAL = "PARTIAL"
    MIN_VOLTAGE_KV = "MIN_VOLTAGE_KV"
    TIME_LIMIT = "TIME_LIMIT"
    OUTPUT = "OUTPUT"
    SITES_OUT = "SITES_OUT"
    LEDGER = "LEDGER"
    SERVED_MW = "SERVED_MW"
    BOUND = "BOUND"
    GAP = "GAP"
    WEIGHTED_MW = "WEIGHTED_MW"
    SERVED = "SERVED"
    UNSERVED = "UNSERVED"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_layer(
            self.SITES, tr("Sites"), tr("Who asks for power: candidate regions, parcels or points.")
        )
        self.add_layer(
            self.CAPACITY, tr("Grid connections"),
            tr("Substations (points), lines to tap, or zones (polygons), with their spare capacity for demand."),
        )  # fmt: skip
        self.add_number(
            self.MAX_DISTANCE, tr("Maximum distance (m)"), tr("Metres from a site to its connection at most."), 10000.0,
            optional=False,
        )  # fmt: skip
        self._add_sites()
        self._add_capacity()
        self._add_rules()
        self._add_results()

    def _add_sites(self):
        tr = self.tr
        self.add_fields(self.SITES, ((
            self.DEMAND_FIELD, tr("Field of the demand (MW)"),
            tr("Contract power of each site in MW; blank takes demand_mw or mw where the layer has it."),
        ),))  # fmt: skip
        self.add_number(
            self.DEMAND_MW, tr("Demand (MW)"),
            tr("Contract power of every site whose field does not tell it, MW: IT load times PUE."),
        )  # fmt: skip
        self.add_fields(self.SITES, (
            (self.SCORE_FIELD, tr("Field of the score"), tr("Worth of a MW at each site, 0 or more; blank: 1 each.")),
            (self.SITE_YEAR_FIELD, tr("Field of the site's year"),
             tr("Year from which the site wants its power; blank: from the first horizon on.")),
            (self.SITE_NAME_FIELD, tr("Field of the site's name"), tr("Blank: name, site, rank or id, else the feature id.")),
        ))  # fmt: skip

    def _add_capacity(self):
        tr = self.tr
        self.add_fields(self.CAPACITY, (
            (self.CAPACITY_FIELD, tr("Field of spare MW"), tr("Default spare_mw, else capacity_min_mw.")),
            (self.GROUP_FIELD, tr("Field of the shared group"),
             tr("Default shared_group; connections of one group share one capacity. Empty is a group of its own.")),
            (self.VOLTAGE_FIELD, tr("Field of voltage (kV)"), tr("Default voltage_kv; without it no voltage is asked.")),
            (self.YEAR_FIELD, tr("Field of the year available"), tr("Default year_available; empty is there already.")),
            (self.SIDE_FIELD, tr("Field of the side"), tr("Default side; only rows with demand (需要) count.")),
        ))  # fmt: skip

    def _add_rules(self):
        tr = self.tr
        self.add_text(
            self.HORIZONS, tr("Horizons"), tr("Years parted by commas, as 2028,2030,2035; blank takes connections of any year.")
        )  # fmt: skip
        self.add_number(
            self.FEEDS, tr("Feeds"), tr("1, or 2 for N-1: two connections of two groups, each reserving the whole demand."),
            1, kind=INTEGER, bounds=(1, 2),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterBoolean(self.PARTIAL, tr("Serve in part"), False, True),
            tr("Whether a site may take less than its demand of its connection, and more of it later."),
            optional=True, advanced=True,
        )  # fmt: skip
        self.add_number(
            self.MIN_VOLTAGE_KV, tr("Least voltage (kV)"),
            tr("Blank looks it up by demand and utility, as gridcapacity does (outside Hokkaido an unverified default)."),
            advanced=True,
        )  # fmt: skip
        self.add_number(
            self.TIME_LIMIT, tr("Time limit (s)"),
            tr("Seconds for the solver; when they are up, the best allocation so far is given with its proven gap."),
            TIME_LIMIT_S, advanced=True,
        )  # fmt: skip

    def _add_results(self):
        tr = self.tr
        kind = QgsProcessing.SourceType
        self.add_result(
            self.OUTPUT, tr("Allocation"),
            tr("A line a feed: site, connection, mw, year (from when), length (m, straight)."), kind.TypeVectorLine,
        )  # fmt: skip
        self.add_result(
            self.SITES_OUT, tr("Sites served"), tr("The sites with served_mw, unmet_mw and binding."),
            kind.TypeVectorAnyGeometry, optional=True,
        )  # fmt: skip
        self.add_table(
            self.LEDGER, tr("Ledger"),
            tr("CSV, a row a connection: spare_mw, spent_mw, left_mw, by_whom, from_when, and its group's; unknown ones too."),
            optional=True,
        )  # fmt: skip
        numbers = (
            (self.SERVED_MW, tr("MW served by the last horizon")),
            (self.BOUND, tr("Weighted MW that no allocation can exceed")),
            (self.GAP, tr("(BOUND - weighted MW) / weighted MW")),
            (self.WEIGHTED_MW, tr("MW served, each times its site's score")),
            (self.SERVED, tr("Sites served")),
            (self.UNSERVED, tr("Sites not served, or not whole")),
        )
        for name, label in numbers:
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, parameters, context):
        parse_years(self.text_or_none(parameters, self.HORIZONS, context))
        return []

    def prepare_job(self, parameters, context, feedback):
        sites, site_source = self.source(parameters, self.SITES, context, feedback)
        capacity, capacity_source = self.source(parameters, self.CAPACITY, context, feedback)
        request = Request(
            site_source,
            capacity_source,
            self._site_fields(parameters, context),
            self._capacity_fields(parameters, context),
            self._rules(parameters, context),
            self.number(parameters, self.MAX_DISTANCE, context),
            self.number(parameters, self.TIME_LIMIT, context),
            self.own_ids(parameters, self.SITES, context, sites),
            self.own_ids(parameters, self.CAPACITY, context, capacity),
        )
        targets = Targets(
            self.output_path(parameters, self.OUTPUT, context, "allocation"),
            self.output_path(parameters, self.SITES_OUT, context, "allocated_sites"),
            self.file_path(parameters, self.LEDGER, context),
        )
        return request, targets, [sites, capacity]

    def _site_fields(self, parameters, context):
        def text(name):
            return self.text_or_none(parameters, name, context)

        return SiteFields(
            text(self.DEMAND_FIELD),
            self.number_or_none(parameters, self.DEMAND_MW, context),
            text(self.SCORE_FIELD),
            text(self.SITE_YEAR_FIELD),
            text(self.SITE_NAME_FIELD),
        )

    def _capacity_fields(self, parameters, context):
        names = (self.CAPACITY_FIELD, self.VOLTAGE_FIELD, self.YEAR_FIELD, self.GROUP_FIELD, self.SIDE_FIELD)
        return CapacityFields(*(self.text_or_none(parameters, n, context) for n in names))

    def _rules(self, parameters, context):
        return Rules(
            parse_years(self.text_or_none(parameters, self.HORIZONS, context)),
            self.parameterAsInt(parameters, self.FEEDS, context),
            self.parameterAsBool(parameters, self.PARTIAL, context),
            self.number_or_none(parameters, self.MIN_VOLTAGE_KV, context),
        )

    def run_job(self, job, progress, feedback):
        request, targets, paths = job
        outcome = run_allocation(request, targets, inputs_of(paths), progress)
        self.tell(feedback, outcome.remarks)
        found = outcome.allocation
        unserved = [(label, why) for label, why in zip(outcome.task.sites.label, outcome.binding) if why]
        feedback.pushInfo(
            self.tr("{served:g} of {asked:g} MW served, {n} of {all} sites; gap {gap:.4%}.").format(
                served=outcome.served_mw,
                asked=outcome.asked_mw,
                n=len(found.served),
                all=outcome.task.sites.count,
                gap=found.gap,
            )
        )
        for label, why in unserved[:50]:
            feedback.pushInfo(f"{label}: {why}")
        results = {self.OUTPUT: targets.lines, self.SITES_OUT: targets.sites, self.LEDGER: targets.ledger}
        return {
            **{name: path for name, path in results.items() if path},
            self.SERVED_MW: outcome.served_mw,
            self.BOUND: found.bound,
            self.GAP: found.gap,
            self.WEIGHTED_MW: found.total,
            self.SERVED: len(found.served),
            self.UNSERVED: len(unserved),
        }
