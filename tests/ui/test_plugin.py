"""The plugin object as QGIS drives it: loaded, unloaded, and loaded again."""

from __future__ import annotations

import configparser

import pytest
import wattbit
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QToolBar


@pytest.fixture
def plugin(iface):
    loaded = wattbit.classFactory(iface)
    yield loaded
    loaded.unload()


def is_registered():
    return QgsApplication.processingRegistry().providerById("wattbit") is not None


def live_toolbars(window):
    # deleteLater() waits for the event loop; what counts is what the window still shows.
    return [bar for bar in window.findChildren(QToolBar) if window.toolBarArea(bar)]


def test_gui_has_a_toolbar_and_a_menu_with_the_same_actions(plugin, iface):
    plugin.initGui()
    (toolbar,) = live_toolbars(iface.window)
    assert toolbar.windowTitle() == "Watt-Bit Siting"
    assert [text for _, text in iface.menu] == [action.text() for action in toolbar.actions()]
    assert {title for title, _ in iface.menu} == {"Watt-Bit Siting"}
    assert all(not action.icon().isNull() for action in toolbar.actions())


def test_init_gui_registers_the_provider(plugin):
    plugin.initGui()
    assert is_registered()


def test_the_first_action_shows_and_hides_the_dock(plugin, iface):
    plugin.initGui()
    first = live_toolbars(iface.window)[0].actions()[0]
    first.trigger()
    assert plugin.workbench.dock.isVisible()
    first.trigger()
    assert not plugin.workbench.dock.isVisible()


def test_loads_and_unloads_five_times_and_leaves_nothing(iface):
    for _ in range(5):
        plugin = wattbit.classFactory(iface)
        plugin.initGui()
        assert is_registered()
        plugin.unload()
        assert not is_registered()
        assert iface.menu == []
        assert live_toolbars(iface.window) == []
        assert iface.blockers == []
        assert iface.factories == []


def test_unload_is_safe_when_init_gui_never_ran():
    plugin = wattbit.classFactory(None)
    plugin.unload()
    plugin.initProcessing()
    assert is_registered()
    plugin.unload()
    plugin.unload()
    assert not is_registered()


def test_a_missing_library_ends_in_a_sentence_that_names_it(monkeypatch):
    plugin = wattbit.classFactory(None)
    said = []
    monkeypatch.setattr(plugin, "_warn", said.append)
    plugin._report_missing_library(ModuleNotFoundError("No module", name="scipy.ndimage"))
    assert "scipy" in said[0]
    assert "python3-scipy" in said[0]
    with pytest.raises(ModuleNotFoundError):
        plugin._report_missing_library(ModuleNotFoundError("a fault of ours", name="wattbit.core.gird"))


def test_help_page_exists_in_english_and_japanese(repository):
    for name in ("index.html", "index.ja.html"):
        assert (repository / "resources" / "help" / name).is_file()


def test_metadata_has_what_the_plugin_repository_asks_for(repository):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(repository / "metadata.txt", encoding="utf-8")
    metadata = parser["general"]
    mandatory = [
        "name",
        "qgisMinimumVersion",
        "description",
        "about",
        "version",
        "author",
        "email",
        "repository",
        "tracker",
    ]
    assert [key for key in mandatory if not metadata.get(key)] == []
    assert metadata["name"] == "Watt-Bit Siting"
    assert metadata["hasProcessingProvider"] == "yes"
    assert metadata["supportsQt6"] == "True"
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert (repository / metadata["icon"]).is_file()
