"""What this laptop alone knows: its identity, its author, its running number. Facts do not travel."""

from sqlalchemy import Connection

DEVICE = "device"
AUTHOR = "author"
RUNNING_NUMBER = "running_number"
LAST_EXPORT = "last_export"
SENT_UPTO = "sent_upto"
PRACTICE = "practice"
RECENT = "recent"
EVALUATION_MAIL = "evaluation_mail"
CENTRE_KEY = "centre_key"
TEAM_NAME = "team_name"
TEAM_NUMBER = "team_number"
TEAM_STAMP = "team_stamp"


def read(connection: Connection, name: str) -> str | None:
    """The fact called *name*, or None."""
    found = connection.exec_driver_sql("SELECT value FROM fact WHERE name = ?", (name,)).scalar()
    return None if found is None else str(found)


def write(connection: Connection, name: str, value: str) -> None:
    """Remember *value* under *name*."""
    connection.exec_driver_sql(
        "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
