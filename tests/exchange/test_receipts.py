"""The receipt file: what it says survives the road, and nothing else is believed."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.errors.receipts import ReceiptAltered, ReceiptDamaged, ReceiptForeign
from nsk_desktop.errors.travelling import FileNewer, FileRefused
from nsk_desktop.exchange import strict_json
from nsk_desktop.exchange.receipts import (
    LARGEST,
    SHRINK,
    EditedCell,
    Receipt,
    Refusal,
    opened,
    receipt_name,
    receipt_of,
    row_digest,
    sealed,
)
from nsk_desktop.exchange.row_plan import Fate
from tests.exchange.laptops import NOW, empty_tables, file_of, key_of, merged, public, row

A, B = "a" * 32, "b" * 32
CENTRE = key_of("centre")


def receipt(**more: Any) -> Receipt:
    """The receipt of one file with two actors, of which the centre had edited one."""
    data = file_of({"Aktører": [row("Aktører", "x1", navn="Skolen"), row("Aktører", "x2", navn="Klubben")]})
    _tables, plan = merged(empty_tables(), [data])
    fates = plan.files[0].fates
    return replace(receipt_of(data, "fil.xlsx", fates, plan.hand_edits, NOW, NOW), **more)


def seal(one: Receipt) -> bytes:
    return sealed(one, CENTRE.sign, public(CENTRE))


def resigned(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A receipt with something changed inside, signed again: only its form can give it away."""
    said = json.loads(seal(receipt()))
    del said["signature"]
    change(said)
    return strict_json.dumps(said | {"signature": CENTRE.sign(strict_json.dumps(said)).hex()})


def test_what_is_said_survives_the_road() -> None:
    edited = EditedCell("Aktører", "x1", "navn", "=cmd|' /C calc'!A0", "Skolen")
    for one in (receipt(), receipt(edits=(edited,)), receipt(rows={}, refusal=Refusal(SHRINK, "Aktører", 11, 20))):
        content = seal(one)
        assert opened("k.json", content) == replace(one, centre_key=public(CENTRE))
        assert seal(opened("k.json", content)) == content
    assert receipt().counts() == dict.fromkeys(Fate, 0) | {Fate.ACCEPTED: 2}
    name = receipt_name(receipt(), "Ting/bjerg")
    assert name == f"kvittering_Ting-bjerg_aaaaaaaa_0001_2025-07-01_{receipt().digest[:4]}.json"


def test_spaces_and_order_do_not_matter_but_every_word_does() -> None:
    said = json.loads(seal(receipt()))
    assert opened("k.json", json.dumps(said, indent=4, ensure_ascii=False).encode()).number == 1
    said["receipt"]["number"] = 2
    with pytest.raises(ReceiptAltered, match="Bed den centrale evaluering"):
        opened("k.json", json.dumps(said).encode())


def test_each_row_is_told_what_became_of_it() -> None:
    def file(names: dict[str, str], version: str, number: int, device: str = A) -> Any:
        rows = [row("Aktører", id, version, device, navn=name) for id, name in names.items()]
        return file_of({"Aktører": rows}, number=number, device=device)

    first = file({"x1": "Skolen", "x2": "Klubben"}, "1-1", 1)
    tables, plan = merged(empty_tables(), [first])
    assert dict(plan.files[0].fates["Aktører"]) == {"x1": Fate.ACCEPTED, "x2": Fate.ACCEPTED}
    second = file({"x1": "Skolen Ny", "x2": "Klubben", "x3": "Kirken"}, "2-2", 2)
    after, plan = merged(tables, [second])
    assert dict(plan.files[0].fates["Aktører"]) == {
        "x1": Fate.UPDATED,
        "x2": Fate.UNCHANGED,
        "x3": Fate.ACCEPTED,
    }
    _same, plan = merged(after, [first])
    assert plan.files[0].fates["Aktører"]["x1"] is Fate.SUPERSEDED
    _both, plan = merged(after, [file({"x1": "Fra B"}, "1-1", 1, B)])
    assert plan.files[0].fates["Aktører"]["x1"] is Fate.UNRESOLVED
    after["nsk_Aktører"].rows[0]["navn"] = "Rettet i hånden"
    _kept, plan = merged(after, [second])
    assert plan.files[0].fates["Aktører"]["x1"] is Fate.HAND_EDITED
    (edit,) = receipt_of(second, "f", plan.files[0].fates, plan.hand_edits, NOW, NOW).edits
    assert (edit.row, edit.column, edit.centre, edit.laptop) == ("x1", "navn", "Rettet i hånden", "Skolen Ny")


