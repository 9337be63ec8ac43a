"""What stands behind something told: each meeting once, as reach counts it."""

from datetime import date

from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.domain.counting import CountedHeadcount, CountedPerson, CountedSession, CountingRows
from nsk_desktop.measures.evidence import Ground, Weight, weight_words
from nsk_desktop.measures.reach import reach


def session(id: str, day: int, **fields: object) -> CountedSession:
    values: dict[str, object] = {
        "id": id,
        "day": date(2025, 3, day),
        "start": None,
        "end": None,
        "title": id,
        "type": "dialogmøde",
        "themes": (),
        "state": SessionState.HELD,
        "mode": Mode.MIXED,
        "series": None,
        "same_anonymous": False,
    }
    return CountedSession(**(values | fields))  # type: ignore[arg-type]


ROWS = CountingRows(
    sessions=[
        session("a", 1, series="s", initiative="i"),
        session("b", 2, series="s"),
        session("c", 3, initiative="i"),
        session("d", 4),
        session("n", 5, type="netværksmøde", initiative="i"),
        session("x", 6, state=SessionState.CANCELLED, series="s"),
        session("u", 7, mode=Mode.NOT_COUNTED, series="t"),
    ],
    persons={"p": CountedPerson("kvinde", "M1"), "q": CountedPerson("kvinde", "M1"), "r": CountedPerson("mand", "M2")},
    attendances=[("a", "p", ""), ("b", "p", ""), ("b", "q", ""), ("c", "r", ""), ("d", "q", "")],
    headcounts=[CountedHeadcount("c", "ukendt", "ikke oplyst", "M1", 3, 5)],
)


def weight(*, initiatives: str = "", series: str = "", sessions: str = "", last: date = date.max) -> Weight:
    return Ground(ROWS, last).weight(initiatives=set(initiatives), series=set(series), sessions=set(sessions))


def test_a_meeting_that_is_meant_in_several_ways_counts_once() -> None:
    found = weight(initiatives="i", series="s", sessions="ab")
    assert (found.figures.sessions.held, found.professional) == (3, 1)
    assert found.figures.attendances.total_low == 6
    assert (found.figures.persons.lower, found.figures.persons.upper) == (3, 7)


def test_it_is_the_reach_of_the_same_meetings() -> None:
    for found, only in ((weight(series="s"), {"series": ("s",)}), (weight(initiatives="i"), {"initiative": ("i",)})):
        assert found.figures == reach(ROWS, date.min, date.max, only=only).figures


def test_control_other_meetings_have_other_figures() -> None:
    assert weight(series="s").figures != weight(initiatives="i").figures


def test_what_was_held_later_does_not_count() -> None:
    assert weight(series="s", last=date(2025, 3, 1)).figures.sessions.held == 1
    assert weight(initiatives="i", last=date(2025, 3, 4)).professional == 0


def test_it_is_said_in_words_and_nothing_is_said_of_nothing() -> None:
    assert weight_words(weight(initiatives="i")) == (
        "2 møder holdt · 4-6 fremmøder · 3-6 borgere nået · 1 fremmøde af lokale aktører · 1 møde mellem fagfolk"
    )
    assert weight_words(weight(series="t")).endswith("1 af møderne ikke optalt")
    assert weight_words(weight(series="z")) == ""
    assert weight(series="z").empty
