"""What the server or its driver says, as the known condition behind it."""

from sqlalchemy.exc import DBAPIError

from nsk_desktop.errors import NskError
from nsk_desktop.errors.central_database import (
    DatabaseAddressWrong,
    DatabaseBusy,
    DatabaseConnectionLost,
    DatabaseForbidden,
    DatabaseFull,
    DatabaseLoginRefused,
    DatabaseNotThere,
    DatabaseReadOnly,
    DatabaseRefused,
    DatabaseUnreachable,
)

_BY_CODE: dict[str, type[DatabaseRefused]] = {
    "28": DatabaseLoginRefused,
    "3D000": DatabaseNotThere,
    "42501": DatabaseForbidden,
    "25006": DatabaseReadOnly,
    "53": DatabaseBusy,  # too many connections, no memory
    "53100": DatabaseFull,
    "40": DatabaseBusy,  # two that wait for each other
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,  # the server's own limit of time
    "57P03": DatabaseUnreachable,
    "57": DatabaseConnectionLost,
    "58": DatabaseFull,  # the server cannot write its files
    "08": DatabaseConnectionLost,
}
"""The server's codes (SQLSTATE) and the classes they fall into."""
_AT_THE_DOOR = {
    "28": ("password", "pg_hba.conf", "role", "authentication"),
    "3D000": ("database",),
}
"""Words by which the reasons are told apart that come without a code, because no session was begun."""


def state_of(problem: DBAPIError) -> str:
    """The server's code; empty when there is none."""
    return str(getattr(problem.orig, "sqlstate", None) or "")


def translate(problem: DBAPIError, name: str, *, is_open: bool) -> NskError | None:
    """The known condition behind *problem*; None is our own bug. Its own words are never shown: they may hold rows."""
    state = state_of(problem) or ("" if is_open else _code_at_the_door(problem))
    for code in (state, state[:2]):
        if code in _BY_CODE:
            return _BY_CODE[code](name)
    if state:
        return None
    kind = type(problem.orig).__name__
    if kind == "ProgrammingError" and not is_open:
        return DatabaseAddressWrong()  # The driver does not know an option of the address.
    if kind in ("OperationalError", "InterfaceError", "ConnectionTimeout"):
        return DatabaseConnectionLost(name) if is_open else DatabaseUnreachable(name)
    return None


def _code_at_the_door(problem: DBAPIError) -> str:
    said = str(problem.orig)
    if "FATAL" not in said and "no password supplied" not in said:
        return ""
    if "starting up" in said or "shutting down" in said:
        return "57P03"
    if "too many" in said or "remaining connection slots" in said:
        return "53"
    if 'database "' in said and "does not exist" in said:
        return "3D000"
    return "28" if any(word in said for word in _AT_THE_DOOR["28"]) else ""
