"""Residents beside reach: the same shares on the command line as on Overview, and who is reached less in words."""

from datetime import date

from nsk_desktop.services import effort, people, reach_overview, residents, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import Residents
from tests.services.test_periods import meeting

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def test_the_shares_are_those_of_overview_and_name_who_is_reached_less(desk: Desk) -> None:
    assert residents.shares(desk, FIRST, LAST) is None
    for gender, number in (("kvinde", 10), ("mand", 90), ("andet", 3)):
        effort.put_residents(desk, Residents(2025, "30-59", gender, number, "Skøn"))
    held = meeting(desk)
    for number in range(9):
        name = f"Alias{number}"
        someone = people.new_participant(desk, name, birth_year=1985, gender="kvinde", relation="bor i området")
        sessions.set_presence(desk, held, someone, "til stede")
    found = residents.shares(desk, FIRST, LAST)
    assert found is not None
    assert found == reach_overview.overview(desk, FIRST, LAST).shares
    assert (found.total.low, found.total.residents) == (9 / 103, 103)
    assert (
        residents.under_reached_sentence(found) == "Grupper, der helt sikkert nås mindre end området som helhed: Mand."
    )
    others = [residents.verdict_of(part) for part in found.parts if part.gender == "andet"]
    assert others == ["for få til at sige noget"] * 2
