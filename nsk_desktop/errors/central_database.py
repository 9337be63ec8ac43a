"""What keeps the central database (PostgreSQL) from being read or written.

The name of a database in these messages is where it is, never how one gets in: no password is ever part of one.
"""

from collections.abc import Sequence

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class DatabaseRefused(NskError):
    """Something about the central database; *name* is the database that the message names. Nothing was changed."""

    def __init__(self, name: str, *facts: object) -> None:
        super().__init__(name, *facts)
        self.name = name


class DatabaseAddressWrong(NskError):
    """What was written is no address of a PostgreSQL database. It is not repeated: it may hold a password."""

    def message(self) -> str:
        return _(
            "That is not the address of a PostgreSQL database. Write it like this: "
            "postgresql+psycopg://USER@SERVER:5432/DATABASE. The password belongs in the file .pgpass."
        )


class DatabaseUnreachable(DatabaseRefused):
    """No server answers at that place."""

    def message(self) -> str:
        return _(
            "There is no connection to the database {name}. Nothing was changed. Check the address, and that the "
            "server is running and can be reached from here."
        ).format(name=self.name)


class DatabaseLoginRefused(DatabaseRefused):
    """The server does not let this user in."""

    def message(self) -> str:
        return _(
            "The server did not let you into the database {name}. Nothing was changed. Check the user's name and the "
            "password in the file .pgpass, and ask the server's administrator."
        ).format(name=self.name)


class DatabaseNotThere(DatabaseRefused):
    """The server answers and has no such database."""

    def message(self) -> str:
        return _(
            "The server has no database called {name}. Nothing was changed. "
            "Make it first (createdb), or check the name."
        ).format(name=self.name)


class DatabaseForbidden(DatabaseRefused):
    """The user may not do what a merge does."""

    def message(self) -> str:
        return _(
            "This user may not read or write in the database {name}. Nothing was changed. Ask the server's "
            "administrator: the first merge must be allowed to make the schema nsk, later ones to write in it."
        ).format(name=self.name)


class DatabaseReadOnly(DatabaseRefused):
    """The server takes no changes just now, for example because it is a copy of another."""

    def message(self) -> str:
        return _(
            "The database {name} can only be read. Nothing was changed. Use the server that takes changes, or ask its "
            "administrator."
        ).format(name=self.name)


class DatabaseFull(DatabaseRefused):
    """The server has no room left."""

    def message(self) -> str:
        return _(
            "There is no room left on the disk of the database {name}. Nothing was changed. Make room on the server, "
            "then try again."
        ).format(name=self.name)


class DatabaseBusy(DatabaseRefused):
    """Somebody else had the tables to themselves for too long."""

    def message(self) -> str:
        return _(
            "The database {name} was in use by others for too long. Nothing was changed. Is there a change that "
            "somebody has begun and not finished? Try again afterwards."
        ).format(name=self.name)


class DatabaseConnectionLost(DatabaseRefused):
    """The connection broke. Whether the last word arrived nobody can know, and it does not matter."""

    def message(self) -> str:
        return _(
            "The connection to the database {name} was lost. Do the same again: what was taken in already is not taken "
            "twice."
        ).format(name=self.name)


class DatabaseNewer(DatabaseRefused):
    """A later version of the program has written there."""

    def message(self) -> str:
        return _(
            "The database {name} was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to use it."
        ).format(name=self.name)


class DatabaseForeign(DatabaseRefused):
    """No merge has made its tables there."""

    def message(self) -> str:
        return _(
            "The database {name} holds no central evaluation from NSK Desktop. Nothing was changed. Check the name, or "
            "merge the laptops' files into it first (nsk merge)."
        ).format(name=self.name)


class DatabaseTaken(DatabaseRefused):
    """The schema has tables with our names that we did not make."""

    def message(self) -> str:
        return _(
            "The database {name} has other tables where the central evaluation should be (schema nsk). Nothing was "
            "changed. Use a database of its own."
        ).format(name=self.name)


class DatabaseAlphabet(DatabaseRefused):
    """The database cannot hold every letter."""

    def message(self) -> str:
        return _(
            "The database {name} cannot hold all letters. Nothing was changed. Make one with UTF-8 (createdb -E UTF8)."
        ).format(name=self.name)


class DatabaseTableMissing(DatabaseRefused):
    """A table or a column that this program owns has been dropped or renamed."""

    def __init__(self, name: str, table: str, columns: Sequence[str] = ()) -> None:
        super().__init__(name, table, tuple(columns))
        self.table, self.columns = table, tuple(columns)

    def message(self) -> str:
        if self.columns:
            return _(
                "In the database {name} the table {table} lacks these columns, or they have another name or type: "
                "{columns}. Nothing was changed. Put them back, or merge all files into a new database."
            ).format(name=self.name, table=self.table, columns=", ".join(self.columns))
        return _(
            "In the database {name} the table {table} is missing or has another name. Nothing was changed. "
            "Put it back, or merge all files into a new database."
        ).format(name=self.name, table=self.table)


class DatabaseDuplicateKeys(DatabaseRefused):
    """Two rows of a table say they are the same."""

    def __init__(self, name: str, table: str, key: str) -> None:
        super().__init__(name, table, key)
        self.table, self.key = table, key

    def message(self) -> str:
        return _(
            "In the database {name} two rows of the table {table} have the same id {key}. Nothing was changed. "
            "Delete the copy, then try again."
        ).format(name=self.name, table=self.table, key=self.key)


class DatabaseRowRefused(DatabaseRefused):
    """A rule, a trigger or a type that somebody has put there does not take what the merge writes, or changes it."""

    def __init__(self, name: str, table: str) -> None:
        super().__init__(name, table)
        self.table = table

    def message(self) -> str:
        return _(
            "The table {table} in the database {name} did not take the rows as they are. Nothing was changed. Has "
            "somebody given it a rule, a trigger, a column that must be filled, or another type? Take that away, then "
            "try again."
        ).format(name=self.name, table=self.table)


class DatabaseAreaUnknown(DatabaseRefused):
    """No laptop of such an area has sent anything."""

    def __init__(self, name: str, area: str, known: Sequence[str]) -> None:
        super().__init__(name, area, tuple(known))
        self.area, self.known = area, tuple(known)

    def message(self) -> str:
        return _("The database {name} has no area called {area}. It has: {known}").format(
            name=self.name, area=self.area, known=", ".join(self.known) or "-"
        )


class DatabasePartTooLarge(DatabaseRefused):
    """More rows than a workbook of ours takes; a smaller part must be chosen."""

    def __init__(self, name: str, sheet: str, most: int, areas: Sequence[str], *, has_period: bool) -> None:
        super().__init__(name, sheet, most, tuple(areas), has_period)
        self.sheet, self.most, self.areas, self.has_period = sheet, most, tuple(areas), has_period

    def message(self) -> str:
        text = _(
            "The sheet {sheet} would get more than {most} rows, which is as many as a workbook takes here. Nothing was "
            "written. {advice}"
        )
        if self.areas:
            advice = _("Take one area: --area with one of {areas}.").format(areas=", ".join(self.areas))
        elif not self.has_period:
            advice = _("Take one half-year: --period, for example 2025H1.")
        else:
            advice = _("Ask the database {name} itself.").format(name=self.name)
        return text.format(sheet=self.sheet, most=f"{self.most:,}".replace(",", "."), advice=advice)
