"""Copies are taken and gone back to from the window; afterwards the passphrase is asked for anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.app import Desktop
from nsk_desktop.services import opening, people
from nsk_desktop.ui import messages
from nsk_desktop.ui.pages.backups import BackupsPage
from tests.command import CHEAP
from tests.make import PASSPHRASE
from tests.ui.conftest import show


@pytest.fixture
def desktop(tmp_path: Path, qtbot: QtBot) -> Iterator[Desktop]:
    """The whole program at a real store with one participant."""
    desk, _code = opening.create(tmp_path / "lager", PASSPHRASE, strength=CHEAP)
    people.new_participant(desk, "Rose")
    made = Desktop(tmp_path / "lager")
    show(qtbot, made.unlock)
    made.open_main(desk)
    yield made
    qtbot.waitUntil(lambda: not made.runner.busy)
    main = made.main
    if main is not None:
        main.close()
    made.close()
    if main is not None:
        main.deleteLater()


def shown(desktop: Desktop) -> BackupsPage:
    assert desktop.main is not None
    desktop.main.go("backups")
    page = desktop.main.findChild(BackupsPage)
    assert isinstance(page, BackupsPage)
    return page


def take(page: BackupsPage, qtbot: QtBot) -> None:
    before = len(page.table.rows.rows())
    QTest.keyClick(page.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.table.rows.rows()) == before + 1)


def test_a_copy_is_taken_and_stands_first(desktop: Desktop, qtbot: QtBot) -> None:
    page = shown(desktop)
    take(page, qtbot)
    row = page.table.rows.rows()[0]
    assert row.reason == "taget af dig"
    assert page.table.rows.columns[2].text(row).endswith(" MB")


def test_going_back_is_asked_about_and_leads_to_the_passphrase(
    desktop: Desktop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str, *_more: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(messages, "ask", answer)
    page = shown(desktop)
    take(page, qtbot)
    assert desktop.main is not None
    people.new_participant(desktop.main.context.desk, "Lilje")
    QTest.keyClick(page.restore, Qt.Key.Key_Return)
    assert desktop.main is not None, "no was answered"
    QTest.keyClick(page.restore, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desktop.main is None and not desktop.runner.busy)
    assert desktop.unlock.isVisible()
    assert "som de var" in asked[0]
    desk = opening.open_store(desktop.unlock.folder, PASSPHRASE, strength=CHEAP)
    assert [row.alias for row in people.list_participants(desk)] == ["Rose"]
    assert desk.notice.restored
    desktop.unlock.unlocked.emit(desk)
    assert desktop.main is not None
    assert desktop.main.isVisible()
    assert {row.reason for row in shown(desktop).table.rows.rows()} >= {"taget af dig", "før en kopi blev gendannet"}
