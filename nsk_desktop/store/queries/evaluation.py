"""What an evaluation file is made from: views without personal columns, and how new each record is.

The names that the text guard looks for are the one thing read from the people themselves; they are
compared and never passed on.
"""

from typing import Any

from nsk_desktop.store import entries
from nsk_desktop.store.reader import Reader

Row = dict[str, Any]


def rows(read: Reader, view: str) -> list[Row]:
    """Every row of an evaluation view, deleted ones too, in the order of their ids."""
    statement = f"SELECT * FROM evaluation_{view} ORDER BY id"
    return [dict(row) for row in read.connection.exec_driver_sql(statement).mappings()]


def ever_completed(read: Reader) -> set[str]:
    """The sessions that were finished at some time, whatever they are now."""
    statement = """SELECT DISTINCT record_id FROM journal
                   WHERE kind = 'session' AND fields LIKE '%"completed":[true%'"""
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def ever_shared(read: Reader) -> set[str]:
    """The stories that were marked for evaluation at some time, whatever they are now."""
    statement = """SELECT DISTINCT record_id FROM journal
                   WHERE kind = 'story' AND fields LIKE '%"for_evaluation":[true%'"""
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def ever_withdrawn(read: Reader) -> set[str]:
    """The participants who at some time had withdrawn their consent."""
    statement = "SELECT DISTINCT record_id FROM journal WHERE kind = 'participant' AND fields LIKE '%trukket tilbage%'"
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def names(read: Reader) -> list[str]:
    """Every name that no text may carry out of the house."""
    found = participant_names(read)
    found += [row[0] for row in read.connection.exec_driver_sql("SELECT name FROM contact_person")]
    found += [row[0] for row in read.connection.exec_driver_sql("SELECT name FROM steering_member")]
    return [name for name in found if name.strip()]


def participant_names(read: Reader) -> list[str]:
    """What the participants are called: each name alone, and the whole."""
    found = []
    for alias, surname in read.connection.exec_driver_sql("SELECT alias, surname FROM participant"):
        found += [alias, surname, f"{alias} {surname}"]
    return [name for name in found if name.strip()]


def versions(read: Reader) -> dict[str, tuple[str, int]]:
    """The greatest stamp and the number of entries of each record."""
    return entries.versions(read.connection)


def held(read: Reader) -> dict[str, tuple[int, str]]:
    """How many entries of each device are here, and the greatest stamp among them."""
    return entries.held(read.connection)
