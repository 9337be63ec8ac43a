"""A PostgreSQL server of the tests' own: Debian's programs, a folder that is thrown away, loopback and a socket."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nsk_desktop.exchange.patch import TableContent

_DEBIAN = Path("/usr/lib/postgresql")
_SUPERUSER = "postgres"
PASSWORD = "hemmelig-7391"
"""Of the role `asked`, the only one that is asked for one."""
_TRIES = 600
_KEPT = 5
_PAUSE = 0.05
_RULES = """\
local all postgres trust
host all postgres 127.0.0.1/32 trust
local all asked scram-sha-256
host all asked 127.0.0.1/32 scram-sha-256
local all all trust
host all all 127.0.0.1/32 trust
"""
"""Who comes in how (pg_hba.conf): the role `asked` needs its password."""


def programs() -> Path | None:
    """The folder with the server's programs, which Debian keeps off the path; the newest version."""
    if not _has_owner() or shutil.which("setpriv") is None:
        return None
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(
        _DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0
    )
    return found[-1].parent if found else None


@dataclass
class Server:
    """A running server."""

    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=lambda: count(_KEPT))

    @property
    def sockets(self) -> Path:
        return self.folder / "s"

    def sql(self, statement: str, database: str = "postgres", user: str = _SUPERUSER) -> list[tuple[object, ...]]:
        """What *statement* answers, run and committed by itself."""
        # Loaded here, so that only those who use a server pay for its driver.
        import psycopg

        with psycopg.connect(self.place(database, user), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def place(self, database: str, user: str = _SUPERUSER) -> str:
        """Where *database* is, in the driver's words."""
        return f"host={self.sockets} port={self.port} dbname={database} user={user}"

    def new_database(self, options: str = "") -> str:
        """The name of an empty database that only the superuser and its owner `evaluering` may write in."""
        number = next(self._numbers)
        # Each is a few hundred files: those of tests that are over are not kept.
        self.sql(f"DROP DATABASE IF EXISTS nsk{number - _KEPT} WITH (FORCE)")
        name = f"nsk{number}"
        self.sql(f"CREATE DATABASE {name} OWNER evaluering {options}")
        return name

    def address(self, database: str, user: str = "evaluering", *, more: str = "") -> str:
        """The address of *database* as a person writes it, over loopback."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}{more}"


@contextmanager
def running() -> Iterator[Server]:
    """A server that lives as long as the block, and no longer than this process."""
    bin_folder = programs()
    assert bin_folder is not None
    # A socket's name may be a hundred letters long, and the server must be let into the folder.
    folder = Path(tempfile.mkdtemp(prefix="nsk-pg-", dir="/tmp"))
    try:
        as_owner = _owner(folder)
        data = folder / "data"
        made: list[str | Path] = [
            *as_owner,
            bin_folder / "initdb",
            "-D",
            data,
            "-U",
            _SUPERUSER,
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        subprocess.run(made, check=True, capture_output=True, cwd=folder)
        (data / "pg_hba.conf").write_text(_RULES, encoding="ascii")
        server = Server(folder, _free_port())
        server.sockets.mkdir()
        if as_owner:
            shutil.chown(server.sockets, _SUPERUSER)
        options: list[str | Path] = [
            "-k",
            server.sockets,
            "-c",
            "listen_addresses=127.0.0.1",
            "-p",
            str(server.port),
            "-F",
        ]
        options += ["-c", "max_connections=150", "-c", "shared_buffers=64MB"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*as_owner, "setpriv", "--pdeathsig", "QUIT", bin_folder / "postgres", "-D", data, *options],
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        try:
            _wait(server, process)
            server.sql("CREATE ROLE evaluering LOGIN; CREATE ROLE fremmed LOGIN")
            server.sql(f"CREATE ROLE asked LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            process.send_signal(3)  # SIGQUIT: at once; nothing here is kept
            process.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_owner() -> bool:
    """Whether there is somebody whom the server can run as: whoever we are, but for root."""
    if os.name == "nt":
        return False
    import pwd

    return os.geteuid() != 0 or any(user.pw_name == _SUPERUSER for user in pwd.getpwall())


def _owner(folder: Path) -> list[str]:
    """How a command is run as the server's owner: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return []
    import pwd

    owner = pwd.getpwnam(_SUPERUSER)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    for _try in range(_TRIES):
        try:
            server.sql("SELECT 1")
        except psycopg.OperationalError:
            assert process.poll() is None, (server.folder / "log").read_text(errors="replace")
            time.sleep(_PAUSE)
        else:
            return
    raise AssertionError((server.folder / "log").read_text(errors="replace"))


def wait_for_waiting(server: Server, database: str) -> None:
    """Return when somebody waits for somebody else in *database*."""
    for _try in range(2_000):
        found = server.sql(
            "SELECT pg_sleep(0.005), count(*) FROM pg_stat_activity "
            f"WHERE datname = '{database}' AND wait_event_type = 'Lock'"
        )
        if found[0][1]:
            return
    raise AssertionError("nobody waits")


def stands(address: str) -> dict[str, list[str]]:
    """What stands in a central database, in the form in which order, times and counts do not show."""
    from nsk_desktop.exchange.sheets import CENTRAL_SHEETS, FORMAT
    from nsk_desktop.services.central_database import central_tables, content_of, database_at

    with database_at(address).view(central_tables(), FORMAT) as rows:
        return without_places({sheet.table: content_of(rows, sheet) for sheet in CENTRAL_SHEETS})


def without_places(tables: "Mapping[str, TableContent]") -> dict[str, list[str]]:
    """The same of tables, each cell in its one form; what is no table of the merge's is left out."""
    from nsk_desktop.exchange.patch import TableContent
    from nsk_desktop.exchange.sheets import CENTRAL_SHEETS
    from nsk_desktop.exchange.values import canonical
    from tests.exchange.laptops import content

    found = {}
    for sheet in CENTRAL_SHEETS:
        rows = ({c.name: canonical(c, line.get(c.name)) for c in sheet.columns} for line in tables[sheet.table].rows)
        found[sheet.table] = TableContent(sheet.headers, [dict(line) for line in rows])
    return content(found)
