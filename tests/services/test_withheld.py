"""What a file would hold and keep back is known without making it, and for little memory."""

import random
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from nsk_desktop.errors import Cancelled
from nsk_desktop.services import actors, demo, evaluation, people, sessions, stories, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.withheld import withheld
from nsk_desktop.store.queries import evaluation as queries
from nsk_desktop.store.reader import Reader
from tests import make
from tests.bench.town import build

TODAY = date(2025, 12, 1)
BIG = {"attendance", "participant", "session", "headcount"}
TITLES = (
    "Møde med Rose",
    "Kvindegruppen",
    "Roses fødselsdag",
    "Hos Al-Hassan",
    "Ring 28 12 34 56",
    "Alhassan og Bo Åge",
)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Desk]:
    """A thousand meetings with ten at each."""
    build(tmp_path / "town", 1_000)
    opened = Desk(make.reopened(tmp_path / "town"), tmp_path / "town")
    yield opened
    opened.close()


def muddle(desk: Desk, seed: int) -> None:
    """Meetings in every state, people who are gone in every way, and texts that name some of them."""
    chance = random.Random(seed)
    known = [people.new_participant(desk, name) for name in ("Rose", "Al-Hassan", "Åge", "Fatma Nur Kaya", "Bo")]
    for number in range(14):
        day = chance.choice([None, date(2025, 3, 4) + timedelta(days=number)])
        id = sessions.new_session(desk, title=chance.choice(TITLES), day=day, type="dialogmøde", themes=["T2"])
        for person in chance.sample(known, 2):
            sessions.set_presence(desk, id, person, chance.choice(["til stede", "afbud"]))
        sessions.save_session(desk, id, completed=chance.random() < 0.8, state="afholdt")
        if chance.random() < 0.2:
            sessions.save_session(desk, id, completed=False)
        if chance.random() < 0.2:
            sessions.delete_session(desk, id)
        if chance.random() < 0.3:
            sessions.set_presence(desk, id, known[0], None)
    people.save_participant(desk, known[1], consent={"status": "trukket tilbage"})
    people.delete_participant(desk, known[chance.randrange(2, 5)])
    actors.new_actor(desk, "Mimers Skole", mobilised_how="Rose ringede på 28 12 34 56")
    story = stories.new_story(desk, title="Fatma Nur Kaya", who="Rose fra Mimers Plads 4", what="Det gik godt")
    stories.save_story(desk, story, for_evaluation=True)


@pytest.mark.parametrize("seed", range(4))
def test_the_preview_and_the_check_say_what_the_file_holds_and_keeps_back(desk: Desk, seed: int) -> None:
    muddle(desk, seed)
    made = evaluation.prepare(desk, TODAY)
    rows, seen = made.live_rows(), submission.preview(desk)
    counted = (seen.sessions, seen.attendances, seen.participants, seen.actors, seen.bridges)
    sheets = ("Aktiviteter", "Deltagelser", "Deltagere", "Aktører", "Brobygning")
    assert counted == tuple(rows[sheet] for sheet in sheets)
    assert made.withheld
    assert sorted(map(repr, withheld(desk))) == sorted(map(repr, made.withheld))


def test_practice_data_are_counted_alike(desk: Desk) -> None:
    demo.fill(desk)
    rows, seen = evaluation.prepare(desk, TODAY).live_rows(), submission.preview(desk)
    assert (seen.attendances, seen.participants) == (rows["Deltagelser"], rows["Deltagere"])
    assert (seen.bridges, seen.actors) == (rows["Brobygning"], rows["Aktører"])
    assert seen.attendances > 100


def test_the_check_can_be_stopped_and_says_how_far_it_is(town: Desk) -> None:
    told: list[tuple[int, int]] = []
    submission.check(town, TODAY, lambda done, total: told.append((done, total)))
    assert (500, 1_000) in told

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        submission.check(town, TODAY, stop)
    with pytest.raises(Cancelled):
        submission.preview(town, stop)


def test_neither_needs_the_rows_of_the_file(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    asked: list[str] = []
    rows = queries.rows

    def noted(reader: Reader, view: str) -> list[queries.Row]:
        read.add(view)
        return rows(reader, view)

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    monkeypatch.setattr(queries, "rows", noted)
    event.listen(Engine, "before_cursor_execute", note)
    tracemalloc.start()
    try:
        submission.check(town, TODAY)
        submission.preview(town)
        assert len(asked) < 60
        held = tracemalloc.get_traced_memory()[1]
        assert not read & BIG
        tracemalloc.reset_peak()
        evaluation.prepare(town, TODAY)
        assert read > BIG, "control: the file needs them all"
        assert held * 2 < tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        event.remove(Engine, "before_cursor_execute", note)
