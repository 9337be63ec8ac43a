"""What was opened last is there again after a restart, is short, and holds no name."""

from pathlib import Path
from threading import Event, Thread

from nsk_desktop.services import people
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.recents import MOST, Recents
from nsk_desktop.store import facts
from tests import make


def test_the_latest_comes_first_once_and_only_a_few_are_kept(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        recents = Recents(desk)
        for number in range(MOST + 5):
            recents.note("participants", str(number))
        recents.note("participants", str(MOST))
        assert len(recents.records) == MOST
        assert recents.records[:2] == (("participants", str(MOST)), ("participants", str(MOST + 4)))
        assert len(set(recents.records)) == MOST


def test_it_is_there_again_after_a_restart_and_travels_nowhere(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        id = people.new_participant(desk, "Solsikke")
        before = desk.store.extent()
        Recents(desk).note("participants", id)
    store = make.reopened(tmp_path)
    with store.read() as read:
        assert facts.read(read.connection, facts.RECENT) is not None
    again = Desk(store, tmp_path)
    assert Recents(again).records == (("participants", id),)
    assert again.store.extent() == before
    assert "Solsikke" not in (again.store.fact(facts.RECENT) or "")
    again.close()


def test_what_cannot_be_read_is_nothing(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        for text in ("", "{", "7", '["a"]', '{"a": 1}'):
            desk.store.set_fact(facts.RECENT, text)
            assert Recents(desk).records == ()


def test_nobody_waits_for_it_while_another_thread_saves(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        recents = Recents(desk)
        recents.note("actors", "a")
        saving, over = Event(), Event()

        def save() -> None:
            with desk.store.alone():
                saving.set()
                over.wait(10)

        thread = Thread(target=save)
        thread.start()
        assert saving.wait(10)
        recents.keep()
        assert desk.store.fact(facts.RECENT) is None
        over.set()
        thread.join()
        recents.keep()
        assert desk.store.fact(facts.RECENT) == '[["actors", "a"]]'
