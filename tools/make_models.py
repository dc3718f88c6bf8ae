#!/usr/bin/python3
"""Make the models in resources/models with QGIS itself.

    QT_QPA_PLATFORM=offscreen tools/make_models.py

Make them with the oldest QGIS supported, whose files every later one reads. Two runs give the same bytes.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

os.environ["QT_HASH_SEED"] = "0"  # else the order of XML attributes is another one each time

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "models"

Source = QgsProcessingModelChildParameterSource
ANY = [QgsProcessing.SourceType.TypeVectorAnyGeometry]


#: Numbers that a model proposes.
DEFAULTS = {
    "DEMAND_MW": 50.0,
    "HORIZON_YEAR": 2030,
    "CELL_SIZE": 100.0,
    "COUNT": 10,
    "MIN_AREA_HA": 10.0,
    "MAX_AREA_HA": 50.0,
    "MIN_SCORE": 0.5,
    "TOP_PERCENT": 5.0,
    "WORST_MS": 5.0,
    "BEST_MS": 1.0,
}


def given(name):
    """The value of one of the model's own parameters.

    QGIS hands a default on to the steps only where a dialog filled it in: from the command line the steps
    would take their own, so the expression says it once more.
    """
    if name in DEFAULTS:
        return [Source.fromExpression(f"coalesce(@{name}, {DEFAULTS[name]:g})")]
    return [Source.fromModelParameter(name)]


def fixed(value):
    """A value that the model sets."""
    return [Source.fromStaticValue(value)]


def result(*children):
    """The result OUTPUT of earlier steps."""
    return [Source.fromChildOutput(child, "OUTPUT") for child in children]


def grid():
    """Extent, CRS and cell size of the model, for a step on the grid."""
    return {name: given(name) for name in ("EXTENT", "CRS", "CELL_SIZE")}


@dataclass(frozen=True)
class Step:
    """A step of a model: its id there, the algorithm, what it is given, and which of its results are kept."""

    id: str
    algorithm: str
    parameters: dict
    title: str
    outputs: dict = field(default_factory=dict)
    column: int = 0
    row: int = 0


def number(name, title, minimum=0.0):
    """A number with its default."""
    return QgsProcessingParameterNumber(
        name, title, QgsProcessingParameterNumber.Type.Double, DEFAULTS[name], False, minimum
    )


def grid_parameters():
    """The parameters that `grid` refers to."""
    return [
        QgsProcessingParameterExtent("EXTENT", "Extent"),
        QgsProcessingParameterCrs("CRS", "CRS (projected, metres)", "EPSG:6677"),
        number("CELL_SIZE", "Cell size (m)", 0.001),
    ]


def region_parameters():
    """How many candidates, and of what size."""
    return [
        number("COUNT", "Candidates", 1),
        number("MIN_AREA_HA", "Least area (ha)"),
        number("MAX_AREA_HA", "Largest area (ha)"),
        number("MIN_SCORE", "Least score"),
    ]


def regions(of):
    """Parameters of the choice of regions."""
    names = ("COUNT", "MIN_AREA_HA", "MAX_AREA_HA", "MIN_SCORE")
    return {"INPUT": result(of), **{n: given(n) for n in names}}


def score(of, low, high):
    """Parameters of a linear score."""
    return {"INPUT": result(of), "FUNCTION": fixed("linear"), "LOW": fixed(low), "HIGH": fixed(high)}


def layers(name, title, kind=QgsProcessing.SourceType.TypeVectorAnyGeometry, optional=False):
    """Several layers."""
    return QgsProcessingParameterMultipleLayers(name, title, kind, None, optional)


def power_first():
    """Spare grid capacity first, then roads, outside what is excluded."""
    parameters = [
        QgsProcessingParameterVectorLayer("CAPACITY", "Grid capacity", ANY),
        QgsProcessingParameterVectorLayer("ROADS", "Roads", ANY),
        layers("EXCLUDED", "Layers that exclude"),
        number("DEMAND_MW", "Demand (MW)", 0.001),
        number("HORIZON_YEAR", "In service by", 1900),
        *grid_parameters(),
        *region_parameters(),
    ]
    steps = [
        Step(
            "grid", "gridcapacity",
            {"INPUT": given("CAPACITY"), "DEMAND_MW": given("DEMAND_MW"), "HORIZON_YEAR": given("HORIZON_YEAR"), **grid()},
            "Grid capacity", row=0,
        ),
        Step("road", "distance", {"INPUT": given("ROADS"), **grid()}, "Distance to roads", row=1),
        Step("road_score", "rescale", score("road", 5000, 0), "Score of roads", column=1, row=1),
        Step("exclusion", "exclusion", {"INPUT": given("EXCLUDED"), **grid()}, "Exclusion", row=2),
        Step(
            "overlay", "overlay",
            {"CRITERIA": result("grid", "road_score"), "WEIGHTS": fixed("0.7,0.3"), "EXCLUSION": result("exclusion")},
            "Overlay", {"OUTPUT": "Suitability"}, 2, 1,
        ),
        Step("regions", "locateregions", regions("overlay"), "Regions", {"OUTPUT": "Candidates"}, 3, 1),
    ]  # fmt: skip
    return "power_first_screening", "Power-first screening", parameters, steps


def hazard_network():
    """Safe ground near the network."""
    parameters = [
        layers("HAZARDS", "Imported hazard layers"),
        QgsProcessingParameterVectorLayer("NODES", "Network nodes (IX, landing stations)", ANY),
        number("BEST_MS", "Best round trip (ms)"),
        number("WORST_MS", "Worst round trip (ms)"),
        *grid_parameters(),
        *region_parameters(),
    ]
    steps = [
        Step(
            "hazard", "hazardscore", {"INPUT": given("HAZARDS"), "EXCLUDE_FROM": fixed(4), **grid()},
            "Hazard score", row=0,
        ),
        Step("latency", "latency", {"INPUT": given("NODES"), **grid()}, "Round trip", row=1),
        Step(
            "latency_score", "rescale", score("latency", None, None) | {"LOW": given("WORST_MS"), "HIGH": given("BEST_MS")},
            "Score of the round trip", column=1, row=1,
        ),
        Step(
            "overlay", "overlay",
            {"CRITERIA": result("hazard", "latency_score"), "WEIGHTS": fixed("0.5,0.5")},
            "Overlay", {"OUTPUT": "Suitability"}, 2, 0,
        ),
        Step("regions", "locateregions", regions("overlay"), "Regions", {"OUTPUT": "Candidates"}, 3, 0),
    ]  # fmt: skip
    return "hazard_network_candidates", "Hazard and network to candidates", parameters, steps


def two_weightings():
    """The same criteria under two weightings."""
    raster = QgsProcessing.SourceType.TypeRaster
    parameters = [
        layers("CRITERIA", "Criteria (rasters of scores)", raster),
        QgsProcessingParameterString("WEIGHTS_A", "Weights A"),
        QgsProcessingParameterString("WEIGHTS_B", "Weights B"),
        number("TOP_PERCENT", "Best share (%)"),
    ]
    steps = [
        *(
            Step(
                f"overlay_{x}", "overlay", {"CRITERIA": given("CRITERIA"), "WEIGHTS": given(f"WEIGHTS_{x.upper()}")},
                f"Overlay {x.upper()}", {"OUTPUT": f"Suitability_{x.upper()}"}, 0, row,
            )
            for row, x in enumerate("ab")
        ),
        Step(
            "compare", "comparescenarios",
            {
                "INPUT": result("overlay_a", "overlay_b"), "NAMES": fixed("A,B"), "TOP_PERCENT": given("TOP_PERCENT"),
            },
            "Comparison", {"OUTPUT": "Comparison"}, 1, 0,
        ),
    ]  # fmt: skip
    return "compare_two_weightings", "Compare two weightings", parameters, steps


def build(name, title, parameters, steps):
    """The model of a list of steps, laid out from left to right."""
    model = QgsProcessingModelAlgorithm(name, "Models")
    model.setHelpContent({"ALG_DESC": title, "ALG_CREATOR": "Watt-Bit Siting"})
    for place, parameter in enumerate(parameters):
        component = QgsProcessingModelParameter(parameter.name())
        component.setPosition(QPointF(120 + 220 * (place % 6), 60 + 60 * (place // 6)))
        component.setSize(QSizeF(200, 30))
        model.addModelParameter(parameter, component)
    for step in steps:
        child = QgsProcessingModelChildAlgorithm(f"wattbit:{step.algorithm}")
        child.setChildId(step.id)
        child.setDescription(step.title)
        child.setPosition(QPointF(160 + 260 * step.column, 260 + 110 * step.row))
        child.setSize(QSizeF(200, 30))
        for key, sources in step.parameters.items():
            child.addParameterSources(key, sources)
        outputs = {}
        for shown, (key, label) in enumerate(step.outputs.items()):
            output = QgsProcessingModelOutput(label, label)
            output.setChildId(step.id)
            output.setChildOutputName(key)
            output.setMandatory(True)  # later steps read it: left out, they would have nothing
            output.setPosition(QPointF(160 + 260 * step.column, 330 + 110 * step.row + 40 * shown))
            output.setSize(QSizeF(200, 30))
            outputs[label] = output
        child.setModelOutputs(outputs)
        model.addChildAlgorithm(child)
    model.updateDestinationParameters()
    return model


def main():
    """Write every model; fail where QGIS finds one wrong."""
    application = QgsApplication([], False)
    application.initQgis()
    spec = importlib.util.spec_from_file_location(
        "wattbit", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["wattbit"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    from wattbit.provider import WattBitProvider

    provider = WattBitProvider()  # the registry does not keep the Python half alive
    QgsApplication.processingRegistry().addProvider(provider)
    FOLDER.mkdir(exist_ok=True)
    for make in (power_first, hazard_network, two_weightings):
        name, title, parameters, steps = make()
        model = build(name, title, parameters, steps)
        is_valid, issues = model.validate()
        if not is_valid:
            raise SystemExit(f"{name}: {'; '.join(issues)}")
        if not model.toFile(str(FOLDER / f"{name}.model3")):
            raise SystemExit(f"{name} cannot be written to {FOLDER}")
        print(f"{name}: {len(steps)} steps")
    application.exitQgis()


if __name__ == "__main__":
    main()
