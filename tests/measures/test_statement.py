"""Reach as outside tools and people read it."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from nsk_desktop import i18n
from nsk_desktop.measures.reach import Attendances, Beside, Figures, Persons, Sessions, as_json, headline, reach
from tests.measures.cases import headcount, person, rows, session


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("da")


@pytest.fixture(autouse=True)
def danish() -> None:
    i18n.use("da")


def figures(persons: Persons, attendances: Attendances) -> Figures:
    return Figures(persons, attendances, Sessions(40, 2), Beside(0, 0, 0), Beside(0, 0, 0))


def test_the_headline_shows_the_interval_the_attendances_and_the_coverage() -> None:
    found = figures(Persons(268, 281, 666), Attendances(806, 398, 398))

    assert (
        headline(found) == "281-666 borgere nået (268 registreret enkeltvis) · 1.204 fremmøder · registreringsgrad 67 %"
    )


def test_the_headline_is_short_when_there_is_nothing_uncertain() -> None:
    found = figures(Persons(268, 268, 268), Attendances(806, 0, 0))

    assert headline(found) == "268 borgere nået · 806 fremmøder · registreringsgrad 100 %"


def test_the_headline_tells_how_few_are_registered_even_when_the_number_is_sure() -> None:
    found = figures(Persons(0, 3, 3), Attendances(0, 3, 3))

    assert headline(found) == "3 borgere nået (0 registreret enkeltvis) · 3 fremmøder · registreringsgrad 0 %"


def test_the_headline_speaks_of_one_in_the_singular_and_of_none_without_a_share() -> None:
    assert headline(figures(Persons(1, 1, 1), Attendances(1, 0, 0))).startswith("1 borger nået · 1 fremmøde · ")
    assert headline(figures(Persons(0, 0, 0), Attendances(0, 0, 0))) == "0 borgere nået · 0 fremmøder"


def test_an_estimate_makes_attendances_and_coverage_spans() -> None:
    found = figures(Persons(50, 60, 1100), Attendances(50, 10, 1050))

    assert "60-1.100 borgere nået" in headline(found)
    assert headline(found).endswith("60-1.100 fremmøder · registreringsgrad 5-83 %")


@pytest.mark.usefixtures("english")
def test_the_headline_in_english() -> None:
    found = figures(Persons(268, 281, 1666), Attendances(806, 398, 398))

    assert (
        headline(found)
        == "281-1,666 citizens reached (268 registered individually) · 1,204 attendances · 67% registered"
    )


def test_the_json_has_exactly_the_shape_of_the_contract() -> None:
    found = reach(
        rows(
            [session("s1", date(2025, 3, 4)), session("s2", date(2025, 4, 1), mode="ikke optalt", themes=("T2",))],
            {"s1": "a b m"},
            [headcount("s1", 30), headcount("s1", 5, group="M2")],
            persons={"m": person(group="M2")},
        ),
        date(2025, 1, 1),
        date(2025, 6, 30),
        "theme",
    )
    nothing = {"registered": 0, "attendances": 0}
    first = {
        "persons": {"registered": 2, "lower": 32, "upper": 32},
        "attendances": {"registered": 2, "anonymous": 30, "total": 32},
    }
    beside = {"M2": {"registered": 1, "attendances": 6}, "unknown": nothing}

    assert json.loads(json.dumps(as_json(found))) == {
        "format": 1,
        "from": "2025-01-01",
        "to": "2025-06-30",
        **first,
        "sessions": {"held": 2, "not_counted": 1},
        "beside": beside,
        "uncertain": [{"session": "s1", "date": "2025-03-04", "title": "Møde s1", "anonymous": 30}],
        "groups": [
            {
                "key": "T1",
                "label": "Demokratisk dannelse og styrket rettigheds- og systemkendskab",
                **first,
                "sessions": {"held": 1, "not_counted": 0},
                "beside": beside,
            },
            {
                "key": "T2",
                "label": "Peer-to-peer og netværksbaserede metoder med fokus på empowerment af kvinder",
                "persons": {"registered": 0, "lower": 0, "upper": 0},
                "attendances": {"registered": 0, "anonymous": 0, "total": 0},
                "sessions": {"held": 1, "not_counted": 1},
                "beside": {"M2": nothing, "unknown": nothing},
            },
        ],
    }


def test_a_range_is_written_as_its_least_and_its_most() -> None:
    found = as_json(
        reach(
            rows([session("1")], {"1": "a"}, [headcount("1", 10, 15), headcount("1", 2, 4, group="M2")]),
            date(2025, 1, 1),
            date(2025, 6, 30),
        )
    )

    assert found["attendances"] == {
        "registered": 1,
        "anonymous": {"min": 10, "max": 15},
        "total": {"min": 11, "max": 16},
    }
    assert found["beside"]["M2"]["attendances"] == {"min": 2, "max": 4}  # type: ignore[index]
    assert found["uncertain"][0]["anonymous"] == {"min": 10, "max": 15}  # type: ignore[index]
    assert found["groups"] == []