def test_the_digest_of_a_row_knows_neither_its_sender_nor_its_age() -> None:
    one = row_digest(row("Aktører", "x1", "1-1", A, navn="Skolen"))
    assert one == row_digest(row("Aktører", "x1", "9-9", B, navn="Skolen"))
    assert one != row_digest(row("Aktører", "x1", "1-1", A, navn="Skole"))
    assert row_digest(row("Aktører", "x1", navn="a", sektor="b")) != row_digest(row("Aktører", "x1", navn="asb"))


BAD: dict[str, tuple[bytes, type[FileRefused]]] = {
    "nothing": (b"", ReceiptDamaged),
    "a workbook": (b"PK\x03\x04", ReceiptDamaged),
    "half": (seal(receipt())[:-40], ReceiptDamaged),
    "too long": (b" " * (LARGEST + 1), ReceiptDamaged),
    "no object": (b"[]", ReceiptForeign),
    "another kind": (b'{"kind": "andet"}', ReceiptForeign),
    "a key twice": (seal(receipt()).replace(b'"number":1', b'"number":1,"number":2'), ReceiptDamaged),
    "NaN": (seal(receipt()).replace(b'"number":1', b'"number":NaN'), ReceiptDamaged),
    "a fraction": (seal(receipt()).replace(b'"number":1', b'"number":1.0'), ReceiptDamaged),
    "a long number": (seal(receipt()).replace(b'"number":1', b'"number":' + b"9" * 5000), ReceiptDamaged),
    "deep": (b'{"kind":' + b"[" * 100_000 + b"]" * 100_000 + b"}", ReceiptDamaged),
    "newer": (resigned(lambda said: said.update(format=2)), FileNewer),
    "no format": (resigned(lambda said: said.update(format="1")), ReceiptDamaged),
    "yes as format": (resigned(lambda said: said.update(format=True)), ReceiptDamaged),
    "something more": (resigned(lambda said: said.update(more=1)), ReceiptDamaged),
    "something less": (resigned(lambda said: said["receipt"].pop("rows")), ReceiptDamaged),
    "an unknown sheet": (resigned(lambda said: said["receipt"]["rows"].update(Ukendt={})), ReceiptDamaged),
    "an unknown fate": (
        resigned(lambda said: said["receipt"]["rows"].update({"Aktører": {"lost": {"x": "0" * 16}}})),
        ReceiptDamaged,
    ),
    "a row with two fates": (
        resigned(lambda said: said["receipt"]["rows"]["Aktører"].update(updated={"x1": "0" * 16})),
        ReceiptDamaged,
    ),
    "no digest": (
        resigned(lambda said: said["receipt"]["rows"]["Aktører"].update(accepted={"x1": "<b>"})),
        ReceiptDamaged,
    ),
    "a list for rows": (resigned(lambda said: said["receipt"].update(rows=[])), ReceiptDamaged),
    "an odd day": (resigned(lambda said: said["receipt"].update(made_on="1. marts")), ReceiptDamaged),
    "a far clock": (resigned(lambda said: said["receipt"].update(issued="2025-01-01T00:00:00+02:00")), ReceiptDamaged),
    "a negative number": (resigned(lambda said: said["receipt"].update(number=-1)), ReceiptDamaged),
    "a short key": (resigned(lambda said: said["receipt"].update(device_key="00")), ReceiptDamaged),
    "half a letter": (resigned(lambda said: said["receipt"].update(file="\ud800")), ReceiptDamaged),
    "another signature": (seal(receipt()).replace(b'"signature":"', b'"signature":"00'), ReceiptAltered),
}


@pytest.mark.parametrize("name", BAD)
def test_a_receipt_that_is_not_one_is_refused(name: str) -> None:
    content, error = BAD[name]
    with pytest.raises(error) as caught:
        opened("k.json", content)
    assert "k.json" in str(caught.value)


def test_the_bad_ones_are_refused_for_what_is_bad_about_them() -> None:
    """Control: the same way of making them, with nothing changed, gives a good receipt."""
    assert opened("k.json", resigned(dict)).number == 1


@given(place=st.integers(0, len(seal(receipt())) - 2), byte=st.integers(0, 255))
def test_no_changed_byte_is_believed(place: int, byte: int) -> None:
    good = seal(receipt())
    changed = good[:place] + bytes([byte]) + good[place + 1 :]
    try:
        found = opened("k.json", changed)
    except FileRefused:
        return
    assert found == replace(receipt(), centre_key=public(CENTRE)), "a letter of the hex digits in another size"


def test_the_moment_of_a_receipt_is_kept_to_the_second() -> None:
    one = receipt(issued=datetime(2025, 3, 12, 9, 30, 5))
    assert opened("k", seal(one)).issued.second == 5
