"""Ratings from the fill-in workbook: the same file again adds nothing, and no level moves without a reason."""

from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.records import CooperationRating
from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.services import actors, imports, ratings
from nsk_desktop.services.desk import Desk
from tests.filled import TODAY, write

HEADINGS = ("Halvår", "Aktør A", "Aktør B", "Niveau", "Vurderet af", "Begrundelse")
FIRST = ("2025H1", "Skolen", "Klubben", 2, "koordinator", "")


def taken(desk: Desk, folder: Path, *rows: Any, **options: Any) -> imports.Result:
    plan = imports.plan_import(desk, write(folder, Samarbejde=[HEADINGS, *rows]), TODAY)
    return imports.apply_import(desk, plan, **options)


def levels(desk: Desk) -> list[tuple[str, int | None]]:
    return [(row.period, row.level) for row in ratings.list_ratings(desk)]


def test_ratings_come_in_once_and_make_the_actors_that_are_not_known(desk: Desk, tmp_path: Path) -> None:
    school = actors.new_actor(desk, "Skolen")
    first = taken(desk, tmp_path, FIRST, ("baseline", "Indsatsen", "skolen", 0, "", ""))
    assert first.new == {"actor": 1, "cooperation_rating": 2}
    assert first.made == ("Klubben",)
    assert {row.pair for row in ratings.list_ratings(desk)} >= {"Skolen – Indsatsen"}
    assert school in {side for row in ratings.list_ratings(desk) for side in row.tie[:2]}
    again = taken(desk, tmp_path, FIRST, ("baseline", "Indsatsen", "skolen", 0, "", ""))
    assert (again.new, again.same) == ({}, 2)
    desk.undo()
    assert levels(desk) == []


def test_an_imported_rating_is_the_one_that_is_made_by_hand(desk: Desk, tmp_path: Path) -> None:
    taken(desk, tmp_path, FIRST)
    one, other = (row.id for row in actors.list_actors(desk))
    assert ratings.rate(desk, "2025H1", one, other, "koordinator", level=2) == ratings.list_ratings(desk)[0].id


def test_a_moved_level_without_a_reason_is_refused_with_its_place(desk: Desk, tmp_path: Path) -> None:
    # The later half-year stands first: the order of the rows says nothing.
    rows = [("2025H2", "Skolen", "Klubben", 3, "koordinator", ""), FIRST]
    with pytest.raises(ImportRefused, match="Samarbejde, række 2, Begrundelse: Niveauet flytter sig fra 2 til 3"):
        taken(desk, tmp_path, *rows)
    assert levels(desk) == []
    result = taken(desk, tmp_path, *rows, skip_bad=True)
    assert (levels(desk), len(result.refused)) == ([("2025H1", 2)], 1)


def test_control_with_a_reason_or_without_a_move_it_comes_in(desk: Desk, tmp_path: Path) -> None:
    taken(
        desk,
        tmp_path,
        FIRST,
        ("2025H2", "Klubben", "Skolen", 3, "koordinator", "Fast mødedag"),
        ("2026H1", "Skolen", "Klubben", 3, "", ""),
    )
    assert levels(desk) == [("2026H1", 3), ("2025H2", 3), ("2025H1", 2)]


def test_the_level_before_may_stand_in_the_store_only(desk: Desk, tmp_path: Path) -> None:
    taken(desk, tmp_path, FIRST)
    with pytest.raises(ImportRefused, match="fra 2 til 1"):
        taken(desk, tmp_path, ("2025H2", "Skolen", "Klubben", 1, "", ""))
    assert levels(desk) == [("2025H1", 2)]


def test_a_rating_that_says_something_else_changes_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    taken(desk, tmp_path, FIRST)
    other = ("2025H1", "Skolen", "Klubben", 4, "koordinator", "")
    with pytest.raises(ImportRefused, match=r"Samarbejde, række 2: .*\(Niveau\)"):
        taken(desk, tmp_path, other)
    taken(desk, tmp_path, other, update=True)
    assert levels(desk) == [("2025H1", 4)]


def test_a_rating_of_a_deleted_actor_stays_away(desk: Desk, tmp_path: Path) -> None:
    actors.delete_actor(desk, actors.new_actor(desk, "Skolen"))
    result = taken(desk, tmp_path, FIRST)
    assert (result.deleted, result.new) == (1, {"actor": 1})
    with desk.store.read() as read:
        assert read.all(CooperationRating) == []


def test_a_personal_number_in_a_reason_is_never_taken(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="Begrundelse"):
        taken(desk, tmp_path, ("2025H1", "Skolen", "Klubben", 2, "", "Om 010190-1234"), skip_bad=True)
    assert levels(desk) == []
