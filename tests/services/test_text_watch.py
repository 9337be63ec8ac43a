"""The watch over free text knows the participants of the store, and what was kept for a reason."""

from datetime import date

import pytest

from nsk_desktop.domain.text_guard import EMAIL, NAME, PHONE
from nsk_desktop.services import people
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.text_watch import TextWatch

DAY = date(2025, 3, 11)


@pytest.fixture
def watch(desk: Desk) -> TextWatch:
    """A watch over a store with one participant."""
    people.new_participant(desk, "Amina", surname="Hassan")
    return TextWatch(desk)


def found(watch: TextWatch, text: str, place: str = "") -> list[str]:
    """The words in *text* that are marked."""
    return [text[spot.start : spot.end] for spot in watch.spots(text, place=place)]


def test_the_name_of_a_participant_is_marked_and_others_are_not(watch: TextWatch) -> None:
    assert found(watch, "Talte med Amina Hassan og Fatima") == ["Amina Hassan"]


def test_somebody_who_is_new_is_known_at_once(desk: Desk, watch: TextWatch) -> None:
    assert found(watch, "Talte med Fatima") == []
    people.new_participant(desk, "Fatima")
    assert found(watch, "Talte med Fatima") == ["Fatima"]


def test_what_a_field_is_made_for_is_let_through(watch: TextWatch) -> None:
    text = "Amina, 20 12 34 56, a@b.dk"
    assert {spot.finding for spot in watch.spots(text)} == {NAME, PHONE, EMAIL}
    assert {spot.finding for spot in watch.spots(text, allowed=frozenset({PHONE, EMAIL}))} == {NAME}


def test_what_was_kept_for_a_reason_is_not_asked_about_again_in_that_place(watch: TextWatch) -> None:
    text = "Ring 20 12 34 56 til klubben"
    watch.keep(text, watch.spots(text), "Klubbens hovednummer", place="session/1/summary", today=DAY)
    assert found(watch, text, "session/1/summary") == []
    assert found(watch, "Ny tekst: 20 12 34 56", "session/1/summary") == []
    assert watch.reasons() == [("2025-03-11", "Klubbens hovednummer")]


def test_a_reason_holds_for_its_words_and_its_place_only(watch: TextWatch) -> None:
    text = "Ring 20 12 34 56 til klubben"
    watch.keep(text, watch.spots(text), "Klubbens hovednummer", place="session/1/summary", today=DAY)
    assert found(watch, text, "session/2/summary") == ["20 12 34 56"]
    assert found(watch, "Ring 30 12 34 56", "session/1/summary") == ["30 12 34 56"]


def test_the_words_themselves_are_not_kept_beside_the_text(desk: Desk, watch: TextWatch) -> None:
    watch.keep("Amina", watch.spots("Amina"), "et navn", place="session/1/summary", today=DAY)
    kept = desk.store.fact("kept_words") or ""
    assert "et navn" in kept
    assert "amina" not in kept.casefold()
