"""Help from the workbench: the guide, at the page in front."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest


@pytest.fixture
def opened(monkeypatch):
    urls = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


def test_f1_opens_the_guide_at_the_page_in_front(demo, opened):
    for name, page in demo.dock.pages.items():
        demo.dock.show_page(name)
        page.setFocus()
        QTest.keyClick(page, Qt.Key.Key_F1)
        url = opened.pop()
        text = Path(url.toLocalFile()).read_text(encoding="utf-8")
        assert re.search(f'<h2 id="{url.fragment()}">', text)
        assert url.fragment() == name


def test_help_opens_the_list_of_all_pages_while_the_dock_is_closed(demo, opened):
    demo.actions["help"].trigger()
    assert opened.pop().fragment() == "data"
    demo.dock.hide()
    demo.actions["help"].trigger()
    assert opened.pop().fileName().startswith("index")


def test_pages_are_turned_by_keys(demo, qtbot):
    window = demo.iface.mainWindow()
    window.activateWindow()
    names = list(demo.dock.pages)
    demo.dock.show_page("data").setFocus()
    for expected in (*names[1:], names[0]):
        QTest.keyClick(
            window.focusWidget() or demo.dock, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier
        )
        assert demo.dock.page_name == expected
    QTest.keyClick(window.focusWidget() or demo.dock, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert demo.dock.page_name == names[-1]
