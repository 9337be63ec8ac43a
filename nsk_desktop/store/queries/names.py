"""Finding records by their names, for what comes from files."""

import unicodedata

from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.store.reader import Reader


def key(name: str) -> str:
    """What two spellings of one organisation's or series' name have in common."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def by_name(read: Reader, record: type[Exchanged], field: str) -> dict[str, str]:
    """The id of every record of a kind by the key of its name; one that is not deleted wins."""
    statement = f'SELECT "{field}", id FROM "{record.record_kind()}" ORDER BY deleted DESC, created DESC'
    return {key(name): id for name, id in read.connection.exec_driver_sql(statement) if name.strip()}


def participants(read: Reader) -> dict[str, str]:
    """The id of every participant by alias and by full name, exactly as written; one that is not deleted wins."""
    found: dict[str, str] = {}
    statement = "SELECT alias, surname, id FROM participant ORDER BY deleted DESC, created DESC"
    for alias, surname, id in read.connection.exec_driver_sql(statement):
        found[f"{alias} {surname}".strip()] = id
        if not surname:
            found[alias] = id
    return found
