"""Where two laptops disagree, both values stand side by side and a person chooses."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import history, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from tests import make
from tests.ui.conftest import TODAY


def test_a_meeting_changed_on_two_laptops_offers_both_values(
    qtbot: QtBot, desk: Desk, tmp_path: Path, window: MainWindow
) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY, place="Beboerhuset")
    with make.desk(tmp_path / "other", author="CD") as other:
        other.store.receive(desk.store.journal())
        sessions.save_session(other, id, place="Biblioteket")
        sessions.save_session(desk, id, place="Skolen")
        desk.store.receive(other.store.journal())
    window.go("activities", id)
    page = window.activities.session
    (notice,) = page.conflicts.notices
    qtbot.waitUntil(notice.isVisible)
    assert "Sted" in notice.sentence.text()
    (choice,) = [each for each in notice.buttons if each.text().startswith("Biblioteket")]
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton)
    assert sessions.open_session(desk, id).session.place == "Biblioteket"
    assert history.conflicts(desk, id) == []
    assert page.conflicts.isHidden()
    assert page.form.entry("place").line.text() == "Biblioteket"
