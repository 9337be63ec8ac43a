"""Anything is found by a few letters, whatever letters the keyboard has, and nothing that is gone is found."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import actors, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.finding import MOST, Finder
from tests import make
from tests.hard_names import PEOPLE, QUESTIONS

TODAY = date(2025, 3, 11)


@pytest.fixture
def desk(tmp_path: Path):  # type: ignore[no-untyped-def]
    with make.desk(tmp_path) as opened:
        yield opened


@pytest.fixture
def finder(desk: Desk) -> Finder:
    """A finder that has read the (empty) store, so that all it knows it learned from changes."""
    made = Finder(desk)
    made.build(TODAY)
    return made


def titles(finder: Finder, text: str) -> list[str]:
    return [hit.title for found in finder.find(text, TODAY) for hit in found.hits]


def details(finder: Finder, text: str) -> list[str]:
    return [f"{hit.title}: {hit.detail}" for found in finder.find(text, TODAY) for hit in found.hits]


def named(desk: Desk) -> dict[str, str]:
    return {f"{alias} {surname}": people.new_participant(desk, alias, surname=surname) for alias, surname in PEOPLE}


@pytest.mark.parametrize("known_from_the_start", [True, False])
def test_twenty_two_hard_questions_find_who_was_meant_first(desk: Desk, known_from_the_start: bool) -> None:
    finder = Finder(desk)
    if not known_from_the_start:
        finder.build(TODAY)
    named(desk)
    if known_from_the_start:
        finder.build(TODAY)
    assert len(QUESTIONS) == 22
    assert {text: titles(finder, text)[:1] for text, _name in QUESTIONS} == {text: [name] for text, name in QUESTIONS}


def test_a_search_without_folding_fails_most_of_them(desk: Desk) -> None:
    named(desk)
    with desk.store.read() as read:
        like = [
            read.connection.exec_driver_sql(
                "SELECT trim(alias || ' ' || surname) FROM participant WHERE alias || ' ' || surname LIKE ?",
                (f"%{text}%",),
            ).scalar()
            == name
            for text, name in QUESTIONS
        ]
    caseless = [text.casefold() in name.casefold() for text, name in QUESTIONS]
    assert sum(like) <= 1
    assert sum(caseless) <= 1


@pytest.mark.parametrize("text", ["", "  ", "-", "'", "\x01", "\x01m03", "%", "_", "xyzzy"])
def test_what_means_nothing_finds_nothing(desk: Desk, finder: Finder, text: str) -> None:
    named(desk)
    sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    assert titles(finder, text) == []


def test_every_kind_is_found_under_its_heading(desk: Desk, finder: Finder) -> None:
    people.new_participant(desk, "Mimer")
    sessions.new_session(desk, title="Mimers café", day=TODAY, place="Beboerhuset")
    series.new_series(desk, title="Mimers kvinder", place="Biblioteket")
    actors.new_actor(desk, name="Mimers Skole")
    assert [(found.heading, [hit.title for hit in found.hits]) for found in finder.find("mim", TODAY)] == [
        ("Deltagere", ["Mimer"]),
        ("Møder", ["Mimers café"]),
        ("Forløb", ["Mimers kvinder"]),
        ("Lokale aktører", ["Mimers Skole"]),
    ]
    assert titles(finder, "beboer") == ["Mimers café"]


@pytest.mark.parametrize(
    "text",
    [
        *("4/3", "4.3.", "04-03", "4/3-25", "4.3.2025", "2025-03-04", "4. marts", "4 mar 2025", "march 4", "uge 10"),
        *("tirsdag", "kvindegruppen marts", "marts kvinde", "kvinde 4/3", "marts 2025", "kvinde 2025", "uge 10 2025"),
    ],
)
def test_meetings_are_found_by_their_day(desk: Desk, finder: Finder, text: str) -> None:
    sessions.new_session(desk, title="Kvindegruppen", day=date(2025, 3, 4))
    sessions.new_session(desk, title="Kvindegruppen", day=date(2023, 9, 13))
    sessions.new_session(desk, title="Fædregruppen")
    assert details(finder, text) == ["Kvindegruppen: tir 04.03.2025"]


def test_days_count_from_today(desk: Desk, finder: Finder) -> None:
    for day in (10, 11, 12):
        sessions.new_session(desk, title="Åben café", day=date(2025, 3, day))
    assert details(finder, "i går") == ["Åben café: man 10.03.2025"]
    assert details(finder, "cafe i dag") == ["Åben café: tir 11.03.2025"]


def test_the_whole_name_comes_first_then_the_first_word_then_any_word_then_a_piece(desk: Desk, finder: Finder) -> None:
    for alias, surname in (("Rosanna", "Holm"), ("Eva", "Annasen"), ("Anna", ""), ("Annabell", ""), ("Anna", "Bo")):
        people.new_participant(desk, alias, surname=surname)
    assert titles(finder, "anna") == ["Anna", "Anna Bo", "Annabell", "Eva Annasen", "Rosanna Holm"]
    assert titles(finder, "bo anna") == ["Anna Bo"]


def test_among_equals_the_meeting_nearest_to_today_comes_first(desk: Desk) -> None:
    for day in (date(2024, 3, 4), date(2025, 3, 4), date(2025, 3, 20), date(2026, 3, 4)):
        sessions.new_session(desk, title="Gruppen", day=day)
    finder = Finder(desk)
    finder.build(TODAY)
    assert [line[-4:] for line in details(finder, "gruppen")] == ["2025", "2025", "2026", "2024"]
    assert details(finder, "gruppen")[0] == "Gruppen: tir 04.03.2025"


def test_a_kind_shows_a_few_and_the_whole_name_is_among_them(desk: Desk, finder: Finder) -> None:
    people.new_participant(desk, "Ali")
    for number in range(30):
        people.new_participant(desk, f"Alissa {number}")
    assert titles(finder, "ali")[0] == "Ali"
    assert len(titles(finder, "ali")) == MOST


def test_what_is_renamed_deleted_undone_and_brought_back_is_known_at_once(desk: Desk, finder: Finder) -> None:
    id = people.new_participant(desk, "Solsikke")
    assert titles(finder, "sol") == ["Solsikke"]
    people.save_participant(desk, id, alias="Åkande")
    assert (titles(finder, "sol"), titles(finder, "aakande")) == ([], ["Åkande"])
    desk.undo()
    assert (titles(finder, "sol"), titles(finder, "aakande")) == (["Solsikke"], [])
    people.delete_participant(desk, id)
    assert titles(finder, "sol") == []
    desk.undo()
    assert titles(finder, "sol") == ["Solsikke"]


def test_a_person_of_two_entries_is_shown_once_and_found_by_both_names(desk: Desk, finder: Finder) -> None:
    one, other = people.new_participant(desk, "Tulipan"), people.new_participant(desk, "Krokus")
    people.judge_pair(desk, one, other, PairVerdict.SAME)
    assert len(titles(finder, "tulipan")) == 1
    assert titles(finder, "tulipan") == titles(finder, "krokus")
    desk.undo()
    assert (titles(finder, "tulipan"), titles(finder, "krokus")) == (["Tulipan"], ["Krokus"])


def test_nothing_deleted_is_shown_by_a_memory_that_is_old(desk: Desk, finder: Finder) -> None:
    ids = [people.new_participant(desk, f"Solsikke {number}") for number in range(3)]
    assert len(titles(finder, "solsikke")) == 3
    finder._written.clear()
    people.delete_participant(desk, ids[0])
    finder._written.clear()
    assert titles(finder, "solsikke") == ["Solsikke 2", "Solsikke 1"]


def test_what_comes_from_a_colleague_asks_for_reading_anew(desk: Desk, finder: Finder, tmp_path: Path) -> None:
    with make.desk(tmp_path / "other") as other:
        people.new_participant(other, "Valmue")
        journal = other.store.journal()
    assert not finder.outdated
    desk.store.receive(journal)
    assert finder.outdated
    finder.build(TODAY)
    assert titles(finder, "valmue") == ["Valmue"]


def test_what_is_saved_while_everything_is_read_is_not_missed(desk: Desk, finder: Finder) -> None:
    people.new_participant(desk, "Valmue")
    saved: list[str] = []

    def meanwhile() -> None:
        if not saved:
            saved.append(people.new_participant(desk, "Kornblomst"))
            assert titles(finder, "kornblomst") == ["Kornblomst"]

    finder.build(TODAY, meanwhile)
    assert titles(finder, "kornblomst") == ["Kornblomst"]


def test_reading_that_was_stopped_is_asked_for_again(desk: Desk) -> None:
    finder = Finder(desk)
    people.new_participant(desk, "Valmue")

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        finder.build(TODAY, stop)
    assert finder.outdated
    assert not finder.ready


def test_records_are_shown_by_place_and_id_without_those_that_are_gone(desk: Desk, finder: Finder) -> None:
    person = people.new_participant(desk, "Valmue", age_band="30-59")
    meeting = sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    actor = actors.new_actor(desk, name="Mimers Skole")
    wanted = [("actors", actor), ("participants", person), ("activities", meeting), ("actors", person)]
    assert [hit.title for hit in finder.hits(wanted, TODAY)] == ["Mimers Skole", "Valmue", "Kvindegruppen"]
    people.delete_participant(desk, person)
    assert [hit.title for hit in finder.hits(wanted, TODAY)] == ["Mimers Skole", "Kvindegruppen"]
