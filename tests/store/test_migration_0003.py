"""A store from before stories, money and half-years: what was in it stays, and what is new can be written."""

import shutil
from pathlib import Path

import pytest

from nsk_desktop import paths
from nsk_desktop.store import migrate
from tests.make import KEY
from tests.store.test_migration_0002 import STAMPS, rows, upgraded, write

SCRIPTS = ("0001_first_schema.py", "0002_cooperation.py")
NEW = {"story", "method_card", "budget_line", "posting", "period"}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A store of the second schema with an area whose baseline is written down, and an initiative."""
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    shutil.copy(paths.migrations() / "env.py", scripts)
    for name in SCRIPTS:
        shutil.copy(paths.migrations() / "versions" / name, scripts / "versions")
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts)
    write(
        path,
        "INSERT INTO area (id, created, created_by, changed, changed_by, deleted, name, district, "
        "housing_organisations, trust_baseline, trust_score, actors_baseline, need_baseline, residents) "
        f"VALUES ('a1', {STAMPS}, 'Tingbjerg', 'Brønshøj-Husum', '[]', 'Kaffe i gården', 4, '', '', '[]')",
        "INSERT INTO initiative (id, created, created_by, changed, changed_by, deleted, title, themes, method, "
        f"hypothesis, partners, learning) VALUES ('i1', {STAMPS}, 'Madklub', '[]', '', '', '[]', '')",
    )
    return path


def write_story(path: Path, id: str, marked: int) -> None:
    write(
        path,
        "INSERT INTO story (id, created, created_by, changed, changed_by, deleted, title, day, who, what, "
        "significance, contribution, evidence, substantiated_by, themes, actors, initiatives, for_evaluation) VALUES "
        f"('{id}', {STAMPS}, 'Nyt råd', '2025-05-01', 'En gruppe mødre', 'Dannede et råd', 'De høres', 'Et lokale', "
        f"'Referat', 'Skolelederen', '[]', '[]', '[]', {marked})",
    )


def test_what_was_there_stays(before: Path) -> None:
    kept = "SELECT id, name, district, trust_baseline, trust_score, residents FROM area"
    held = rows(before, kept)
    assert rows(upgraded(before), kept) == held
    assert rows(before, "SELECT title FROM initiative") == [("Madklub",)]


def test_the_words_of_a_story_are_seen_by_the_evaluation_only_when_it_was_marked(before: Path) -> None:
    upgraded(before)
    write_story(before, "s1", 0)
    write_story(before, "s2", 1)
    seen = rows(before, "SELECT shared_title, shared_who, shared_what, shared_evidence FROM evaluation_story")
    assert sorted(seen) == [("", "", "", ""), ("Nyt råd", "En gruppe mødre", "Dannede et råd", "Referat")]
    assert "Skolelederen" not in repr(rows(before, "SELECT * FROM evaluation_story"))


def test_a_posting_shows_its_amount_and_none_of_its_words_and_points_at_what_is_there(before: Path) -> None:
    write(
        upgraded(before),
        "INSERT INTO posting (id, created, created_by, changed, changed_by, deleted, day, text, supplier, amount_ore, "
        f"state, voucher, year, kind, initiative_id) VALUES ('p1', {STAMPS}, '2025-04-01', 'Kaffe til Rose', "
        "'Bageren', 123450, 'bogført', 'B7', 2025, 'aktivitet', 'i1')",
    )
    seen = rows(before, "SELECT * FROM evaluation_posting")
    assert seen == [("p1", "2025-04-01", "aktivitet", 123450, "bogført", "i1", None, 0)]
    assert rows(before, "PRAGMA foreign_key_check") == []
    write(before, "PRAGMA foreign_keys = OFF", "UPDATE posting SET initiative_id = 'i9'")
    assert rows(before, "PRAGMA foreign_key_check") != []


def test_control_the_second_schema_knows_none_of_it(before: Path) -> None:
    assert migrate.schema_version(before, KEY) == 2
    tables = {row[0] for row in rows(before, "SELECT name FROM sqlite_master")}
    assert not tables & NEW
    upgraded(before)
    assert {row[0] for row in rows(before, "SELECT name FROM sqlite_master")} > NEW
