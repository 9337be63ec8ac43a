"""Contact persons, existing efforts, advice and ratings, as they are kept at the screen."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, advice, bridges, existing_efforts, ratings
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.new_rating import NewRatingDialog
from tests import make
from tests.ui.conftest import TODAY
from tests.ui.test_list_pages import type_in

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
PERIOD = "2025H1"
COORDINATOR = "koordinator"


def choose(entry: Any, typed: str) -> None:
    """Type into a line that offers what it knows, and take the first."""
    entry.line.setFocus()
    entry.line.selectAll()
    QTest.keyClicks(entry.line, typed)
    QTest.keyClick(entry._popup, Key.Key_Return)


def pick(entry: Any, value: Any) -> None:
    """Choose from a list as a person does."""
    entry.set_value(value)
    entry.committed.emit()


@pytest.fixture
def pair(desk: Desk) -> tuple[str, str]:
    return actors.new_actor(desk, "Mimers Skole"), actors.new_actor(desk, "Biblioteket")


@pytest.fixture
def moved(desk: Desk, pair: tuple[str, str]) -> str:
    """A rating of this half-year whose level is as it was in the one before."""
    ratings.rate(desk, "2024H2", *pair, COORDINATOR, level=2)
    return ratings.rate(desk, PERIOD, *pair, COORDINATOR, level=2)


# contact persons


def test_a_contact_person_is_made_with_an_actor_that_is_new(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("contacts", "new")
    page = window.actors.contacts
    type_in(page.form.entry("name"), "Anne Holm")
    choose(page.form.entry("actor_id"), "Foreningen Sol")
    type_in(page.form.entry("phone"), "33663366")
    type_in(page.form.entry("email"), "ane@kk.dk")
    (row,) = actors.find_contacts(desk)
    assert (row.name, row.actor_name, row.phone, row.email) == (
        "Anne Holm",
        "Foreningen Sol",
        "33 66 33 66",
        "ane@kk.dk",
    )
    assert page.form.fields["phone"].note.text() == ""


@pytest.mark.parametrize(("field", "typed"), [("phone", "ring efter kl. 9"), ("email", "ane.kk.dk")])
def test_what_cannot_be_reached_is_said_under_the_field_and_stays(
    qtbot: QtBot, desk: Desk, window: MainWindow, field: str, typed: str
) -> None:
    window.go("contacts", actors.new_contact(desk, None, "Anne Holm"))
    form = window.actors.contacts.form
    type_in(form.entry(field), typed)
    assert form.fields[field].problem.isVisible()
    assert typed in form.fields[field].problem.text()
    assert form.entry(field).target().text() == typed
    assert getattr(actors.find_contacts(desk)[0], field) == ""


# existing efforts and advice


def test_an_existing_effort_is_kept_with_its_owner_and_what_it_is_linked_to(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str]
) -> None:
    window.go("existing-efforts", "new")
    form = window.actors.efforts.form
    type_in(form.entry("title"), "Lektiehold")
    choose(form.entry("actor_id"), "mim")
    pick(form.entry("trust"), 4)
    QTest.keyClick(form.entry("isolated").box, Key.Key_Space)
    choose(form.entry("linked_to").line, "bib")
    (row,) = existing_efforts.list_efforts(desk)
    kept = existing_efforts.get(desk, row.id)
    assert kept is not None
    assert (kept.title, kept.actor_id, kept.trust, kept.isolated) == ("Lektiehold", pair[0], 4, True)
    assert kept.linked_to == [pair[1]]
    assert "Biblioteket" in form.entry("linked_to").describe(kept.linked_to)


def test_a_bridge_leads_to_an_existing_effort_made_on_the_way(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("bridges", bridges.new_bridge(desk, day=TODAY))
    form = window.actors.bridges.form
    choose(form.entry("to_effort_id"), "Lektiehold")
    assert bridges.list_bridges(desk)[0].to_label == "Lektiehold"
    assert [row.title for row in existing_efforts.list_efforts(desk)] == ["Lektiehold"]
    assert not form.fields["to_text"].isVisible()


def test_a_bridge_to_an_effort_in_words_still_shows_them(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    window.go("bridges", bridges.new_bridge(desk, day=TODAY, to_text="Læseklubben"))
    assert window.actors.bridges.form.fields["to_text"].isVisible()


def test_advice_is_kept_and_what_is_no_number_is_refused(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str]
) -> None:
    window.go("advice", "new")
    form = window.actors.advice.form
    choose(form.entry("actor_id"), "mim")
    pick(form.entry("theme"), "T3")
    type_in(form.entry("minutes"), "en time")
    assert form.fields["minutes"].problem.isVisible()
    type_in(form.entry("minutes"), "45")
    assert not form.fields["minutes"].problem.isVisible()
    QTest.keyClick(form.entry("directed_to").boxes["RED Rådgivning"], Key.Key_Space)
    (row,) = advice.list_advice(desk)
    assert (row.day, row.actor_name, row.theme, row.minutes) == (TODAY, "Mimers Skole", "T3", 45)
    assert row.directed_to == ("RED Rådgivning",)


def test_a_code_that_is_not_offered_any_more_is_kept_when_another_is_ticked(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    id = advice.new_advice(desk, TODAY, directed_to=["cirkus"], theme="T9")
    window.go("advice", id)
    form = window.actors.advice.form
    QTest.keyClick(form.entry("directed_to").boxes["politi"], Key.Key_Space)
    kept = advice.get(desk, id)
    assert kept is not None
    assert sorted(kept.directed_to) == ["cirkus", "politi"]
    assert form.entry("theme").box.currentText() == "T9"
    other = form.entry("directed_to").others["cirkus"]
    assert (other.text(), other.isChecked(), other.isVisible()) == ("cirkus", True, True)
    other.setFocus()
    QTest.keyClick(other, Key.Key_Space)
    kept = advice.get(desk, id)
    assert kept is not None
    assert kept.directed_to == ["politi"]
    advice.save_advice(desk, id, directed_to=["cirkus"])
    assert "cirkus" in window.actors.advice.table.rows.columns[5].text(advice.list_advice(desk)[0])


# ratings


def test_a_pair_is_rated_by_keyboard_and_its_record_opens(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: NewRatingDialog) -> bool:
        dialog.show()
        choose(dialog.one, "mim")
        choose(dialog.other, "indsat")
        assert [dialog.rater.box.itemText(place) for place in range(3)] == ["Koordinator", "Mimers Skole", "Indsatsen"]
        pick(dialog.level, 0)
        QTest.keyClick(dialog, Key.Key_Return)
        return True

    monkeypatch.setattr(NewRatingDialog, "answered", fill)
    window.go("ratings", "new")
    (row,) = ratings.list_ratings(desk)
    assert (row.pair, row.level, row.period) == ("Mimers Skole – Indsatsen", 0, PERIOD)
    page = window.actors.ratings
    assert page.form.record() == row.id
    assert page.detail_title.text() == row.pair
    assert page.said_by.text() == "Koordinator · 1. halvår 2025"
    assert page.form.entry("level").value() == 0


def test_the_question_says_what_it_lacks_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, window: MainWindow, moved: str
) -> None:
    dialog = NewRatingDialog(window, window.actors.ratings.context, "2025H2")
    dialog.show()
    dialog.give()
    assert dialog.fields["one"].problem.isVisible()
    choose(dialog.one, "mim")
    choose(dialog.other, "mim")
    pick(dialog.level, 4)
    dialog.give()
    assert "samme aktør" in dialog.fields["other"].problem.text()
    choose(dialog.other, "bib")
    assert "2 · Kooperation" in dialog.before.text()
    dialog.give()
    assert "fra 2 til 4" in dialog.fields["reason"].problem.text()
    assert dialog.made == ""
    assert dialog.level.value() == 4
    QTest.keyClicks(dialog.reason.paper, "Fast dag")
    dialog.give()
    assert dialog.made
    assert ratings.list_ratings(desk, "2025H2")[0].reason == "Fast dag"
    dialog.deleteLater()


def test_a_level_that_moves_waits_for_its_reason_under_the_field(
    qtbot: QtBot, desk: Desk, window: MainWindow, moved: str
) -> None:
    window.go("ratings", moved)
    page = window.actors.ratings
    pick(page.form.entry("level"), 4)
    field = page.form.fields["reason"]
    assert "Niveauet flytter sig fra 2 til 4" in field.problem.text()
    kept = ratings.get(desk, moved)
    assert kept is not None
    assert kept.level == 2
    assert page.form.entry("level").value() == 4, "what was chosen stays in sight"
    QTest.keyClicks(page.form.entry("reason").paper, "Fast dag")
    page.form.entry("reason").finish()
    kept = ratings.get(desk, moved)
    assert kept is not None
    assert (kept.level, kept.reason) == (4, "Fast dag")
    assert not field.problem.isVisible()


def test_control_another_field_is_saved_at_once(qtbot: QtBot, desk: Desk, window: MainWindow, moved: str) -> None:
    window.go("ratings", moved)
    pick(window.actors.ratings.form.entry("wanted"), 5)
    kept = ratings.get(desk, moved)
    assert kept is not None
    assert kept.wanted == 5


def test_pairs_that_nobody_has_confirmed_stand_on_a_card_until_somebody_does(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str]
) -> None:
    ratings.rate(desk, "2024H2", *pair, COORDINATOR, level=2)
    window.go("ratings")
    page = window.actors.ratings
    assert page.waiting.isVisible()
    assert page.waiting.heading.text() == "Vurderingsrunden: ikke vurderet endnu (1)"
    assert "Der er ikke registreret et møde" in page.evidence.text()
    assert page.empty.isVisible(), "nothing is carried into the half-year by itself"
    QTest.mouseClick(page.waiting.buttons[0], Left)
    (row,) = ratings.list_ratings(desk, PERIOD)
    assert (row.level, row.unchanged) == (2, True)
    assert not page.waiting.isVisible()
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ratings.list_ratings(desk, PERIOD) == []
    assert page.waiting.isVisible()


def test_a_pair_of_the_round_shows_what_it_had_and_gets_a_new_level_with_a_reason(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ratings.rate(desk, "2024H2", *pair, COORDINATOR, level=2)
    hosts = [{"actor": actor, "role": "medarrangør"} for actor in pair]
    with desk.store.change("") as change:
        held = change.create(make.session(title="Åbent hus", day=TODAY, hosts=hosts))

    names = ("Mimers Skole", "Biblioteket")

    def fill(dialog: NewRatingDialog) -> bool:
        dialog.show()
        assert (dialog.one.words(), dialog.other.words()) in (names, names[::-1])
        assert "2 · Kooperation" in dialog.before.text()
        pick(dialog.level, 4)
        dialog.give()
        assert "fra 2 til 4" in dialog.fields["reason"].problem.text()
        lines = dialog.reason.paper.height() / dialog.reason.fontMetrics().height()
        assert lines > 2.5, "the sentence takes no room from what is to be written"
        QTest.keyClicks(dialog.reason.paper, "Fast dag")
        dialog.give()
        return True

    monkeypatch.setattr(NewRatingDialog, "answered", fill)
    window.go("ratings")
    page = window.actors.ratings
    (row,) = page.waiting.table.rows.rows()
    assert page.evidence.text() == "11.03.2025 · Åbent hus"
    assert page.waiting.table.rows.columns[3].text(row) == "1 møde"
    QTest.mouseClick(page.waiting.buttons[1], Left)
    (made,) = ratings.list_ratings(desk, PERIOD)
    assert (made.level, made.reason, made.unchanged) == (4, "Fast dag", False)
    kept = ratings.get(desk, made.id)
    assert kept is not None
    assert kept.sessions == [held], "what was shown beside the question is kept with the answer"
    assert not page.waiting.isVisible()


def test_of_many_contacts_the_latest_are_shown_and_the_rest_is_counted(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str]
) -> None:
    hosts = [{"actor": actor, "role": "medarrangør"} for actor in pair]
    with desk.store.change("") as change:
        for day in range(1, 9):
            change.create(make.session(title="Åbent hus", day=TODAY.replace(day=day), hosts=hosts))
    window.go("ratings")
    shown = window.actors.ratings.evidence.text().splitlines()
    assert (shown[0], shown[-1]) == ("08.03.2025 · Åbent hus", "… og 3 før")
    assert len(shown) == 6


def test_a_pair_that_was_never_rated_cannot_be_unchanged(
    qtbot: QtBot, desk: Desk, window: MainWindow, pair: tuple[str, str]
) -> None:
    hosts = [{"actor": actor, "role": "medarrangør"} for actor in pair]
    with desk.store.change("") as change:
        change.create(make.session(title="Åbent hus", day=TODAY, hosts=hosts))
    window.go("ratings")
    page = window.actors.ratings
    assert [button.isEnabled() for button in page.waiting.buttons] == [False, True]


def test_another_half_year_shows_its_own_ratings(qtbot: QtBot, desk: Desk, window: MainWindow, moved: str) -> None:
    window.go("ratings")
    page = window.actors.ratings
    pick(page.period, "2024H2")
    assert [row.period for row in page.table.rows.rows()] == ["2024H2"]
    window.go("ratings", moved)
    assert page.period.value() == PERIOD
    assert page.form.record() == moved


@pytest.mark.parametrize("place", ["contacts", "existing-efforts", "ratings", "advice"])
def test_an_empty_list_says_what_will_come_there(window: MainWindow, place: str) -> None:
    window.go(place)
    page: Any = window.actors.shown()
    assert page.empty.isVisible()
    assert page.empty.sentence.text()


def test_the_day_of_these_tests_lies_in_the_half_year() -> None:
    assert date(2025, 1, 1) <= TODAY <= date(2025, 6, 30)
