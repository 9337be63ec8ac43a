"""Giving numbers out in the window: looked at first, asked about once, and the same file ever after."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.exchange import aggregates
from nsk_desktop.services import periods, releases
from nsk_desktop.services.desk import Desk
from nsk_desktop.settings import load_settings
from nsk_desktop.ui import messages
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.release_card import ReleaseCard
from tests.services.team_desks import copied, reopened
from tests.services.test_releases import signed_year

Left = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("færdig") / "lager"
    signed_year(folder).close()
    return folder


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = reopened(copied(ready, tmp_path / "lager"))
    opened.practice = False
    yield opened
    opened.close()


@pytest.fixture
def card(window: MainWindow, qtbot: QtBot) -> ReleaseCard:
    window.go("submission")
    card = window.submission.releases
    qtbot.waitUntil(lambda: card.half_year.value() == "2025H2")
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    return card


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is asked, all of it answered yes."""
    found: list[str] = []

    def yes(question: str, *_rest: object) -> bool:
        found.append(question)
        return True

    monkeypatch.setattr(messages, "ask", yes)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    return found


def look(card: ReleaseCard, qtbot: QtBot) -> None:
    QTest.mouseClick(card.look_button, Left)
    qtbot.waitUntil(card.make_button.isVisible)


def test_nothing_can_be_given_out_that_was_not_looked_at(card: ReleaseCard, qtbot: QtBot) -> None:
    assert not card.make_button.isVisible()
    look(card, qtbot)
    assert card.numbers.table.rows.rowCount() > 40
    assert "ville røbe et andet" in card.said.text()
    assert any(row.said == "Under 5" for row in card.numbers.table.rows.rows())
    QTest.keyClick(card.half_year.box, Qt.Key.Key_Up)
    assert card.half_year.value() == "2025H1"
    assert not card.make_button.isVisible()
    assert not card.numbers.isVisible()


def test_it_is_asked_once_and_the_file_is_the_same_ever_after(
    card: ReleaseCard, qtbot: QtBot, desk: Desk, asked: list[str], tmp_path: Path
) -> None:
    look(card, qtbot)
    QTest.keyClick(card.make_button, Qt.Key.Key_Space)
    qtbot.waitUntil(card.show_button.isVisible)
    (made,) = tmp_path.glob("*.xlsx")
    first = made.read_bytes()
    assert len(asked) == 1
    qtbot.waitUntil(lambda: "givet ud 11.03.2025" in card.half_year.box.currentText())
    qtbot.waitUntil(lambda: not card._context.runner.busy)
    # The page has read everything anew, and what was just made still stands there with the way to it.
    assert card.show_button.hasFocus()
    assert made.name in card.said.text()
    made.unlink()
    look(card, qtbot)
    assert card.make_button.text().endswith("Lav den samme fil igen …")
    QTest.mouseClick(card.make_button, Left)
    qtbot.waitUntil(card.show_button.isVisible)
    assert made.read_bytes() == first
    assert len(asked) == 1


def test_a_no_gives_nothing_out(
    card: ReleaseCard, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_args: False)
    look(card, qtbot)
    QTest.mouseClick(card.make_button, Left)
    assert [row.given_on for row in releases.half_years(desk)] == [None, None]
    assert list(tmp_path.glob("*.xlsx")) == []


def test_the_limit_of_the_settings_is_used_and_one_too_low_is_refused(
    card: ReleaseCard, window: MainWindow, qtbot: QtBot
) -> None:
    window.go("settings")
    line = window.settings.counts.limit.line
    for typed, kept in (("4", 5), ("51", 5), ("12", 12)):
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert load_settings().settings.small_numbers == kept
        assert bool(window.settings.counts.limit.problem) == (kept == 5)
    window.go("submission")
    look(card, qtbot)
    assert "under 12" in card.said.text()


def test_a_folder_that_takes_no_file_is_told_and_the_same_file_is_made_elsewhere(
    card: ReleaseCard, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("ingen mappe", encoding="utf-8")
    look(card, qtbot)
    card.give_out_in(tmp_path / "fil")
    qtbot.waitUntil(lambda: "givet ud" in card.half_year.box.currentText())
    qtbot.waitUntil(lambda: not card._context.runner.busy)
    assert card.said.text().startswith("✕")
    assert "kan ikke skrives" in card.said.text()
    assert card.said.isVisible()
    look(card, qtbot)
    card.give_out_in(tmp_path)
    qtbot.waitUntil(card.show_button.isVisible)
    assert len(list(tmp_path.glob("*.xlsx"))) == 1


def test_another_limit_is_looked_at_before_anything_is_given_out(
    card: ReleaseCard, window: MainWindow, qtbot: QtBot, asked: list[str], tmp_path: Path
) -> None:
    look(card, qtbot)
    holder = window.context.settings
    holder.change(replace(holder.now, export_folder=str(tmp_path)))
    assert card.make_button.isVisible()
    holder.change(replace(holder.now, small_numbers=12))
    assert not card.make_button.isVisible()
    assert not card.numbers.isVisible()
    look(card, qtbot)
    QTest.mouseClick(card.make_button, Left)
    qtbot.waitUntil(card.show_button.isVisible)
    (made,) = tmp_path.glob("*.xlsx")
    assert aggregates.read(made).limit == 12
    look(card, qtbot)
    holder.change(replace(holder.now, small_numbers=5))
    assert card.make_button.isVisible(), "what was given out is the same whatever the limit is now"


def test_a_half_year_that_is_no_longer_signed_is_not_offered(card: ReleaseCard, desk: Desk, qtbot: QtBot) -> None:
    assert card.half_year.box.count() == 2
    look(card, qtbot)
    periods.reopen(desk, "2025H2")
    card.fill(releases.half_years(desk))
    assert [card.half_year.box.itemData(place) for place in range(card.half_year.box.count())] == ["2025H1"]
    assert card.half_year.value() == "2025H1"
    assert not card.make_button.isVisible()
    periods.reopen(desk, "2025H1")
    card.fill(releases.half_years(desk))
    assert not card.look_button.isVisible()
    assert "underskrevet" in card.about.text()
    fresh = ReleaseCard(card._context)
    qtbot.addWidget(fresh)
    for hidden in (fresh.look_button, fresh.make_button, fresh.show_button, fresh.numbers, fresh.said):
        assert hidden.isHidden()


def test_practice_can_be_looked_at_and_is_not_given_out(card: ReleaseCard, desk: Desk, qtbot: QtBot) -> None:
    desk.practice = True
    QTest.mouseClick(card.look_button, Left)
    qtbot.waitUntil(card.numbers.isVisible)
    assert not card.make_button.isVisible()
    assert "øvelsesdata" in card.said.text()
