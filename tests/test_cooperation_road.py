"""Ratings and bridges on their way: from the laptop into the evaluation file and the central workbook."""

from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.records import Actor
from nsk_desktop.services import actors, bridges, existing_efforts, ratings, steering
from nsk_desktop.services.desk import Desk
from tests.command import done, exported, merged, new_store, new_workbook, opened, records
from tests.exchange.evaluator_book import convert
from tests.filled import write

COORDINATOR = "koordinator"
CELLS = ("halvår", "niveau", "ønsket_niveau", "vurderet_af", "grundlag", "begrundelse", "slettet")


def rated(desk: Desk) -> tuple[str, str]:
    """Two actors, rated in two half-years; only the second reason may leave."""
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    ratings.rate(desk, "2025H1", school, club, COORDINATOR, level=1, wanted=4, basis="møde", reason="Kun os to")
    ratings.rate(desk, "2025H2", school, club, COORDINATOR, level=3, reason="Fast mødedag i august", share_reason=True)
    ratings.rate(desk, "2025H2", None, school, "B", level=2)
    return school, club


def listed(path: Path) -> list[tuple[Any, ...]]:
    return sorted(tuple(row[name] for name in CELLS) for row in records(path, "Samarbejde"))


EXPECTED = sorted(
    [
        ("2025H1", 1, 4, COORDINATOR, "møde", None, "nej"),
        ("2025H2", 3, None, COORDINATOR, None, "Fast mødedag i august", "nej"),
        ("2025H2", 2, None, "B", None, None, "nej"),
    ],
    key=str,
)


def test_ratings_reach_the_centre_as_they_stand_on_the_laptop(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    with opened(store) as desk:
        school, club = rated(desk)
    file = exported(store, tmp_path / "ud")
    workbook = new_workbook(tmp_path / "central.xlsx")
    report = merged(workbook, file)
    assert (report["differences"], report["unresolved"]) == ([], [])
    for path in (file, workbook):
        assert sorted(listed(path), key=str) == EXPECTED
        pairs = {frozenset((row["aktør_a"], row["aktør_b"])) for row in records(path, "Samarbejde")}
        assert pairs == {frozenset((school, club)), frozenset(("Indsatsen", school))}
    assert "Kun os to" not in repr(records(file, "Samarbejde"))


def test_a_rating_that_is_changed_or_whose_actor_goes_is_so_at_the_centre_too(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    workbook = new_workbook(tmp_path / "central.xlsx")
    with opened(store) as desk:
        school, _club = rated(desk)
    merged(workbook, exported(store, tmp_path / "ud"))
    with opened(store) as desk:
        later = ratings.list_ratings(desk, "2025H1")[0]
        ratings.save_rating(desk, later.id, wanted=5)
        actors.delete_actor(desk, actors.list_actors(desk, "Klubben")[0].id)
    report = merged(workbook, exported(store, tmp_path / "ud"))
    assert report["differences"] == []
    rows = {row["id"]: row for row in records(workbook, "Samarbejde")}
    assert sorted(str(row["slettet"]) for row in rows.values()) == ["ja", "ja", "nej"]
    assert [row["niveau"] for row in rows.values() if row["slettet"] == "nej"] == [2]
    assert school


@pytest.mark.soffice
def test_libreoffice_opens_the_workbook_with_the_ratings(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    with opened(store) as desk:
        rated(desk)
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    assert sorted(listed(convert(workbook, tmp_path / "soffice")), key=str) == EXPECTED


def test_a_name_in_a_reason_is_withheld_and_told(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    with opened(store) as desk:
        school, club = rated(desk)
        steering.new_member(desk, "Zqxvkanarie Hansen")
        reason = "Zqxvkanarie Hansen er kommet til"
        id = ratings.rate(desk, "2026H1", school, club, COORDINATOR, level=4, reason=reason)
        ratings.save_rating(desk, id, share_reason=True)
    rows = [row for row in records(exported(store, tmp_path / "ud"), "Samarbejde") if row["halvår"] == "2026H1"]
    assert [row["begrundelse"] for row in rows] == ["(tilbageholdt)"]


def test_a_bridge_to_an_existing_effort_carries_its_title(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    with opened(store) as desk:
        effort = existing_efforts.new_effort(desk, "Lektiecafé")
        bridges.new_bridge(desk, from_kind="borgere", citizens=3, to_effort_id=effort)
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    assert [row["til"] for row in records(workbook, "Brobygning")] == ["Lektiecafé"]
    with opened(store) as desk:
        existing_efforts.save_effort(desk, effort, title="Lektiehjælpen")
    merged(workbook, exported(store, tmp_path / "ud"))
    assert [row["til"] for row in records(workbook, "Brobygning")] == ["Lektiehjælpen"]


def test_the_filled_in_sheet_comes_through_the_whole_road(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    rows = [
        ("Halvår", "Aktør A", "Aktør B", "Niveau", "Begrundelse"),
        ("2025H1", "Skolen", "Klubben", 2, ""),
        ("2025H2", "Klubben", "Skolen", 3, "Fast mødedag"),
    ]
    first = done("import", write(tmp_path, Samarbejde=rows), "--store", store, "--json").json
    assert first["new"] == {"actor": 2, "cooperation_rating": 2}
    shown = done("list", "ratings", "--store", store, "--json").json
    assert sorted((row["period"], row["level"]) for row in shown) == [("2025H1", 2), ("2025H2", 3)]
    with opened(store) as desk, desk.store.read() as read:
        assert sorted(actor.name for actor in read.all(Actor)) == ["Klubben", "Skolen"]
    found = listed(exported(store, tmp_path / "ud"))
    assert [row[:2] for row in found] == [("2025H1", 2), ("2025H2", 3)]
    assert done("check", "--store", store, "--json").json["problems"] == []
