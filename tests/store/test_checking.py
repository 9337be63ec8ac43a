"""The check finds what was changed behind the journal's back; each finding's control is one statement of SQL."""

from itertools import count
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Actor, ContactPerson
from nsk_desktop.store import cipher
from nsk_desktop.store.checking import Findings, check, digest
from tests import make

# One clock for all laptops that never stands still: which side of a conflict is shown is then certain.
TICKS = count(1_740_000_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with two actors (one of them in the bin), a contact person and an open conflict."""
    store = make.store(tmp_path / "one", wall=TICKS.__next__)
    other = make.store(tmp_path / "two", author="CD", wall=TICKS.__next__)
    with store.change("make") as change:
        id = change.create(make.actor("Skolen", id="a" * 32))
        gone = change.create(make.actor("Klubben", id="b" * 32))
        change.create(ContactPerson(id="c" * 32, actor_id=id, name="Kim"))
    other.receive(store.journal())
    for each, name in ((store, "Vores"), (other, "Deres")):
        with each.change("save") as change:
            change.save(Actor, id, name=name)
    with store.change("delete") as change:
        change.delete(Actor, gone)
    store.receive(other.journal())
    other.close()
    assert check(store) == Findings(records=3, entries=6, problems=())
    store.close()
    return tmp_path / "one"


def behind_its_back(folder: Path, statement: str) -> Findings:
    """Run *statement* on the file itself, with references not enforced, and check."""
    connection = cipher.connect(folder / "nsk.db", make.KEY)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    if connection.in_transaction:
        connection.commit()
    connection.close()
    store = make.reopened(folder)
    found = check(store)
    store.close()
    return found


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE actor SET name = 'Andet' WHERE name = 'Deres'", ["actor: post aaaaaaaa"]),
        ("UPDATE actor SET deleted = 0", ["actor: post bbbbbbbb"]),
        ("UPDATE actor SET changed_by = 'XY' WHERE deleted", ["actor: post bbbbbbbb"]),
        ("DELETE FROM actor WHERE deleted", ["actor: post bbbbbbbb"]),
        ("DELETE FROM conflict", ["conflict: post aaaaaaaa"]),
        ("INSERT INTO conflict VALUES ('" + "b" * 32 + "', 'name', 'actor')", ["conflict: post bbbbbbbb"]),
        ("DELETE FROM journal WHERE kind = 'contact_person'", ["contact_person: post cccccccc"]),
        ("UPDATE contact_person SET actor_id = 'nowhere'", ["contact_person", "contact_person: post cccccccc"]),
        ("DELETE FROM actor WHERE id = '" + "a" * 32 + "'", ["contact_person", "actor: post aaaaaaaa"]),
    ],
)
def test_a_change_behind_the_journals_back_is_found(folder: Path, statement: str, found: list[str]) -> None:
    problems = behind_its_back(folder, statement).problems
    assert len(problems) == len(found), problems
    assert all(problem.startswith(start) for problem, start in zip(problems, found, strict=True)), problems


def test_a_statement_that_changes_nothing_is_not_accused(folder: Path) -> None:
    assert behind_its_back(folder, "UPDATE actor SET name = name").problems == ()


def test_the_digest_is_of_the_content_and_not_of_the_file(folder: Path) -> None:
    store = make.reopened(folder)
    before = digest(store)
    store.close()
    behind_its_back(folder, "VACUUM")
    store = make.reopened(folder)
    assert digest(store) == before
    store.set_fact("practice", "yes")
    assert digest(store) != before
    store.close()
