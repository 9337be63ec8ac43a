"""Who is who."""

from itertools import pairwise

from nsk_desktop.measures.people import components, know_people
from tests.measures.cases import person, rows, session


def test_components_are_named_by_their_smallest_id() -> None:
    assert components([("d", "c"), ("b", "c"), ("x", "y"), ("z", "z")]) == {
        "b": "b",
        "c": "b",
        "d": "b",
        "x": "x",
        "y": "x",
        "z": "z",
    }


def test_a_long_chain_in_any_order_is_one_component() -> None:
    names = [f"{number:04}" for number in range(2000)]
    chain = list(pairwise(names))

    assert set(components(chain).values()) == {"0000"}
    assert components(chain) == components([(second, first) for first, second in reversed(chain)])


def test_a_pair_of_one_person_already_joined_changes_nothing() -> None:
    at = [session("1"), session("2")]
    known = know_people(rows(at, {"1": "a", "2": "b"}, joined=[("a", "b")], possibly=[("b", "a")]))

    assert known.citizen == {"a": "a", "b": "a"}
    assert known.fewest_together({"a"}) == 1


def test_there_are_no_units_to_tell_apart_in_one_store() -> None:
    assert know_people(rows([session("1")], {"1": "a b"})).units == {}
    assert know_people(rows([session("1")], {"1": "a b"}, persons={"b": person(unit="x")})).units.keys() == {"", "x"}
