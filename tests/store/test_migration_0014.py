"""A store from before stories said what they rest on: what was in it stays, is found, and can be added to."""

from pathlib import Path

import pytest

from nsk_desktop.domain.records import MethodCard, Story
from nsk_desktop.store import cipher, listed, migrate
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.queries import lists
from nsk_desktop.store.store import Store
from tests.make import KEY
from tests.store.test_migration_0004 import scripts_until

STAMPS = "'', '', '', '', 0"


def test_stories_and_cards_stay_are_found_and_are_printed_only_when_somebody_says_so(tmp_path: Path) -> None:
    path = tmp_path / "nsk.db"
    migrate.upgrade(path, KEY, tmp_path / "backups", scripts_until(tmp_path / "thirteen", 13))
    connection = cipher.connect(path, KEY)
    connection.execute(
        "INSERT INTO story (id, created, created_by, changed, changed_by, deleted, title, day, who, what, "
        "significance, contribution, evidence, substantiated_by, themes, actors, initiatives, for_evaluation) VALUES "
        f"('s1', {STAMPS}, 'Åben dør', '2025-03-04', '', '', '', '', '', '', '[\"T2\"]', '[\"a1\"]', '[]', 1)"
    )
    connection.execute(
        "INSERT INTO method_card (id, created, created_by, changed, changed_by, deleted, title, themes, context, "
        f"steps, resources, worked_for, conditions) VALUES ('c1', {STAMPS}, 'Kaffe først', '[]', '', '', '', '', '')"
    )
    with pytest.raises(Exception, match="in_report"):
        connection.execute("SELECT in_report FROM story")
    connection.close()
    migrate.upgrade(path, KEY, tmp_path / "backups")
    store = Store(open_engine(path, KEY))
    with store.read() as read:
        (story,), (card,) = read.all(Story), read.all(MethodCard)
        assert (story.title, story.actors, story.series, story.in_report) == ("Åben dør", ["a1"], [], False)
        assert (card.title, card.day, card.actors, card.ratings, card.in_report) == ("Kaffe først", None, [], [], False)
        assert lists.outcome_ids(read, "story", text="aben", theme="T2", about="a1") == ["s1"]
        assert lists.outcome_ids(read, "method_card", text="kaffe") == ["c1"]
        assert [id for kind in listed.LISTED for id in listed.astray(read.connection, kind)] == []
    store.close()
