"""The page in QGIS's options: what is set there reaches the engine."""

from __future__ import annotations

import pytest
from qgis.core import QgsSettings
from wattbit.algorithms.settings import apply_settings, read_settings
from wattbit.core.limits import LIMITS, default_threads
from wattbit.ui.options import OptionsPage


@pytest.fixture(autouse=True)
def own_settings():
    yield
    QgsSettings().remove("wattbit")
    apply_settings()


@pytest.fixture
def page(qtbot):
    made = OptionsPage()
    qtbot.addWidget(made)
    return made


def test_what_is_set_reaches_the_engine_and_stays(page):
    page.threads.setValue(3)
    page.cache.setValue(512)
    page.cells.setValue(250_000)
    page.cell_size.setValue(25)
    page.apply()
    assert default_threads() == 3
    assert LIMITS.cache_bytes == 512_000_000
    found = read_settings()
    assert (found.preview_cells, found.cell_size_m) == (250_000, 25.0)


def test_no_number_of_threads_takes_every_processor(page):
    page.threads.setValue(0)
    page.apply()
    assert LIMITS.threads is None
    assert page.threads.text() == "Every processor"


def test_a_setting_that_cannot_be_read_counts_as_never_set():
    QgsSettings().setValue("wattbit/threads", "many")
    assert read_settings().threads == 0


def test_the_page_is_offered_while_the_plugin_is_on(workbench, iface):
    (factory,) = iface.factories
    assert factory.title() == "Watt-Bit Siting"
    assert not factory.icon().isNull()
    assert isinstance(factory.createWidget(None), OptionsPage)


def test_a_new_scenario_begins_with_the_cell_size_of_the_options(workbench, page):
    page.cell_size.setValue(40)
    page.apply()
    workbench.new()
    assert workbench.document.value("grid", "cell_size_m") == 40
