"""The models that ship: offered by the provider, whole, and run from the command line on the demo."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr
from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from wattbit.algorithms.models import in_users_language
from wattbit.tests.qgis.tiny import raster, read

ROOT = Path(__file__).resolve().parents[2]
MODELS = sorted((ROOT / "resources" / "models").glob("*.model3"))
DEMO = ROOT / "resources" / "demo"
EXTENT = "-10000,10000,-40000,-25000 [EPSG:6677]"
GRID = {"EXTENT": EXTENT, "CRS": "EPSG:6677", "CELL_SIZE": "200"}


def layer(name):
    return f"{DEMO / 'demo.gpkg'}|layername={name}"


def test_there_are_three_models_at_least():
    assert len(MODELS) >= 3


@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.stem)
def test_a_model_is_offered_whole(provider, path):
    found = provider.algorithm(path.stem)
    assert isinstance(found, QgsProcessingModelAlgorithm)
    assert found.group() == "Models"
    is_valid, issues = found.validate()
    assert is_valid, issues
    assert all(p.description() for p in found.parameterDefinitions())


@pytest.mark.parametrize("path", MODELS, ids=lambda p: p.stem)
def test_a_model_and_its_parameters_have_help_that_survives_a_copy(provider, path):
    copy = provider.algorithm(path.stem).create()
    helps = copy.helpContent()
    assert helps["ALG_DESC"] in copy.shortHelpString()
    given = [p for p in copy.parameterDefinitions() if not p.isDestination()]
    assert [p.name() for p in given if not helps.get(p.name()) or p.description() == p.name()] == []


@pytest.fixture
def japanese():
    """The plugin's Japanese texts, as the plugin itself installs them."""
    translator = QTranslator()
    assert translator.load(str(ROOT / "i18n" / "wattbit_ja.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_a_model_speaks_japanese(provider, japanese):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(MODELS[0].parent / "power_first_screening.model3"))
    copy = in_users_language(model).create()  # its parameters live no longer than it does
    titles = {p.name(): p.description() for p in copy.parameterDefinitions()}
    assert titles["CAPACITY"] == "供給余力"
    assert titles["regions:Candidates"] == "候補地"
    assert "評価" in model.helpContent()["ALG_DESC"]


def features(path):
    dataset = ogr.Open(str(path))  # must outlive its layer
    return [f.items() for f in dataset.GetLayer(0)]


def test_power_first_screening_from_the_command_line(command_line, tmp_path):
    done = command_line.run(
        "wattbit:power_first_screening",
        CAPACITY=layer("capacity"),
        ROADS=layer("roads"),
        EXCLUDED=layer("sea"),
        DEMAND_MW=30,
        MIN_SCORE=0.2,
        **GRID,
        **{"overlay:Suitability": tmp_path / "s.tif", "regions:Candidates": tmp_path / "c.gpkg"},
    )
    assert done.returncode == 0, done.stderr
    found = features(tmp_path / "c.gpkg")
    assert 1 <= len(found) <= 10
    assert sorted(f["rank"] for f in found) == list(range(1, len(found) + 1))
    assert [f["area_ha"] for f in found if not 10 <= f["area_ha"] <= 50] == []
    score = read(tmp_path / "s.tif")
    assert 0 <= np.nanmin(score) <= np.nanmax(score) <= 1


def test_hazard_and_network_to_candidates_from_the_command_line(command_line, tmp_path):
    done = command_line.run(
        "wattbit:hazard_network_candidates",
        HAZARDS=layer("flood"),
        NODES=layer("network"),
        BEST_MS=0.1,
        WORST_MS=0.6,
        MIN_SCORE=0.3,
        **GRID,
        **{"overlay:Suitability": tmp_path / "s.tif", "regions:Candidates": tmp_path / "c.gpkg"},
    )
    assert done.returncode == 0, done.stderr
    assert features(tmp_path / "c.gpkg")


def test_two_weightings_are_compared_from_the_command_line(command_line, tmp_path):
    a, b = np.linspace(0, 1, 25).reshape(5, 5), np.linspace(1, 0, 25).reshape(5, 5)
    files = [str(raster(tmp_path / f"{n}.tif", v)) for n, v in (("a", a), ("b", b))]
    parameters = [f"CRITERIA={f}" for f in files]
    done = command_line(
        "run",
        "wattbit:compare_two_weightings",
        "--",
        *parameters,
        "WEIGHTS_A=3,1",
        "WEIGHTS_B=1,1",
        f"overlay_a:Suitability_A={tmp_path / 'sa.tif'}",
        f"overlay_b:Suitability_B={tmp_path / 'sb.tif'}",
        f"compare:Comparison={tmp_path / 'c.tif'}",
    )
    assert done.returncode == 0, done.stderr
    wanted = np.abs((3 * a + b) / 4 - (a + b) / 2)
    assert read(tmp_path / "c.tif", 1) == pytest.approx(wanted, abs=1e-6)
