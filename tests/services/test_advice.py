"""Advice: who asked about what, and where they were directed; of a case nothing but that it was one."""

from datetime import date

from nsk_desktop.domain.records import Advice
from nsk_desktop.services import actors, advice
from nsk_desktop.services.desk import Desk

DAY = date(2025, 3, 4)


def test_advice_is_listed_newest_first_and_found_by_actor_theme_and_addressee(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    advice.new_advice(desk, DAY, actor_id=school, theme="T3", minutes=20)
    advice.new_advice(desk, date(2025, 4, 1), concrete=True, directed_to=["RED Rådgivning", "cirkus"])
    rows = advice.list_advice(desk)
    assert [(row.day, row.actor_name, row.concrete, row.minutes) for row in rows] == [
        (date(2025, 4, 1), "", True, None),
        (DAY, "Mimers Skole", False, 20),
    ]
    assert rows[0].directed_to == ("RED Rådgivning", "cirkus"), "a retired code is kept"
    assert [row.day for row in advice.list_advice(desk, "mimers")] == [DAY]
    assert [row.day for row in advice.list_advice(desk, "red")] == [date(2025, 4, 1)]
    assert [row.day for row in advice.list_advice(desk, "holdning")] == [DAY]


def test_there_is_no_field_for_what_a_case_was_about() -> None:
    assert set(Advice.field_names()) == {"day", "actor_id", "theme", "concrete", "minutes", "directed_to"}
    assert Advice.personal_fields() == frozenset()


def test_a_change_and_a_delete_can_be_taken_back(desk: Desk) -> None:
    id = advice.new_advice(desk, DAY, minutes=10)
    advice.save_advice(desk, id, minutes=30)
    advice.delete_advice(desk, id)
    assert advice.list_advice(desk) == []
    desk.undo()
    assert advice.list_advice(desk)[0].minutes == 30
    desk.undo()
    assert advice.list_advice(desk)[0].minutes == 10
