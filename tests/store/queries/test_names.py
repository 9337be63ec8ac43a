"""Names are recognised by rule: organisations whatever their case, people exactly as written."""

from pathlib import Path

from nsk_desktop.domain.records import Actor, Participant
from nsk_desktop.store.queries import names
from tests import make


def test_an_organisation_is_known_in_any_case_spacing_and_normal_form() -> None:
    assert names.key("  MIMERS   Skole ") == names.key("Mimers skole")
    assert names.key("A\u030akanden") == names.key("Åkanden")


def test_a_record_that_is_not_deleted_wins_over_one_that_is(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    with store.change("") as change:
        gone, kept = change.create(make.actor("Skolen")), change.create(make.actor("skolen"))
        change.delete(Actor, gone)
        old, new = change.create(make.participant("Rose")), change.create(make.participant("Rose"))
        change.delete(Participant, new)
    with store.read() as read:
        assert names.by_name(read, Actor, "name") == {"skolen": kept}
        assert names.participants(read) == {"Rose": old}
    store.close()


def test_people_are_known_by_their_whole_name_only(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    with store.change("") as change:
        whole = change.create(make.participant("Rose", surname="Ødegård"))
    with store.read() as read:
        assert names.participants(read) == {"Rose Ødegård": whole}
    store.close()
