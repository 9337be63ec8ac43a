"""Existing efforts: whose they are, what they are linked to, and the bridges that lead there."""

from datetime import date

from nsk_desktop.services import actors, bridges, existing_efforts, follow_ups, initiatives
from nsk_desktop.services.desk import Desk

DAY = date(2025, 3, 4)


def test_an_effort_stands_under_its_owner_and_is_found_by_either_name(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    existing_efforts.new_effort(desk, "Åben klub", themes=["T1", "T9"], trust=4)
    existing_efforts.new_effort(desk, "Lektiecafé", actor_id=school, isolated=True)
    rows = existing_efforts.list_efforts(desk)
    assert [(row.title, row.actor_name, row.trust, row.isolated) for row in rows] == [
        ("Lektiecafé", "Mimers Skole", None, True),
        ("Åben klub", "", 4, False),
    ]
    assert rows[1].themes == ("T1", "T9"), "a code that is not known is kept"
    assert [row.title for row in existing_efforts.list_efforts(desk, "mimers")] == ["Lektiecafé"]
    assert [row.title for row in existing_efforts.list_efforts(desk, "aaben")] == ["Åben klub"]


def test_a_bridge_leads_to_an_effort_by_name(desk: Desk) -> None:
    effort = existing_efforts.new_effort(desk, "Lektiecafé")
    bridge = bridges.new_bridge(desk, day=DAY, from_kind="borgere", citizens=3, to_effort_id=effort)
    follow_ups.new_follow_up(desk, DAY, "Ring", "bridge_contact", bridge)
    assert bridges.list_bridges(desk)[0].to_label == "Lektiecafé"
    assert existing_efforts.list_efforts(desk)[0].bridges == 1
    assert follow_ups.list_follow_ups(desk, DAY)[0].about_label == "Borgere → Lektiecafé"


def test_an_effort_is_linked_to_actors_initiatives_and_other_efforts(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    initiative = initiatives.new_initiative(desk, "Madklub")
    other = existing_efforts.new_effort(desk, "Åben klub")
    effort = existing_efforts.new_effort(desk, "Lektiecafé", linked_to=[school, initiative, other, "ukendt"])
    saved = existing_efforts.get(desk, effort)
    assert saved is not None
    names = [existing_efforts.linked_name(desk, id) for id in saved.linked_to]
    assert names == ["Mimers Skole", "Madklub", "Åben klub", "ukendt"]
    assert [name for _id, name in existing_efforts.find_linked(desk)] == [
        "Lektiecafé",
        "Madklub",
        "Mimers Skole",
        "Åben klub",
    ]
    assert existing_efforts.find_linked(desk, "aaben") == [(other, "Åben klub")]


def test_a_change_and_a_delete_can_be_taken_back(desk: Desk) -> None:
    effort = existing_efforts.new_effort(desk, "Lektiecafé", trust=2)
    existing_efforts.save_effort(desk, effort, trust=5)
    existing_efforts.delete_effort(desk, effort)
    assert existing_efforts.list_efforts(desk) == []
    desk.undo()
    assert existing_efforts.list_efforts(desk)[0].trust == 5
    desk.undo()
    assert existing_efforts.list_efforts(desk)[0].trust == 2
