"""Receipts on the page of submission: read in by a button, told in words, and what differs is one press away."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.errors.travelling import DeviceUnknown
from nsk_desktop.exchange.patch import TableChange, patch_workbook
from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.services import actors, central, central_plan, opening, receipts, sessions, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui import messages
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.submission import SubmissionPage
from tests import make
from tests.command import CHEAP
from tests.ui.conftest import TODAY
from tests.ui.hand import Hand

NOON = datetime(2025, 3, 12, 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A store of its own with a device key: without one no file is signed."""
    opened, _code = opening.create(tmp_path / "signed", make.PASSPHRASE, author="AB", strength=CHEAP)
    yield opened
    opened.close()


@pytest.fixture
def meeting(desk: Desk) -> str:
    id = sessions.new_session(desk, title="Café", day=TODAY.replace(day=4), type="dialogmøde", themes=["T1"])
    sessions.set_headcount(desk, id, low=4)
    sessions.complete_session(desk, id)
    return id


class Centre:
    """Somebody who merges the files and sends receipts back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workbook = folder, folder / "central.xlsx"
        central.new_workbook(self.workbook)

    def answer(self, file: Path, key: str = "key.json") -> Path:
        where = self.folder / "kvit"
        (receipt,) = central.merge_files(
            self.workbook, [file], NOON, receipts=where, key_file=self.folder / key
        ).receipts
        return receipt

    def rename(self, meeting: str, title: str) -> None:
        change = TableChange(row_sheet("Aktiviteter").table, {meeting: {"titel": title}}, [])
        patch_workbook(self.workbook, self.workbook, [change])


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre(tmp_path)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What dialogs say."""
    found: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda text, _owner=None: found.append(text))
    return found


@pytest.fixture
def page(meeting: str, window: MainWindow, qtbot: QtBot) -> SubmissionPage:
    window.go("submission")
    qtbot.waitUntil(lambda: bool(window.submission.leaves.text()))
    return window.submission


def reload(page: SubmissionPage, qtbot: QtBot, text: str) -> None:
    page.refresh()
    qtbot.waitUntil(lambda: text in page.status.text())


def test_the_status_goes_from_made_over_handed_over_to_acknowledged(
    page: SubmissionPage, desk: Desk, centre: Centre, told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = page.receipts
    assert card.files.sentence.text() == "Der er ikke lavet nogen fil endnu."
    made = submission.make_file(desk, centre.folder, TODAY)
    reload(page, qtbot, "Lavet 11.03.2025")
    hand = Hand(page.window())
    page.window().resize(1100, 1000)
    hand.click(card.files.buttons[0])
    qtbot.waitUntil(lambda: page.status.text() == "→ Afleveret 11. marts")
    assert not card.files.buttons[0].isEnabled()
    receipt = centre.answer(made.path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_what: (str(receipt), ""))
    hand.click(card.read_button)
    qtbot.waitUntil(lambda: page.status.text() == "✓ Kvitteret 12. marts")
    # The first receipt asks for the words to be compared.
    assert "sammenlign disse ord" in told[0]
    assert "Fil nr. 1 er modtaget 12. marts" in card.said.text()
    assert not card.missing.isVisible()


def test_handing_over_is_taken_back(page: SubmissionPage, desk: Desk, centre: Centre, qtbot: QtBot) -> None:
    submission.make_file(desk, centre.folder, TODAY)
    reload(page, qtbot, "Lavet")
    page.receipts.files.buttons[0].click()
    qtbot.waitUntil(lambda: "Afleveret" in page.status.text())
    page.receipts.files.buttons[1].click()
    qtbot.waitUntil(lambda: "Lavet" in page.status.text())


def test_what_is_corrected_is_listed_leads_to_the_record_and_makes_the_next_version(
    page: SubmissionPage, desk: Desk, meeting: str, centre: Centre, qtbot: QtBot
) -> None:
    submission.make_file(desk, centre.folder, TODAY)
    sessions.save_session(desk, meeting, title="Café og te")
    reload(page, qtbot, "Rettet siden sendt")
    assert page.make_button.text() == "Lav næste version"
    assert [row.what.title for row in page.receipts.corrected.table.rows.rows()] == ["Café og te 04.03.2025"]
    page.receipts.corrected.buttons[0].click()
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.page("activities"))
    window.go("submission")
    desk.undo()
    reload(page, qtbot, "Lavet")
    assert page.make_button.text() == "Lav fil"
    assert not page.receipts.corrected.isVisible()


def test_what_was_never_acknowledged_and_what_was_changed_by_hand_have_their_lists(
    page: SubmissionPage, desk: Desk, meeting: str, centre: Centre, told: list[str], qtbot: QtBot
) -> None:
    first = submission.make_file(desk, centre.folder, TODAY)
    centre.answer(first.path)
    centre.rename(meeting, "Cafe")
    page.receipts.read_in(centre.answer(first.path))
    qtbot.waitUntil(page.receipts.edited.isVisible)
    (edited,) = page.receipts.edited.table.rows.rows()
    assert (edited.what.title, edited.column, edited.centre, edited.laptop) == (
        "Café 04.03.2025",
        "titel",
        "Cafe",
        "Café",
    )
    actors.new_actor(desk, "Klubben")
    submission.make_file(desk, centre.folder, TODAY)
    page.refresh()
    qtbot.waitUntil(page.receipts.missing.isVisible)
    assert [row.title for row in page.receipts.missing.table.rows.rows()] == ["Klubben"]
    assert len(told) == 1


def test_another_key_is_asked_about_and_a_wrong_file_is_told(
    page: SubmissionPage,
    desk: Desk,
    centre: Centre,
    told: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = submission.make_file(desk, centre.folder, TODAY)
    page.receipts.read_in(centre.answer(made.path))
    qtbot.waitUntil(lambda: "Kvitteret" in page.status.text())
    asked: list[str] = []
    answers = [False, True]

    def ask(text: str, _yes: str, _owner: object = None) -> bool:
        asked.append(text)
        return answers.pop(0)

    monkeypatch.setattr(messages, "ask", ask)
    second = submission.make_file(desk, centre.folder, TODAY)
    other = centre.answer(second.path, "other.json")
    reload(page, qtbot, "Lavet")
    page.receipts.read_in(other)
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert "en anden nøgle" in asked[0]
    assert "Lavet" in page.status.text()
    page.receipts.read_in(other)
    qtbot.waitUntil(lambda: "Kvitteret" in page.status.text())
    page.receipts.read_in(centre.workbook)
    qtbot.waitUntil(lambda: "central.xlsx" in told[-1])


def test_the_words_that_the_centre_asks_for_stand_beside_the_files(
    page: SubmissionPage, desk: Desk, centre: Centre, qtbot: QtBot
) -> None:
    words = receipts.own_words(desk)
    assert len(words.split()) == 6
    qtbot.waitUntil(lambda: words in page.receipts.words.text())
    # They are the ones that the centre is shown for a file of this computer.
    made = submission.make_file(desk, centre.folder / "ud", TODAY)
    plan = central_plan.look(centre.workbook, [made.path], NOON)
    assert isinstance(plan.lines[0].problem, DeviceUnknown)
    assert plan.lines[0].problem.words == words
