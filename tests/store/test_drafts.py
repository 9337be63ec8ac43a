"""Words that are not saved yet: kept in the encrypted file, beside the journal, and on this laptop alone."""

import threading
from pathlib import Path

from nsk_desktop.store.checking import check
from nsk_desktop.store.drafts import Draft
from tests import make

HALF = Draft("activities", "m" * 32, "title", "Vi talte om skilsmis", "2025-03-04T18:00:00+00:00")


def test_words_are_kept_replaced_and_let_go(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    assert store.keep_drafts([HALF], [])
    whole = Draft(*HALF.spot, "Vi talte om skilsmisse", "2025-03-04T18:00:01+00:00", aside=True)
    store.keep_drafts([whole], [])
    store.close()
    again = make.reopened(tmp_path)
    assert again.drafts() == [whole]
    again.keep_drafts([], [HALF.spot])
    assert again.drafts() == []
    again.close()


def test_words_are_no_part_of_the_journal_and_do_not_travel(tmp_path: Path) -> None:
    store = make.store(tmp_path / "en")
    with store.change("A meeting") as change:
        change.create(make.session())
    before = store.extent()
    heard: list[object] = []
    store.listen(heard.append)
    store.keep_drafts([HALF], [])
    assert (store.extent(), heard) == (before, [])
    assert check(store).problems == ()
    other = make.store(tmp_path / "to", author="CD")
    other.receive(store.journal())
    assert other.drafts() == []
    assert store.drafts() == [HALF], "control: they are there to travel"
    store.close()
    other.close()


def test_words_are_not_readable_in_the_file(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    store.keep_drafts([HALF], [])
    store.close()
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
    assert b"skilsmis" not in raw


def test_the_window_never_waits_for_a_long_save_to_keep_words(tmp_path: Path) -> None:
    store = make.store(tmp_path)
    saving, may_end = threading.Event(), threading.Event()

    def save() -> None:
        with store.change("Long"):
            saving.set()
            may_end.wait()

    worker = threading.Thread(target=save)
    worker.start()
    saving.wait()
    assert not store.keep_drafts([HALF], [])
    may_end.set()
    worker.join()
    assert store.keep_drafts([HALF], [])
    assert store.drafts() == [HALF]
    store.close()
