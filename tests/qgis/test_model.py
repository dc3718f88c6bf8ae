"""The algorithms as steps of a model: built here, saved as a .model3 file, read back and run."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from wattbit.tests.qgis.tiny import GRID, memory_layer, metres_to, point, raster, read

Source = QgsProcessingModelChildParameterSource


def child(model, step, algorithm, **sources):
    """Add a step to a model; a source is a value, a list of sources or a source of its own."""
    made = QgsProcessingModelChildAlgorithm(f"wattbit:{algorithm}")
    made.setChildId(step)
    made.setDescription(step)
    for name, source in sources.items():
        several = source if isinstance(source, list) else [source]
        made.addParameterSources(
            name, [s if isinstance(s, Source) else Source.fromStaticValue(s) for s in several]
        )
    model.addChildAlgorithm(made)
    return made


def add_input(model, definition):
    model.addModelParameter(definition, QgsProcessingModelParameter(definition.name()))
    return Source.fromModelParameter(definition.name())


@pytest.fixture
def model(provider):
    """Distance to the features, scored, and overlaid with a score that is given."""
    made = QgsProcessingModelAlgorithm("site", "wattbit tests")
    features = add_input(made, QgsProcessingParameterFeatureSource("roads", "Roads"))
    score = add_input(made, QgsProcessingParameterRasterLayer("flat", "Flatness score"))
    weights = add_input(made, QgsProcessingParameterString("weights", "Weights", "1,1"))
    child(made, "metres", "distance", INPUT=features, **GRID)
    metres = Source.fromChildOutput("metres", "OUTPUT")
    child(made, "near", "rescale", INPUT=metres, FUNCTION="linear", LOW=500, HIGH=0)
    near = Source.fromChildOutput("near", "OUTPUT")
    last = child(made, "sum", "overlay", CRITERIA=[near, score], WEIGHTS=weights)
    result = QgsProcessingModelOutput("suitability", "Suitability")
    result.setChildId("sum")
    result.setChildOutputName("OUTPUT")
    last.setModelOutputs({"suitability": result})
    made.setChildAlgorithm(last)
    made.updateDestinationParameters()
    return made


def test_a_saved_model_chains_distance_rescale_and_overlay(model, tmp_path):
    path = str(tmp_path / "site.model3")
    assert model.toFile(path)
    loaded = QgsProcessingModelAlgorithm()
    assert loaded.fromFile(path)
    steps = {step.algorithmId() for step in loaded.childAlgorithms().values()}
    assert steps == {"wattbit:distance", "wattbit:rescale", "wattbit:overlay"}
    roads = memory_layer([(point(50, 450),)])
    flat = raster(tmp_path / "flat.tif", np.tile([1.0, 0.8, 0.6, 0.4, 0.2], (5, 1)))
    output = next(p.name() for p in loaded.parameterDefinitions() if p.isDestination())
    given = {"roads": roads, "flat": str(flat), "weights": "3,1", output: str(tmp_path / "s.tif")}
    results, is_ok = loaded.create().run(given, QgsProcessingContext(), QgsProcessingFeedback())
    assert is_ok
    near = np.clip((500 - metres_to(50, 450)) / 500, 0, 1)
    expected = (3 * near + np.tile([1.0, 0.8, 0.6, 0.4, 0.2], (5, 1))) / 4
    assert np.allclose(read(results[output]), expected, atol=1e-6)
