"""What a file says about itself, and who had seen what."""

from dataclasses import replace
from datetime import date

import pytest

from nsk_desktop.exchange.manifest import (
    Holding,
    Manifest,
    has_seen,
    holdings_text,
    joined_holdings,
    manifest_of,
    read_holdings,
    version_stamp,
    version_text,
)

HOLDS = {"a": Holding(5, "0005"), "b": Holding(2, "0009")}
MORE = {"a": Holding(5, "0005"), "c": Holding(9, "0009")}
SAMPLE = Manifest("Tingbjerg", "a", 3, date(2025, 7, 1), date(2025, 1, 2), date(2025, 6, 30), HOLDS)


def test_a_manifest_survives_as_lines() -> None:
    assert manifest_of({name: value for name, value, _meaning in SAMPLE.lines()}) == SAMPLE


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"area": "Andet"},
        {"device": "b"},
        {"number": 4},
        {"made_on": date(2025, 7, 2)},
        {"first": None},
        {"last": None},
        {"holds": {}},
        {"profile": "aggregates"},
    ],
)
def test_every_part_of_the_manifest_is_signed(change: dict[str, object]) -> None:
    assert replace(SAMPLE, **change).payload("d") != SAMPLE.payload("d")  # type: ignore[arg-type]
    assert SAMPLE.payload("d") != SAMPLE.payload("e")


@pytest.mark.parametrize("field", ["lavet", "enhed", "løbenr", "format", "holder"])
def test_lines_without_sense_are_no_manifest(field: str) -> None:
    fields = {name: value for name, value, _meaning in SAMPLE.lines()} | {field: "x:y" if field == "holder" else None}
    with pytest.raises((ValueError, TypeError)):
        manifest_of(fields)


def test_holdings_survive_as_text_and_join_to_the_greatest() -> None:
    assert read_holdings(holdings_text(HOLDS)) == HOLDS
    other = {"b": Holding(7, "000b"), "c": Holding(1, "0001")}
    assert joined_holdings(HOLDS, other) == {"a": Holding(5, "0005"), **other} == joined_holdings(other, HOLDS)


def test_a_version_sorts_by_stamp_and_then_by_how_many_entries() -> None:
    versions = [version_text("0009", 12), version_text("000a", 2), version_text("000a", 11)]
    assert versions == sorted(versions)
    assert version_stamp(versions[0]) == "0009"


@pytest.mark.parametrize(
    ("reader", "row_stamp", "writer", "seen"),
    [
        ({"a": Holding(5, "0005")}, "0005", {"a": Holding(5, "0005")}, True),
        ({"a": Holding(4, "0004")}, "0005", {"a": Holding(5, "0005")}, False),
        # The writer has gone on since, with other rows; what the row rests on was seen.
        ({"a": Holding(5, "0005")}, "0005", {"a": Holding(9, "0009")}, True),
        ({}, "0005", {"a": Holding(5, "0005")}, False),
        # What the writer had from a third one before the row, the reader lacks.
        ({"a": Holding(5, "0005")}, "0005", {"a": Holding(5, "0005"), "c": Holding(1, "0002")}, False),
        ({"a": Holding(5, "0005"), "c": Holding(1, "0002")}, "0005", MORE, False),
        ({"a": Holding(5, "0005"), "c": Holding(3, "0006")}, "0005", MORE, True),
        # As far by the clock, but with a hole.
        ({"a": Holding(4, "0005")}, "0005", {"a": Holding(5, "0005")}, False),
    ],
)
def test_a_row_was_seen_when_all_it_can_rest_on_is_held(
    reader: dict[str, Holding], row_stamp: str, writer: dict[str, Holding], seen: bool
) -> None:
    assert has_seen(reader, row_stamp, writer) is seen
