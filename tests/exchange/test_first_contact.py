"""Whose key is trusted at the centre: the first is shown and kept, another one is refused, and nobody slips in."""

from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors.travelling import DeviceKeyChanged
from nsk_desktop.exchange import central
from nsk_desktop.exchange import merge as merging
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.exchange.merge_plan import Permissions
from nsk_desktop.exchange.patch import read_tables
from tests.exchange.laptops import NOW, empty_tables, file_of, key_of, merged, public, row, write_file

A, B = "a" * 32, "b" * 32
STRANGER = key_of("stranger")


def actor(number: int = 1, **more: Any) -> EvaluationData:
    return file_of({"Aktører": [row("Aktører", "x1", f"{number}-1", navn="Skolen")]}, number=number, **more)


def test_the_first_key_is_told_in_six_words_and_kept_in_the_sheet(tmp_path: Path) -> None:
    workbook = tmp_path / "central.xlsx"
    central.new_workbook(workbook)
    report = merging.merge(workbook, [write_file(tmp_path, actor())], now=NOW)
    (contact,) = report.plan.contacts
    assert (contact.device, contact.words, contact.is_change) == (A, fingerprint(public(key_of(A))), False)
    (line,) = read_tables(workbook)["nsk_Enheder"].rows
    assert (line["fingeraftryk"], line["nøgle"]) == (contact.words, public(key_of(A)).hex())
    again = merging.merge(workbook, [write_file(tmp_path, actor(2))], now=NOW)
    assert again.plan.contacts == []


def test_two_new_files_of_one_device_with_different_keys_are_refused_together() -> None:
    with pytest.raises(DeviceKeyChanged):
        merged(empty_tables(), [actor(), actor(2, key=STRANGER)])
    # Each of them alone would have been a first contact.
    for one in (actor(), actor(2, key=STRANGER)):
        assert len(merged(empty_tables(), [one])[1].contacts) == 1


def test_accepting_a_new_key_keeps_it_and_refuses_the_old_one_from_then_on() -> None:
    tables, _plan = merged(empty_tables(), [actor()])
    with pytest.raises(DeviceKeyChanged):
        merged(tables, [actor(2, key=STRANGER)])
    after, plan = merged(tables, [actor(2, key=STRANGER)], Permissions(accept_key=True))
    assert [contact.is_change for contact in plan.contacts] == [True]
    assert after["nsk_Enheder"].rows[0]["nøgle"] == public(STRANGER).hex()
    with pytest.raises(DeviceKeyChanged):
        merged(after, [actor(3)])


def test_a_key_that_was_taken_out_of_the_sheet_is_a_first_contact_that_is_told_again() -> None:
    tables, _plan = merged(empty_tables(), [actor()])
    tables["nsk_Enheder"].rows[0]["nøgle"] = None
    _after, plan = merged(tables, [actor(2, key=STRANGER)])
    (contact,) = plan.contacts
    assert (contact.words, contact.is_change) == (fingerprint(public(STRANGER)), False)


def test_another_device_under_the_same_key_is_a_contact_of_its_own() -> None:
    tables, _plan = merged(empty_tables(), [actor()])
    _after, plan = merged(tables, [actor(device=B, key=key_of(A))])
    assert [contact.device for contact in plan.contacts] == [B]
