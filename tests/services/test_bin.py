"""The bin: what was deleted, when and by whom, and the thirty days in which it can be taken back."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.records import KINDS
from nsk_desktop.services import actors, bridges, kinds, people, sessions
from nsk_desktop.services import bin as bin_service
from nsk_desktop.services.bin import KEPT_DAYS
from nsk_desktop.services.desk import Desk
from tests import make

DELETED_ON = date(2025, 3, 4)


def at(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() * 1000)


def test_what_was_deleted_is_listed_with_its_day_and_its_deleter(tmp_path: Path) -> None:
    with make.desk(tmp_path, author="CD", wall=lambda: at(DELETED_ON)) as desk:
        meeting = sessions.new_session(desk, title="Kvindegruppen", day=DELETED_ON)
        bridge = bridges.new_bridge(desk, purpose="Lektiehjælp")
        sessions.delete_session(desk, meeting)
        bridges.delete_bridge(desk, bridge)
        found = {row.label: row for row in bin_service.list_deleted(desk, DELETED_ON)}
        assert set(found) == {"Kvindegruppen 04.03.2025", "Lektiehjælp"}
        row = found["Lektiehjælp"]
        assert (row.kind, row.who, row.when.date(), row.days_left(DELETED_ON)) == (
            "bridge_contact",
            "CD",
            DELETED_ON,
            30,
        )


@pytest.mark.parametrize(("days", "listed"), [(0, True), (KEPT_DAYS - 1, True), (KEPT_DAYS, False)])
def test_after_thirty_days_it_leaves_the_list_and_nothing_else(tmp_path: Path, days: int, listed: bool) -> None:
    with make.desk(tmp_path, wall=lambda: at(DELETED_ON)) as desk:
        meeting = sessions.new_session(desk, title="Kvindegruppen", day=DELETED_ON)
        sessions.delete_session(desk, meeting)
        assert bool(bin_service.list_deleted(desk, DELETED_ON + timedelta(days=days))) is listed
        assert len(bin_service.list_deleted(desk)) == 1
        bin_service.restore(desk, "session", meeting)
        assert [row.id for row in sessions.list_sessions(desk)] == [meeting]


def test_the_search_looks_at_the_name_and_the_kind(desk: Desk) -> None:
    for name in ("Rose", "Åse Ødegård"):
        people.delete_participant(desk, people.new_participant(desk, name))
    actors.delete_actor(desk, actors.new_actor(desk, "Rosenhaven"))

    def found(text: str) -> set[str]:
        return {row.label for row in bin_service.list_deleted(desk, text=text)}

    assert found("odeg") == {"Åse Ødegård"}
    assert found("ros") == {"Rose", "Rosenhaven"}
    assert found("aktør") == {"Rosenhaven"}
    assert found("findes ikke") == set()


def test_a_mark_that_was_taken_away_is_not_in_the_bin(desk: Desk) -> None:
    meeting = sessions.new_session(desk, title="Kvindegruppen")
    person = people.new_and_present(desk, meeting, "Rose")
    sessions.set_presence(desk, meeting, person, None)
    assert bin_service.list_deleted(desk) == []
    people.delete_participant(desk, person)
    assert len(bin_service.list_deleted(desk)) == 1, "control: what a person deletes is"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_has_a_name_of_its_own(kind: str) -> None:
    assert kind in kinds.NAMES
    assert kinds.name_of_kind(kind)


def test_what_has_no_words_is_called_by_its_day_or_its_half_year_as_people_write_them(desk: Desk) -> None:
    bridges.delete_bridge(desk, bridges.new_bridge(desk, day=DELETED_ON))
    sessions.delete_session(desk, sessions.new_session(desk, day=DELETED_ON))
    assert {row.label for row in bin_service.list_deleted(desk)} == {"04.03.2025"}
    for period, label in (("2025H1", "1. halvår 2025"), ("baseline", "Før indsatsen")):
        assert kinds.label_of("cooperation_rating", {"period": period}) == label
