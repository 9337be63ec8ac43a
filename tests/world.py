"""A small store with one of everything, whose personal fields a test chooses: all else is the same each time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nsk_desktop.domain.identity import attendance_id, headcount_id, pair_id
from nsk_desktop.domain.records import (
    RECORDS,
    Actor,
    Area,
    Attendance,
    BridgeContact,
    ContactPerson,
    Exchanged,
    FollowUp,
    Headcount,
    Initiative,
    Participant,
    PersonPair,
    Programme,
    Series,
    StaffMember,
)
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
