"""How far a meeting is, in a word and a sign, on its page and on the list; and making all ready that can be."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sending import Sending
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.session_columns import session_columns, status_of
from nsk_desktop.ui.widgets.text import SIGNS
from tests.ui.conftest import TODAY

WHOLE = {"title": "Kvindegruppen", "day": TODAY, "type": "dialogmøde", "themes": ["T2"], "state": "afholdt"}


def draft(desk: Desk, **more: object) -> str:
    id = sessions.new_session(desk, **{**WHOLE, **more})
    people.new_and_present(desk, id, "Rose")
    return id


def test_each_standing_has_its_own_word_and_its_own_sign(desk: Desk) -> None:
    (row,) = sessions.rows(desk, [draft(desk)])
    rows = {
        "Kladde": row,
        "Mangler 2 ting": replace(row, missing=("title", "day")),
        "Klar": replace(row, completed=True),
        "Sendt": replace(row, completed=True, sending=Sending.SENT),
        "Aflyst": replace(row, state="aflyst", completed=True),
    }
    assert {name: status_of(one)[0] for name, one in rows.items()} == {name: name for name in rows}
    signs = [SIGNS.get(status_of(one)[1], "–") for one in rows.values()]
    assert len(set(signs)) == len(rows), "nobody has to tell colours apart"
    changed = replace(row, completed=True, sending=Sending.CHANGED)
    assert status_of(changed) == ("Rettet siden sendt", "good")


def test_the_list_and_the_page_say_the_same(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    id = draft(desk, themes=[])
    status = session_columns()[-1]
    window.go("activities", id)
    page = window.activities.session
    assert page.status.text() == status.text(sessions.rows(desk, [id])[0]) == "! Mangler 1 ting"
    sessions.save_session(desk, id, themes=["T1"])
    assert page.status.text() == status.text(sessions.rows(desk, [id])[0]) == "○ Kladde"
    sessions.complete_session(desk, id)
    assert page.status.text() == status.text(sessions.rows(desk, [id])[0]) == "✓ Klar"


@pytest.mark.parametrize("lacking", [0, 1])
def test_all_that_lack_nothing_are_made_ready_and_the_others_counted(
    qtbot: QtBot, window: MainWindow, desk: Desk, lacking: int, tmp_path: Path
) -> None:
    ready = [draft(desk), draft(desk)]
    for _ in range(lacking):
        draft(desk, themes=[])
    window.go("activities")
    QTest.mouseClick(window.activities.lists.finish_all, Qt.MouseButton.LeftButton)
    assert {row.id for row in sessions.list_sessions(desk) if row.completed} == set(ready)
    said = "2 møder er klar." + (" 1 mangler noget." if lacking else "")
    assert window.snackbar.text.text() == said
    QTest.mouseClick(window.snackbar.undo, Qt.MouseButton.LeftButton)
    assert not [row for row in sessions.list_sessions(desk) if row.completed]
