"""The tutorial of docs/, replayed step by step: what it says is there is there, in both languages."""

from __future__ import annotations

import re
import shutil

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog

WAIT_MS = 120_000
STEP = re.compile(r"^## (\d+)\. .*?\n<!-- step: (\w+) -->\n(.*?)(?=^## |\Z)", re.M | re.S)
LANGUAGES = {"en": "tutorial.md", "ja": "tutorial.ja.md"}


def steps(repository, language):
    """Texts of the steps of the tutorial by the names that its comments give them, in their order."""
    text = (repository / "docs" / LANGUAGES[language]).read_text(encoding="utf-8")
    found = STEP.findall(text)
    assert [int(n) for n, _, _ in found] == list(range(1, len(found) + 1))
    return {name: body for _, name, body in found}


class Reader:
    """Does what the tutorial says, and hands back what the reader then sees."""

    def __init__(self, workbench, qtbot, folder, monkeypatch):
        self.workbench, self.qtbot, self.folder = workbench, qtbot, folder
        self.dock, self.document = workbench.dock, workbench.document
        self.monkeypatch = monkeypatch

    def open(self):
        """Open the demo, a copy of it: the plugin's own would be run in a folder for temporary files."""
        self.monkeypatch.setattr("wattbit.ui.workbench.DEMO", self.folder / "demo" / "power_first.json")
        self.workbench.actions["demo"].trigger()
        header = self.dock.header
        preflight = self.workbench.preflight
        self.qtbot.waitUntil(
            lambda: not preflight.is_busy and bool(self.dock.footer.findings.text()), timeout=WAIT_MS
        )
        return [
            f"{header.demand.value():g} MW",
            str(header.year.value()),
            self.dock.footer.findings.text().split()[0],
        ]

    def weights(self):
        tree = self.dock.show_page("criteria").tree
        model = tree.model()
        told = [f"{tree.weight_spin('grid').value():g}", model.index(0, 3).data()]
        tree.weight_spin("grid").setValue(0.6)
        assert self.dock.windowTitle().endswith("*")
        told += ["0.6", model.index(0, 3).data()]
        self.dock.header.undo.trigger()
        assert not self.dock.windowTitle().endswith("*")
        return told

    def curve(self):
        page = self.dock.show_page("criteria")
        page.tree.choose("road")
        told = [f"{page.value.spins['low'].value():,.0f}"]
        page.value.spins["low"].setValue(2000)
        assert self.document.value("criteria", "road", "value", "low") == 2000
        self.dock.header.undo.trigger()
        return [*told, "2,000"]

    def rules(self):
        tree = self.dock.show_page("exclusions").tree
        (item,) = tree.findItems("鉄道", Qt.MatchFlag.MatchStartsWith)
        title = item.text(0)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        assert "railway_100m" not in str(self.document.raw["exclusions"])
        self.dock.header.undo.trigger()
        assert "railway_100m" in str(self.document.raw["exclusions"])
        return [title]

    def run(self):
        with self.qtbot.waitSignal(self.workbench.runs.finished, timeout=WAIT_MS):
            self.workbench.actions["run"].trigger()
        group = QgsProject.instance().layerTreeRoot().children()[0]
        assert group.children()[0].name() == "Candidates"
        shown = self._best()
        rows = self.dock.pages["result"].candidates.model().rowCount()
        return [
            str(rows),
            shown["Place"],
            f"{float(shown['Score']):.2f}",
            shown["Connection"],
            f"{shown['Spare (MW)']} MW",
        ]

    def _best(self):
        """The first row of the table of candidates, by its headings."""
        table = self.dock.show_page("result").candidates
        assert table.model().index(0, 0).data() == "1"
        values = [table.model().index(0, c).data() for c in range(table.model().columnCount())]
        return dict(zip(table.records.headings, values))

    def choose(self):
        page = self.dock.show_page("result")
        page.candidates.selectRow(0)
        layers = QgsProject.instance().mapLayers().values()
        chosen = next(layer for layer in layers if layer.name() == "Candidates")
        assert [f["rank"] for f in chosen.selectedFeatures()] == [1]
        page.zoom.click()
        chosen.selectByExpression('"rank" = 2')
        assert [index.data() for index in page.candidates.selectionModel().selectedRows(0)] == ["2"]
        return []

    def explain(self):
        self.workbench.actions["explain"].trigger()
        told = self._told(-3000, -35000)
        assert told.state == "eligible"
        near, few, unknown = told.connections[0], told.connections[1], told.connections[3]
        assert (near.obstacles, few.obstacles, unknown.obstacles) == ((), ("mw",), ("unknown",))
        self.workbench.explainer.leave()
        return [
            f"{told.score:.2f}", near.name, f"{near.voltage_kv:g} kV", f"{near.spare_mw:g} MW",
            f"{near.metres / 1000:.1f} km", few.name, unknown.name,
        ]  # fmt: skip

    def change(self):
        told = self._told(200, -40200)
        (rule,) = told.rules
        assert (told.state, rule.alone) == ("excluded", 1.0)
        self.workbench.explainer.try_change(0)
        self._wait()
        assert self.workbench.explainer.told[0].state == "eligible"
        self.dock.header.undo.trigger()
        return [rule.label.partition("（")[0], *rule.features]

    def again(self):
        self.dock.header.demand.setValue(100)
        self.run()
        shown = self._best()
        return ["100 MW", shown["Place"], shown["Connection"]]

    def compare(self):
        page = self.dock.show_page("compare")
        moves, settings = page.moves.model(), page.settings.model()
        self.qtbot.waitUntil(lambda: not page.background.is_busy and moves.rowCount() > 0, timeout=WAIT_MS)
        changes = [moves.index(row, 0).data() for row in range(moves.rowCount())]
        # A is the newer run: what it alone has is gone on the way to B.
        only_a, only_b = sum("gone" in c for c in changes), sum("new" in c for c in changes)
        assert (only_a, only_b) == (6, 6)
        assert settings.rowCount() == 1
        return [str(len(changes) - only_a - only_b), *(settings.index(0, c).data() for c in (1, 2))]

    def save(self):
        path = self.folder / "demo" / "mine.json"
        self.monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.dock.header.save_as.trigger()
        assert self.document.path == path
        return [path.name]

    def _wait(self):
        """Wait until what is told is of the scenario as it stands."""
        self.qtbot.waitUntil(lambda: self.workbench.explainer.is_current, timeout=WAIT_MS)

    def _told(self, x, y):
        self.workbench.explainer.explain(x, y)
        (place,) = self.workbench.explainer.places
        self.qtbot.waitUntil(lambda: place.told is not None, timeout=WAIT_MS)
        self._wait()
        return self.workbench.explainer.told[0]


def test_both_languages_have_the_same_steps(repository):
    assert list(steps(repository, "en")) == list(steps(repository, "ja"))


def test_every_step_does_what_it_says(workbench, qtbot, repository, tmp_path, monkeypatch):
    shutil.copytree(repository / "resources" / "demo", tmp_path / "demo")
    reader = Reader(workbench, qtbot, tmp_path, monkeypatch)
    texts = {language: steps(repository, language) for language in LANGUAGES}
    for step in texts["en"]:
        seen = getattr(reader, step)()
        for language in LANGUAGES:
            missing = [fact for fact in seen if fact not in texts[language][step]]
            assert missing == [], f"the tutorial ({language}) tells step {step} otherwise"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_of_the_tutorial_are_there(repository, language):
    text = (repository / "docs" / LANGUAGES[language]).read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert pictures
    assert [p for p in pictures if not (repository / "docs" / p).is_file()] == []
