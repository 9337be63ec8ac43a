"""A long list is read to its head, and to its end only when somebody looks there."""

import pytest

from nsk_desktop.services import long_list, people
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.long_list import LongList


def test_only_a_look_beyond_the_head_reads_the_rest() -> None:
    reads = []

    def everything() -> list[str]:
        reads.append(1)
        return [f"id{place}" for place in range(10)]

    ids = LongList(["id0", "id1", "id2"], 10, everything, lambda id: 7 if id == "id7" else None)
    assert (len(ids), ids[0], list(ids[1:3]), ids.index("id2"), reads) == (10, "id0", ["id1", "id2"], 2, [])
    assert (ids.found(7), ids.index("id7"), ids.found(7), ids[7], ids.found(8), reads) == (
        None,
        7,
        "id7",
        "id7",
        None,
        [],
    )
    with pytest.raises(ValueError, match="nobody"):
        ids.index("nobody")
    assert (list(ids[2:5]), ids.found(7)) == (["id2", "id3", "id4"], None)
    assert (ids[-1], ids.index("id7"), list(ids[8:99])) == ("id9", 7, ["id8", "id9"])
    assert len(reads) == 1
    with pytest.raises(ValueError, match="nobody"):
        ids.index("nobody")


def test_the_head_and_the_rest_are_one_order(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Ødegård", "Zahra", "Aase", "Ægir", "Anna"):
        people.new_participant(desk, name)
    whole = list(people.ids(desk))
    for module in (people, long_list):
        monkeypatch.setattr(module, "HEAD", 2)
    short = people.ids(desk)
    assert isinstance(short, LongList)
    assert (list(short[0:2]), list(short)) == (whole[:2], whole)
    assert [row.name for row in people.rows(desk, short)] == ["Anna", "Zahra", "Ægir", "Ødegård", "Aase"]
