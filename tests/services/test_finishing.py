"""Finishing all drafts that lack nothing, and what the last file holds as it is now."""

from datetime import date
from pathlib import Path

from nsk_desktop.services import finishing, people, sessions, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.finishing import Finished
from nsk_desktop.services.sending import Sending
from tests.test_agreement import signing_desk

TODAY = date(2025, 3, 11)
WHOLE = {"title": "Kvindegruppen", "day": TODAY, "type": "dialogmøde", "themes": ["T2"], "state": "afholdt"}


def draft(desk: Desk, **more: object) -> str:
    id = sessions.new_session(desk, **{**WHOLE, **more})
    people.new_and_present(desk, id, "Rose")
    return id


def completed(desk: Desk) -> set[str]:
    return {row.id for row in sessions.list_sessions(desk) if row.completed}


def test_all_that_lack_nothing_are_finished_in_one_step(desk: Desk) -> None:
    ready = {draft(desk), draft(desk, state="planlagt")}
    lacking = draft(desk, themes=[])
    draft(desk, day=date(2025, 3, 18))
    cancelled = draft(desk, state="aflyst")
    ids = [row.id for row in sessions.list_sessions(desk)]
    assert finishing.finish_all(desk, ids, TODAY) == Finished(done=2, lacking=1)
    assert completed(desk) == ready
    assert {row.state for row in sessions.list_sessions(desk) if row.id in ready} == {"afholdt"}
    assert desk.undo_label == "Afslut 2 møder"
    desk.undo()
    assert completed(desk) == set()
    assert lacking not in completed(desk)
    assert cancelled not in completed(desk)


def test_nothing_to_finish_is_no_step(desk: Desk) -> None:
    id = draft(desk, themes=[])
    before = desk.undo_label
    assert finishing.finish_all(desk, [id], TODAY) == Finished(0, 1)
    assert desk.undo_label == before


def test_a_meeting_is_sent_until_it_or_a_mark_at_it_changes(tmp_path: Path) -> None:
    with signing_desk(tmp_path / "lager") as desk:
        one, other, unfinished = draft(desk), draft(desk), draft(desk)

        def sending() -> list[Sending]:
            return [row.sending for row in sessions.rows(desk, [one, other, unfinished])]

        for id in (one, other):
            sessions.complete_session(desk, id)
        assert sending() == [Sending.NOT_YET] * 3, "control: no file yet"
        submission.make_file(desk, tmp_path / "ud", TODAY)
        assert sending() == [Sending.SENT, Sending.SENT, Sending.NOT_YET]
        people.new_and_present(desk, other, "Viol")
        sessions.complete_session(desk, unfinished)
        assert sending() == [Sending.SENT, Sending.CHANGED, Sending.NOT_YET]
        sessions.save_session(desk, one, title="Kvindegruppen i Huset")
        assert sending() == [Sending.CHANGED, Sending.CHANGED, Sending.NOT_YET]
        assert sessions.open_session(desk, one).row.sending is Sending.CHANGED
        submission.make_file(desk, tmp_path / "ud", TODAY)
        assert sending() == [Sending.SENT] * 3


def test_what_a_colleague_wrote_earlier_and_sent_later_is_a_change_too(tmp_path: Path) -> None:
    with signing_desk(tmp_path / "en") as desk, signing_desk(tmp_path / "to") as colleague:
        id = draft(desk)
        sessions.complete_session(desk, id)
        colleague.store.receive(desk.store.journal())
        sessions.save_session(colleague, id, title="Kvindegruppen i Huset")
        sessions.save_session(desk, id, summary="Skrevet senere")
        submission.make_file(desk, tmp_path / "ud", TODAY)
        desk.store.receive(colleague.store.journal())
        assert [row.sending for row in sessions.rows(desk, [id])] == [Sending.CHANGED]


def test_what_no_file_holds_can_change_without_a_correction(tmp_path: Path) -> None:
    with signing_desk(tmp_path / "lager") as desk:
        id = draft(desk)
        sessions.complete_session(desk, id)
        submission.make_file(desk, tmp_path / "ud", TODAY)
        sessions.save_session(desk, id, place="Huset")
        assert [row.sending for row in sessions.rows(desk, [id])] == [Sending.SENT]
