"""The words that are offered follow the settings at once, and what was written before is still shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nsk_desktop.services import actors, code_lists
from nsk_desktop.services.author import author
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.widgets.choice import OFFERED


@pytest.fixture(autouse=True)
def _all_offered() -> Iterator[None]:
    """What one test does not offer must not be missing in the next."""
    yield
    OFFERED.retire({})


def sectors(window: MainWindow) -> list[str]:
    """The sectors that the form of an actor offers."""
    box = window.actors.list.form.entry("sector").box
    return [box.itemText(place) for place in range(box.count())]


def test_a_word_without_its_tick_is_offered_no_more(desk: Desk, window: MainWindow) -> None:
    window.go("actors")
    assert "Sprogskole" in sectors(window)
    window.go("settings")
    card = window.settings.codes
    card.which.set_value("sector")
    card.refresh()
    box = card.boxes["sprogskole"]
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert code_lists.retired(desk) == {"sector": frozenset({"sprogskole"})}
    assert "Sprogskole" not in sectors(window)
    window.undo()
    assert "Sprogskole" in sectors(window)
    assert box.isChecked()


def test_what_was_written_with_a_retired_word_is_still_shown(desk: Desk, window: MainWindow) -> None:
    id = actors.new_actor(desk, "Studieskolen", sector="sprogskole")
    from nsk_desktop.domain.codes import SECTORS

    code_lists.set_offered(desk, SECTORS, "sprogskole", False)
    window.go("actors", id)
    assert window.actors.list.form.entry("sector").box.currentText() == "Sprogskole"
    assert window.actors.list.form.entry("sector").value() == "sprogskole"


def test_the_initials_stand_beside_what_is_saved_from_now_on(desk: Desk, window: MainWindow) -> None:
    window.go("settings")
    line = window.settings.author.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "ÅØ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert author(desk) == "ÅØ"
    id = actors.new_actor(desk, "Skolen")
    assert desk.store.journal()[-1].author == "ÅØ"
    assert desk.store.journal()[-1].record == id
