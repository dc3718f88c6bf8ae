"""How data centres are spread over regions, before and after new sites, and against generation."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProcessingOutputNumber, QgsProcessingParameterField

from ..core.balance.figures import FigureFields
from ..core.balance.run import Request, run_balance
from .siting import SitingAlgorithm


class RegionalBalance(SitingAlgorithm):
    """The council's table, before and after."""

    NAME = "regionalbalance"
    TITLE = "Regional balance"
    HELP = (
        "Data centres by region: sites, area (m2) and megawatts, each with its share of the whole in "
        "[0, 1]; with NEW_SITES the same again with _after, existing and new ones together. With "
        "GENERATION also the generation in each region and its gap, generation less demand. HHI is "
        "the sum of squared shares of MW, or of area where no MW field is given: 1 is all in one "
        "region, 1/n evenly spread over n. Sites in no region are not counted, and told. Unknown "
        "figures add nothing and are told."
    )

    SITES = "SITES"
    REGIONS = "REGIONS"
    NAME_FIELD = "NAME_FIELD"
    AREA_FIELD = "AREA_FIELD"
    MW_FIELD = "MW_FIELD"
    COUNT_FIELD = "COUNT_FIELD"
    NEW_SITES = "NEW_SITES"
    GENERATION = "GENERATION"
    GENERATION_FIELD = "GENERATION_FIELD"
    GENERATION_FILTER = "GENERATION_FILTER"
    OUTPUT = "OUTPUT"
    REFERENCE = "REFERENCE"
    HHI = "HHI"
    HHI_AFTER = "HHI_AFTER"
    OUTSIDE = "OUTSIDE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add_layer(self.SITES, tr("Data centres"), tr("Points or polygons of what is there."))
        self.add_layer(self.REGIONS, tr("Regions"), tr("Polygons, such as prefectures."), kinds=polygons)
        self.add(
            QgsProcessingParameterField(
                self.NAME_FIELD, tr("Field of the region's name"), None, self.REGIONS
            ),
            tr("Features of one name are one region; those without a name are left out."),
        )
        self.add_fields(self.SITES, (
            (self.AREA_FIELD, tr("Field of the area (m2)"), tr("Blank: polygons tell their own area, points none.")),
            (self.MW_FIELD, tr("Field of MW"), tr("Blank: megawatts are not balanced, and HHI is that of area.")),
            (self.COUNT_FIELD, tr("Field of the count"), tr("How many sites a feature stands for; blank: 1 each.")),
        ))  # fmt: skip
        self.add_layer(
            self.NEW_SITES, tr("New sites"),
            tr("Sites to come, such as candidates; the same fields are read where they have them."), optional=True,
        )  # fmt: skip
        self.add_layer(
            self.GENERATION, tr("Generation"), tr("Plants with their MW, points or polygons."), optional=True
        )  # fmt: skip
        self.add_fields(self.GENERATION, ((
            self.GENERATION_FIELD, tr("Field of the generation (MW)"), tr("Blank takes generation_mw, output_mw or mw."),
        ),))  # fmt: skip
        self.add_text(
            self.GENERATION_FILTER, tr("Filter of the plants"), tr("OGR attribute filter, such as source = 'wind'.")
        )  # fmt: skip
        self.add_table(self.OUTPUT, tr("Regional balance"), tr("CSV, a row a region."))
        self.add_table(
            self.REFERENCE, tr("The council's table of 2023"),
            tr("CSV of the council's own floor area and buildings by region, in the same columns."),
            optional=True, is_made=False,
        )  # fmt: skip
        for name, label in (
            (self.HHI, tr("Concentration (HHI), 0 to 1")),
            (self.HHI_AFTER, tr("Concentration with the new sites")),
            (self.OUTSIDE, tr("Sites in no region")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def prepare_job(self, parameters, context, feedback):
        def text(name):
            return self.text_or_none(parameters, name, context)

        def layer(name, where=None):
            return self.source(parameters, name, context, feedback, where)[1]

        request = Request(
            layer(self.SITES),
            layer(self.REGIONS),
            text(self.NAME_FIELD),
            FigureFields(text(self.AREA_FIELD), text(self.MW_FIELD), text(self.COUNT_FIELD)),
            layer(self.NEW_SITES),
            layer(self.GENERATION, text(self.GENERATION_FILTER)),
            text(self.GENERATION_FIELD),
        )
        paths = (self.file_path(parameters, n, context) for n in (self.OUTPUT, self.REFERENCE))
        return (request, *paths)

    def run_job(self, job, progress, feedback):
        request, output, reference = job
        made = run_balance(request, output, reference, progress)
        self.tell(feedback, made.remarks)
        feedback.pushInfo(self.tr("HHI {before:.4f}.").format(before=made.hhi))
        results = {self.OUTPUT: output, self.HHI: made.hhi, self.OUTSIDE: made.outside}
        if made.hhi_after is not None:
            feedback.pushInfo(self.tr("HHI with the new sites {after:.4f}.").format(after=made.hhi_after))
            results[self.HHI_AFTER] = made.hhi_after
        return {**results, self.REFERENCE: reference} if reference else results
