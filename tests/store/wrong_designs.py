"""Designs that lose something: the walks over three laptops must catch each of them."""

from collections.abc import Iterable
from dataclasses import replace
from unittest import mock

import pytest
from sqlalchemy import Connection

from nsk_desktop.store import change as changes
from nsk_desktop.store import checking, entries, exchange, history
from nsk_desktop.store.change import Change, Fields
from nsk_desktop.store.exchange import Received
from nsk_desktop.store.journal import Entry, Settled, settle


def last_writer_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two values that did not know of each other only the newest is kept."""

    def last_wins(given: Iterable[Entry]) -> Settled:
        settled = settle(given)
        return replace(settled, heads={field: heads[:1] for field, heads in settled.heads.items()})

    for module in (changes, history, checking):
        monkeypatch.setattr(module, "settle", last_wins)


def counted_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a backup is put back, a counter gives the same id to another entry, and union by id drops one of them."""
    write, receive = Change._write, exchange.receive

    def counting(self: Change, kind: str, record: str, fields: Fields) -> Entry:
        device = self._signer.device
        held = entries.held(self._connection).get(device, (0, ""))[0]
        id = f"{device[:16]}{held + len(self._written):016x}"
        with mock.patch.object(changes, "new_id", return_value=id):
            return write(self, kind, record, fields)

    def by_id(connection: Connection, incoming: Iterable[Entry], device: str) -> Received:
        given = {entry.id: entry for entry in incoming}
        here = entries.of_ids(connection, list(given))
        return receive(connection, [entry for id, entry in given.items() if id not in here], device)

    monkeypatch.setattr(Change, "_write", counting)
    monkeypatch.setattr(exchange, "receive", by_id)
