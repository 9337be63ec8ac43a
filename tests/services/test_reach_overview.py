"""All that Overview shows: remedies, what contradicts itself, and the share of the residents."""

from datetime import date

from nsk_desktop.domain.records import BridgeContact, Headcount
from nsk_desktop.services import bridges, effort, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import Residents
from nsk_desktop.services.reach_account import account
from nsk_desktop.services.reach_overview import AT_ONCE, BACKWARDS, TOO_MANY_NEW, overview
from tests.services.test_sessions import WHOLE, YEAR


def held(desk: Desk, **fields: object) -> str:
    return sessions.new_session(desk, **{**WHOLE, **fields})


def test_contradictions_are_listed_and_never_break_the_figure(desk: Desk) -> None:
    one = held(desk, title="Morgen", from_time="10:00", to_time="12:00")
    other = held(desk, title="Formiddag", from_time="11:00", to_time="13:00")
    person = people.new_and_present(desk, one, "Amina")
    sessions.set_presence(desk, other, person, "til stede")
    odd = held(desk, title="Åbent hus", day=date(2025, 5, 6))
    sessions.set_headcount(desk, odd, low=4)
    for meeting in (one, other, odd):
        sessions.complete_session(desk, meeting)
    with desk.store.read() as read:
        (cell,) = read.all(Headcount)
    with desk.store.change("Bagvendt") as change:
        change.save(Headcount, cell.id, low=9)
    found = overview(desk, *YEAR)
    assert {(row.kind, row.session, row.other) for row in found.problems} == {
        (AT_ONCE, other, "Morgen"),
        (BACKWARDS, odd, ""),
    }
    sessions.set_headcount(desk, odd, low=4)
    with desk.store.change("Flere nye end der kom") as change:
        change.save(Headcount, cell.id, first_time=9)
    assert {(row.kind, row.session) for row in overview(desk, *YEAR).problems} == {
        (AT_ONCE, other),
        (TOO_MANY_NEW, odd),
    }
    assert found.reach.figures.persons.registered == 1
    assert overview(desk, date(2024, 1, 1), date(2024, 12, 31)).problems == ()


def test_the_share_of_the_residents_follows_what_is_entered(desk: Desk) -> None:
    assert overview(desk, *YEAR).shares is None
    effort.put_residents(desk, Residents(2024, "30-59", "kvinde", 40, "Danmarks Statistik"))
    meeting = held(desk)
    person = people.new_and_present(desk, meeting, "Amina", birth_year=1985, gender="kvinde")
    people.save_participant(desk, person, relation="bor i området")
    people.new_and_present(desk, meeting, "Bilan", birth_year=1985, gender="kvinde")
    sessions.complete_session(desk, meeting)
    shares = overview(desk, *YEAR).shares
    assert shares is not None
    assert (shares.year, shares.total.reached_low, shares.total.reached_high) == (2024, 1, 2)
    assert [(part.age_band, part.gender, part.registered) for part in shares.parts] == [
        ("30-59", "", 2),
        ("", "kvinde", 2),
        ("30-59", "kvinde", 2),
    ]


def test_the_account_of_a_group_is_that_of_its_own_meetings(desk: Desk) -> None:
    kept = held(desk, themes=["T2"])
    people.new_and_present(desk, kept, "Amina", birth_year=1985)
    other = held(desk, themes=["T1"], day=date(2025, 6, 1))
    sessions.set_headcount(desk, other, low=5)
    for meeting in (kept, other):
        sessions.complete_session(desk, meeting)
    told = account(desk, *YEAR, {"theme": ("T2",)})
    assert [row.id for row in told.explained.behind] == [kept]
    assert told.remedies == ()
    assert [row.id for row in account(desk, *YEAR, {"age": ("30-59",)}).explained.behind] == [other, kept]
    assert [one.kind for one in account(desk, *YEAR).remedies] == ["names"]


def test_the_plot_of_bridges_holds_those_that_began_in_the_period(desk: Desk) -> None:
    bridges.new_bridge(desk, day=date(2025, 2, 1), status="afslået", introduced_on=date(2025, 2, 3))
    bridges.new_bridge(desk, day=date(2025, 2, 1), status="samarbejde i gang")
    gone = bridges.new_bridge(desk, day=date(2025, 2, 1))
    bridges.new_bridge(desk, day=date(2024, 12, 31), status="samarbejde i gang")
    with desk.store.change("Slet") as change:
        change.delete(BridgeContact, gone)
    plot = overview(desk, *YEAR).plots["bridges"]
    assert [bar.cells for bar in plot.bars] == [(2, 100), (2, 100), (1, 50), (1, 50), (0, 0)]
    assert overview(desk, date(2023, 1, 1), date(2023, 12, 31)).plots["bridges"].bars == ()
