"""The words that records are declared with."""

from datetime import date

import pytest

from nsk_desktop.domain.mapping import STAMPS, Exchanged
from nsk_desktop.domain.records import KINDS, RECORDS, Attendance, Participant, Session


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.record_kind())
def test_the_fields_of_a_record_are_its_columns_without_the_stamps(record: type[Exchanged]) -> None:
    columns = [column.name for column in record.__table__.columns]
    assert sorted(columns) == sorted([*STAMPS, *record.field_names()])
    assert record.personal_fields() <= set(record.field_names())
    assert KINDS[record.record_kind()] is record


def test_a_copy_keeps_all_but_what_is_changed() -> None:
    session = Session(title="Kvindegruppen", day=date(2025, 3, 4), themes=["T2"])
    copy = session.copied(title="Fædregruppen")
    assert (copy.id, copy.day, copy.themes, copy.title) == (session.id, session.day, ["T2"], "Fædregruppen")
    assert session.title == "Kvindegruppen"


def test_a_record_is_made_with_names_only_and_a_wrong_one_is_refused() -> None:
    with pytest.raises(TypeError):
        Session("Kvindegruppen")
    with pytest.raises(TypeError):
        Participant(address="Åkandevej 12")  # type: ignore[call-arg]


def test_a_reference_names_the_table_it_points_at() -> None:
    targets = {key.target_fullname for key in Attendance.__table__.foreign_keys}
    assert targets == {"session.id", "participant.id"}
