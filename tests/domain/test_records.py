"""The records: every kind is known, and nothing in them may hold what this is not a system for."""

import re

import pytest

from nsk_desktop.domain.records import KINDS, METADATA, RECORDS, Exchanged, Participant, Session
from nsk_desktop.store import state

FORBIDDEN = re.compile(r"cpr|address|street|ethnic|religion|nationality|family|concern|citizenship|personnummer")
ASKED_FOR = {
    "programme", "area", "staff_member", "actor", "contact_person", "initiative", "series", "plan_change",
    "expectation", "session", "participant", "person_pair", "attendance", "headcount", "bridge_contact", "follow_up",
    "existing_effort", "advice", "cooperation_rating", "steering_member", "steering_meeting",
    "steering_attendance", "decision",
    "story", "method_card", "budget_line", "posting", "period", "release", "retired_code",
    "target",
}  # fmt: skip


def test_every_kind_of_record_is_known_by_its_name() -> None:
    assert set(KINDS) == ASKED_FOR
    assert {record.record_kind() for record in Exchanged.__subclasses__()} == ASKED_FOR


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.record_kind())
def test_a_blank_record_has_a_default_for_every_field(record: type[Exchanged]) -> None:
    blank = record()
    assert len(blank.id) == 32
    assert blank.id != record().id
    assert set(state.defaults(record.record_kind())) == {*record.field_names(), "deleted"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.record_kind())
def test_there_is_no_field_for_what_is_none_of_our_business(record: type[Exchanged]) -> None:
    assert [name for name in record.field_names() if FORBIDDEN.search(name)] == []


def test_control_such_a_field_would_be_noticed() -> None:
    assert FORBIDDEN.search("home_address")


def test_what_may_identify_somebody_is_marked() -> None:
    assert Participant.personal_fields() == {"alias", "surname", "birth_year", "safe_contact"}
    assert Session.personal_fields() == {"summary", "learning"}


def test_lists_are_each_records_own() -> None:
    one = Session(themes=["T1"])
    other = Session()
    assert (one.themes, other.themes) == (["T1"], [])
    assert one.copied(title="Ny").themes == ["T1"]


def test_every_reference_is_checked_at_commit_so_that_a_journal_may_come_in_any_order() -> None:
    keys = [key for table in METADATA.tables.values() for key in table.foreign_keys]
    assert keys
    assert all(key.deferrable and key.initially == "DEFERRED" for key in keys)
