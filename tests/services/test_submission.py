"""Before the file is made: what to look at, what it would hold, and what became of the last one."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.errors.files import NotWritten
from nsk_desktop.services import actors, expected, people, series, sessions, submission
from nsk_desktop.services.desk import Desk
from tests import make
from tests.test_agreement import signing_desk

TODAY = date(2025, 12, 1)
WHOLE = {"title": "Kvindegruppen", "day": date(2025, 3, 4), "type": "dialogmøde", "themes": ["T2"], "state": "afholdt"}


def meeting(desk: Desk, **more: object) -> str:
    id = sessions.new_session(desk, **{**WHOLE, **more})
    people.new_and_present(desk, id, "Rose")
    return id


def test_a_due_draft_is_serious_because_it_is_missing_from_the_figures(desk: Desk) -> None:
    due = meeting(desk)
    meeting(desk, day=date(2026, 1, 6))
    meeting(desk, state="aflyst")
    found = submission.check(desk, TODAY)
    assert [(finding.id, finding.serious) for finding in found] == [(due, True)]
    assert found[0].reason == "Ikke afsluttet, så det tæller ikke med."
    sessions.complete_session(desk, due)
    assert submission.check(desk, TODAY) == []


def test_an_expected_meeting_that_nobody_registered_is_missing_from_the_figures_too(desk: Desk) -> None:
    start = date(2025, 11, 25)
    id = series.new_series(desk, title="Kvindegruppen", weekday=2, interval_weeks=1, start=start)
    found = submission.check(desk, TODAY)
    assert [(one.kind, one.id, one.day, one.serious) for one in found] == [(submission.EXPECTED, id, start, True)]
    assert (found[0].title, found[0].reason) == ("Kvindegruppen 25.11.2025", "Mangler registrering: blev det holdt?")
    assert submission.this_month(desk, date(2025, 11, 28)).said == "1 møde, 1 mangler noget"
    # What is said of it takes the question away; that day itself it is not asked yet.
    expected.skip(desk, id, start)
    assert submission.check(desk, TODAY) == []
    assert submission.check(desk, start) == []


def test_what_two_laptops_disagree_about_is_called_by_its_own_name(desk: Desk, tmp_path: Path) -> None:
    id = meeting(desk)
    sessions.complete_session(desk, id)
    with make.desk(tmp_path / "other", author="CD") as other:
        other.store.receive(desk.store.journal())
        sessions.save_session(other, id, place="Biblioteket")
        sessions.save_session(desk, id, place="Skolen")
        desk.store.receive(other.store.journal())
    found = submission.check(desk, TODAY)
    assert [(one.kind, one.title, one.field) for one in found] == [("session", "Kvindegruppen 04.03.2025", "place")]


def test_a_name_in_a_title_is_told_before_it_is_left_out(desk: Desk) -> None:
    id = meeting(desk, title="Samtale med Rose")
    sessions.complete_session(desk, id)
    found = submission.check(desk, TODAY)
    assert [(finding.id, finding.title, finding.serious) for finding in found] == [(id, "Samtale med Rose", False)]
    assert "navnet på en deltager" in found[0].reason


def test_the_preview_counts_what_the_file_would_hold(desk: Desk) -> None:
    sessions.complete_session(desk, meeting(desk))
    meeting(desk)
    actors.new_actor(desk, "Mimers Skole")
    seen = submission.preview(desk)
    assert (seen.sessions, seen.attendances, seen.participants, seen.actors, seen.bridges) == (1, 1, 1, 1, 0)


def test_files_are_numbered_and_the_last_one_is_remembered(tmp_path: Path) -> None:
    with signing_desk(tmp_path / "lager") as desk:
        assert submission.status(desk) is None
        sessions.complete_session(desk, meeting(desk))
        first = submission.make_file(desk, tmp_path / "ud", TODAY)
        second = submission.make_file(desk, tmp_path / "ud", TODAY)
        assert (first.number, second.number) == (1, 2)
        assert first.path != second.path
        last = submission.status(desk)
        assert last == submission.LastFile(2, TODAY, second.path)
        assert dict(second.rows)["Aktiviteter"] == 1


def test_a_file_that_could_not_be_written_uses_no_number(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with signing_desk(tmp_path / "lager") as desk:
        with pytest.raises(NotWritten):
            submission.make_file(desk, tmp_path / "fil", TODAY)
        assert submission.status(desk) is None
        assert submission.make_file(desk, tmp_path / "ud", TODAY).number == 1
