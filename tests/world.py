"""A small store with one of everything, whose personal fields a test chooses: all else is the same each time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nsk_desktop.domain.cooperation import tie
from nsk_desktop.domain.identity import attendance_id, headcount_id, pair_id
from nsk_desktop.domain.periods import period_id
from nsk_desktop.domain.records import (
    RECORDS,
    Actor,
    Advice,
    Area,
    Attendance,
    BridgeContact,
    BudgetLine,
    ContactPerson,
    CooperationRating,
    Decision,
    Exchanged,
    ExistingEffort,
    Expectation,
    FollowUp,
    Headcount,
    Initiative,
    MethodCard,
    Participant,
    Period,
    PersonPair,
    PlanChange,
    Posting,
    Programme,
    Series,
    StaffMember,
    SteeringMeeting,
    SteeringMember,
    Story,
    Target,
)
from nsk_desktop.domain.steering import steering_meeting_id
from nsk_desktop.services import evaluation
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.device import DeviceKey
from tests import make

TODAY = date(2025, 12, 1)
DEVICE = "d" * 32
Personal = Callable[[str, int], str]
"""The text of a personal field (kind and name), for the record of a number."""

PERSONAL_TEXTS = [
    f"{record.record_kind()}.{name}" for record in RECORDS for name in sorted(record.personal_fields() - {"birth_year"})
]


def _id(number: int) -> str:
    return f"{number:032x}"


def records(born: tuple[int, int, int] = (1985, 1990, 2009)) -> Iterator[Exchanged]:
    """One or more of every kind."""
    yield Programme(id=_id(1), code="BI08", title="Indsats", first_year=2024, last_year=2027)
    yield Area(id=_id(2), name="Tingbjerg")
    yield StaffMember(id=_id(3))
    yield Actor(id=_id(4), name="Mimers Skole", sector="skole", ownership="kommunal", mobilised_how="Mødt i gården")
    yield ContactPerson(id=_id(5), actor_id=_id(4))
    yield Initiative(id=_id(6), title="Madklub", themes=["T2"], partners=[{"actor": _id(4), "role": "vært"}])
    yield Series(id=_id(7), title="Kvindegruppen", initiative_id=_id(6), themes=["T2"])
    yield PlanChange(id=_id(22), series_id=_id(7), since=date(2025, 9, 1), field="place", value="Klubben")
    yield Expectation(id=_id(23), series_id=_id(7), day=date(2025, 4, 21))
    for number, day in ((8, date(2025, 3, 4)), (9, date(2025, 9, 4))):
        yield make.session(id=_id(number), series_id=_id(7), title="Kvindegruppen", day=day)
    for number, year in enumerate(born):
        person = _id(10 + number)
        yield Participant(id=person, birth_year=year, gender="kvinde", pseudonym=f"p-{number}", relation="andet")
        yield Attendance(id=attendance_id(_id(8), person), session_id=_id(8), participant_id=person)
    first, second = _id(10), _id(11)
    yield PersonPair(id=pair_id(first, second), first_id=first, second_id=second)
    yield Attendance(id=attendance_id(_id(9), first), session_id=_id(9), participant_id=first, status="fraværende")
    cell = (_id(9), "30-59", "kvinde", "M1")
    yield Headcount(id=headcount_id(*cell), session_id=_id(9), age_band="30-59", gender="kvinde", low=4, high=6)
    yield BridgeContact(id=_id(20), day=date(2025, 4, 1), from_actor_id=_id(4), to_initiative_id=_id(6))
    yield FollowUp(id=_id(21), due=date(2025, 5, 1), about_kind="bridge_contact", about_id=_id(20))
    yield from _cooperation()
    yield from _effort()


def _cooperation() -> Iterator[Exchanged]:
    """What stands around the actors: an effort that was there, advice, a rating, and the steering group."""
    school, session = _id(4), _id(9)
    yield ExistingEffort(id=_id(30), actor_id=school, title="Lektiecafé", themes=["T1"], trust=4)
    yield Advice(id=_id(31), day=date(2025, 4, 2), actor_id=school, theme="T3", minutes=30, directed_to=["andet"])
    pair = tie(None, school, "koordinator")
    yield CooperationRating(
        id=pair.rating_id("2025H1"), period="2025H1", actor_a_id=pair.one, actor_b_id=pair.other, level=2, wanted=3
    )
    yield SteeringMember(id=_id(32), actor_id=school, ownership="kommunal", first_day=date(2025, 1, 1))
    meeting = steering_meeting_id(session)
    came = [{"member": _id(32), "status": "til stede"}]
    yield SteeringMeeting(id=meeting, session_id=session, attendance=came)
    yield Decision(id=_id(33), meeting_id=meeting, deadline=date(2025, 10, 1))


def _effort() -> Iterator[Exchanged]:
    """What belongs to the effort as a whole. The story is not marked, so nothing of it may leave."""
    yield Story(id=_id(40), day=date(2025, 5, 1), themes=["T2"], actors=[_id(4)], initiatives=[_id(6)])
    yield MethodCard(id=_id(41), title="Kaffe først", themes=["T2"])
    yield BudgetLine(id=_id(42), year=2025, kind="aktivitet", amount_ore=40_000_000)
    yield Posting(id=_id(43), day=date(2025, 4, 1), year=2025, amount_ore=123_450, initiative_id=_id(6))
    yield Period(id=period_id("2025H1"), half_year="2025H1", state="lukket")
    yield Target(id=_id(44), period="2025", value=300)


@contextmanager
def desk(folder: Path, personal: Personal, born: tuple[int, int, int] = (1985, 1990, 2009)) -> Iterator[Desk]:
    """A desk at the store, with a clock, a device and a key that are the same every time."""
    ticks = count(1_750_000_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nsk_desktop.store.store.new_id", lambda: DEVICE)
        store = make.store(folder, wall=lambda: next(ticks))
    made = Desk(store, folder, DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes(32))))
    try:
        with store.change("") as change:
            for number, record in enumerate(records(born)):
                kind = record.record_kind()
                for name in sorted(record.personal_fields() - {"birth_year"}):
                    setattr(record, name, personal(f"{kind}.{name}", number))
                change.create(record)
        yield made
    finally:
        made.close()


def evaluation_file(desk: Desk, folder: Path) -> Path:
    """The evaluation file of the desk, made in *folder*."""
    return evaluation.make_file(desk, folder, TODAY).path
