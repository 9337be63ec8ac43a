"""Local actors are found by how their names begin, and by what stands in them."""

from nsk_desktop.services import actors
from nsk_desktop.services.desk import Desk


def test_a_school_is_found_in_a_long_word_after_those_that_begin_so(desk: Desk) -> None:
    for name in ("Lærkeskolen", "Boligforeningen", "Skolefritidsordningen", "Den grønne skole"):
        actors.new_actor(desk, name)
    assert [row.name for row in actors.list_actors(desk, "sko")] == [
        "Den grønne skole",
        "Skolefritidsordningen",
        "Lærkeskolen",
    ]
    assert [row.name for row in actors.list_actors(desk, "FORENING")] == ["Boligforeningen"]
    assert actors.list_actors(desk, "xyz") == []
