"""Stories and method cards in the report: those that were chosen, and never one that may identify somebody."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.services import (
    actors,
    method_cards,
    people,
    report_outcomes,
    reports,
    series,
    sessions,
    stories,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.text_watch import TextWatch
from tests.reports.pages import text

FIRST, LAST, TODAY = date(2025, 1, 1), date(2025, 6, 30), date(2025, 12, 1)
STORY = {
    "title": "Et råd i gården",
    "day": date(2025, 5, 1),
    "who": "En gruppe mødre",
    "what": "Dannede et råd",
    "significance": "De bliver hørt",
    "contribution": "Lånte et lokale ud",
    "evidence": "Referat af mødet",
    "substantiated_by": "Skolelederen",
    "themes": ["T2"],
}
CARD = {
    "title": "Kaffe først",
    "day": date(2025, 6, 2),
    "context": "I gården",
    "steps": "Sæt vand over\nSpørg, hvad der optager dem",
    "resources": "To timer",
    "worked_for": "Mødre",
    "conditions": "Et lokale",
}


def printed(desk: Desk, folder: Path) -> str:
    path = folder / "oversigt.pdf"
    reports.write_activity(desk, path, FIRST, LAST, TODAY)
    return text(path.read_bytes())


def test_a_chosen_story_is_printed_with_its_parts_and_without_who_can_confirm_it(desk: Desk, tmp_path: Path) -> None:
    stories.new_story(desk, **STORY, in_report=True)
    method_cards.new_card(desk, **CARD, in_report=True)
    page = printed(desk, tmp_path)
    for words in (*STORY.values(), *CARD.values()):
        if isinstance(words, str) and words != "Skolelederen":
            assert " ".join(words.split()) in page
    assert "Skolelederen" not in page
    assert page.index("Fortællinger") < page.index("Et råd i gården") < page.index("Metodekort")


def test_control_what_was_not_chosen_or_is_from_another_time_is_not_printed(desk: Desk, tmp_path: Path) -> None:
    stories.new_story(desk, **STORY)
    stories.new_story(desk, **STORY | {"title": "Fra efteråret", "day": date(2025, 7, 1)}, in_report=True)
    stories.new_story(desk, **STORY | {"title": "Uden dag", "day": None}, in_report=True)
    page = printed(desk, tmp_path)
    assert "Fortællinger" not in page
    assert report_outcomes.wanted_undated(desk) == 1
    assert [(offer.title, offer.wanted) for offer in report_outcomes.offers(desk, FIRST, LAST)] == [
        ("Et råd i gården", False)
    ]


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Zarifas idé", "navnet på en deltager"),
        ("Ring på 22 33 44 55", "et telefonnummer"),
        ("010190-1234 kom forbi", "et CPR-nummer"),
        ("skriv til a@b.dk", "en e-mailadresse"),
        ("hos dem på Mimersvej 4", "en adresse"),
    ],
)
@pytest.mark.parametrize("field", ["title", "what", "evidence"])
def test_a_story_that_may_identify_somebody_is_told_of_and_not_printed(
    desk: Desk, tmp_path: Path, words: str, what: str, field: str
) -> None:
    people.new_participant(desk, "Zarifa")
    stories.new_story(desk, **STORY | {field: words}, in_report=True)
    stories.new_story(desk, **STORY | {"title": "Den anden"}, in_report=True)
    page = printed(desk, tmp_path)
    assert words not in page
    assert "Den anden" in page
    (held,) = [offer for offer in report_outcomes.offers(desk, FIRST, LAST) if offer.wanted and not offer.printed]
    name = {"title": "Titel", "what": "Hvad ændrede sig", "evidence": "Hvad det kan ses på"}[field]
    assert held.hindrance == f"Den rummer {what} i “{name}”."
    assert report_outcomes.kept_out(desk, FIRST, LAST) == [held]


def test_a_reason_for_keeping_words_in_the_store_is_none_for_printing_them(desk: Desk, tmp_path: Path) -> None:
    people.new_participant(desk, "Zarifa")
    id = stories.new_story(desk, **STORY | {"what": "Zarifas idé"}, in_report=True)
    watch, place = TextWatch(desk), f"stories/{id}/what"
    watch.keep("Zarifas idé", watch.spots("Zarifas idé"), "Hun har sagt ja", place=place, today=TODAY)
    assert watch.spots("Zarifas idé", place=place) == []
    assert "Zarifas" not in printed(desk, tmp_path)


def test_the_name_of_what_it_rests_on_is_looked_at_too(desk: Desk, tmp_path: Path) -> None:
    people.new_participant(desk, "Zarifa")
    stories.new_story(desk, **STORY, in_report=True, actors=[actors.new_actor(desk, "Zarifas forening")])
    assert "Et råd i gården" not in printed(desk, tmp_path)
    (held,) = report_outcomes.offers(desk, FIRST, LAST)
    assert held.hindrance == "Den rummer navnet på en deltager i “Hvad den bygger på”."


def test_a_story_is_no_anecdote_without_a_number_and_later_meetings_change_nothing(desk: Desk, tmp_path: Path) -> None:
    group = series.new_series(desk, title="Kvindegruppen")
    fields = {"type": "dialogmøde", "state": "afholdt", "mode": "anonym optælling", "completed": True}
    for day, came in ((date(2024, 12, 3), 4), (date(2025, 3, 4), 6), (date(2025, 9, 2), 50)):
        met = sessions.new_session(desk, title="Møde", day=day, series_id=group, **fields)
        sessions.set_headcount(desk, met, low=came)
    stories.new_story(desk, **STORY, in_report=True, series=[group])
    page = printed(desk, tmp_path)
    assert "Bygger på: Forløb: Kvindegruppen" in page
    assert "Bag den til og med 30.06.2025: 2 møder holdt · 10 fremmøder · 6–10 borgere nået" in page


def test_an_empty_story_is_not_printed(desk: Desk, tmp_path: Path) -> None:
    stories.new_story(desk, day=STORY["day"], in_report=True)
    assert "Fortællinger" not in printed(desk, tmp_path)
    (held,) = report_outcomes.offers(desk, FIRST, LAST)
    assert held.hindrance == "Der står ikke noget i den endnu."


def test_the_topic_is_neutral_in_a_story_too_and_markup_is_letters(desk: Desk, tmp_path: Path) -> None:
    stories.new_story(desk, **STORY | {"what": "Talte om negativ social kontrol <b>og</b> & mere"}, in_report=True)
    page = printed(desk, tmp_path)
    assert "social kontrol" not in page
    assert "<b>og</b> & mere" in page
