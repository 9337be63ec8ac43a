"""A laptop of the team that meets the others through real team files alone, and the machine that plays with three."""

import random
import shutil
from collections.abc import Callable
from functools import cached_property, partial
from itertools import count
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from nsk_desktop.domain.records import Actor
from nsk_desktop.errors.team import NotForUs, OwnTeamFile, SenderRevoked, TeamRefused
from nsk_desktop.services import team, team_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import keys
from nsk_desktop.store.checking import digest
from nsk_desktop.store.colleagues import WENT_BACK
from nsk_desktop.store.device import load_device_key
from nsk_desktop.store.exchange import Received
from nsk_desktop.store.journal import Entry
from nsk_desktop.store.keyfile import DataKey
from nsk_desktop.store.vault import Vault
from tests import make
from tests.services.team_desks import CHEAP, introduce
from tests.store.team import Journal, Laptop
from tests.store.team_machine import TeamWork

someone = st.integers(0, 2)
_OUT = count()


class Letter(Journal):
    """A team file under way: what lies in it, and the locked bytes. The test reads nothing from those."""

    path: Path
    sender: str


class FileLaptop(Laptop):
    """Gives and takes locked and signed files, as the program does."""

    @cached_property
    def data_key(self) -> DataKey:
        """The key of its key file, which stays when a backup is put back."""
        return keys.create(self.path.parent, make.PASSPHRASE, CHEAP)[0]

    def _sit_down(self) -> Desk:
        folder = self.path.parent
        return Desk(self.store, folder, load_device_key(folder, self.data_key), Vault(folder, self.data_key))

    @cached_property
    def key(self) -> str:
        """What colleagues know it by."""
        return team.my_card(self.desk).key

    def give(self) -> Letter:
        """A real file, locked for all who are not shut out."""
        folder = self.path.parent / f"out-{next(_OUT)}"
        folder.mkdir()
        letter = Letter([], frozenset(self.held))
        letter.path = team.make_file(self.desk, folder).path
        letter.sender = self.key
        return letter

    def take(self, journal: Journal, *, arrange: Callable[[list[Entry]], list[Entry]] = list) -> Received:  # noqa: ARG002
        """Plan, check the plan against the account, accept."""
        assert isinstance(journal, Letter)
        if journal.sender == self.key:
            self.refuses(journal.path, OwnTeamFile, TeamRefused)
            return Received(0, 0, frozenset(), (), "", False)
        own, unknown = self.store.device, journal.ids - self.held
        echo = any(self.team.writes[id].entry.device == own for id in unknown)
        before = digest(self.store)
        plan = team_import.plan_file(self.desk, journal.path)
        assert digest(self.store) == before, "a plan changes nothing"
        assert plan.fresh == len(unknown), "an entry was dropped, or counted twice"
        assert plan.restored == echo
        assert (WENT_BACK in plan.noticed) == self._lost_by_sender(plan.head.device, plan.head.made, journal)
        team_import.accept(self.desk, plan)
        assert (self.store.device != own) == echo, "an own entry that is unknown here is the sign of a restore"
        self.held |= journal.ids
        if unknown:
            self.before.clear()
        return Received(len(unknown), len(journal.ids - unknown), frozenset(), (), "", echo)

    def refuses(self, path: Path, *wanted: type[TeamRefused]) -> None:
        """The file is refused for one of these reasons, and nothing changes."""
        before = digest(self.store)
        refused: TeamRefused | None = None
        try:
            team_import.plan_file(self.desk, path)
        except TeamRefused as found:
            refused = found
        assert isinstance(refused, wanted), f"{path.name} was not refused as it should be: {refused!r}"
        assert digest(self.store) == before, "a refused file changes nothing"

    def _lost_by_sender(self, device: str, made: str, journal: Journal) -> bool:
        """Whether something that the sender wrote before making the file is here and not in the file."""
        missing = (self.team.writes[id].entry for id in self.held - journal.ids)
        return any(entry.device == device and entry.hlc < made for entry in missing)

    def twin(self, folder: Path, name: str) -> "FileLaptop":
        """A copy of all its files on another machine, with the same keys."""
        self.store.close()
        made = FileLaptop(self.team, folder, name)
        made.desk.close()
        shutil.rmtree(made.path.parent)
        shutil.copytree(self.path.parent, made.path.parent)
        made.__dict__["data_key"] = self.data_key
        made.held = set(self.held)
        made._open()
        return made


class TeamFileWork(TeamWork):
    """As `TeamWork`, through files; and files are spoiled, laptops lost, replaced and copied."""

    laptop = FileLaptop

    def __init__(self) -> None:
        super().__init__()
        self.lost: set[str] = set()
        self.count = 3
        for one in range(3):
            for other in range(one):
                introduce(self._laptop(one).desk, self._laptop(other).desk, self.folder / "cards")

    @rule(giver=someone, taker=someone)
    def give_directly(self, giver: int, taker: int) -> None:
        if giver != taker:
            self._step("exchange")
            self._laptop(taker).take(self._laptop(giver).give())

    @precondition(lambda self: bool(self.files))
    @rule(who=someone, which=st.integers(0, 5), seed=st.integers(0, 99), twice=st.booleans())
    def take_an_old_file(self, who: int, which: int, seed: int, twice: bool) -> None:  # noqa: ARG002
        """Any file of anybody, however late; one from before the laptop was added cannot be read on it."""
        self._step("old file")
        file, laptop = self.files[which % len(self.files)], self._laptop(who)
        assert isinstance(file, Letter)
        if file.sender in self.lost:
            laptop.refuses(file.path, SenderRevoked, TeamRefused)
        elif who < 3 and self._can_read(laptop, file):
            laptop.take(file)
            if twice:
                assert laptop.take(file).new == 0

    @precondition(lambda self: bool(self.files))
    @rule(who=someone, which=st.integers(0, 5), seed=st.integers(0, 10_000))
    def spoil_a_file(self, who: int, which: int, seed: int) -> None:
        """A bad disk: any byte of a file is another, or its end is missing."""
        self._step("spoiled")
        file, source = self.files[which % len(self.files)], random.Random(seed)
        assert isinstance(file, Letter)
        content = bytearray(file.path.read_bytes())
        place = source.randrange(len(content))
        if source.randrange(2):
            content[place] ^= 1 << source.randrange(8)
        else:
            del content[place:]
        spoiled = self.folder / "spoiled.nskteam"
        spoiled.write_bytes(content)
        self._laptop(who).refuses(spoiled, TeamRefused)

    @rule(who=someone)
    def lose_a_laptop(self, who: int) -> None:
        """It is stolen: the others shut it out, and its person begins anew with what the others have."""
        if self.count > 5:
            return
        self._step("lost")
        gone = self._laptop(who)
        others = [self._laptop(place) for place in range(3) if place != who]
        self.team.given_up |= gone.held - {id for other in others for id in other.held}
        last = gone.give()
        self.lost.add(gone.key)
        fresh = FileLaptop(self.team, self.folder, f"L{self.count}")
        for other in others:
            team.revoke(other.desk, gone.key)
            other.refuses(last.path, SenderRevoked)
            introduce(fresh.desk, other.desk, self.folder / "cards")
        gone.refuses(others[0].give().path, TeamRefused)
        gone.desk.close()
        self.laptops[who] = fresh
        self.count += 1

    @rule(who=someone, other=someone, noticed=st.booleans())
    def copy_a_laptop(self, who: int, other: int, noticed: bool) -> None:
        """Somebody works on a copy of the files for a while, and gives what they wrote to a colleague."""
        if who == other:
            return
        self._step("copied")
        twin = self._laptop(who).twin(self.folder, f"twin-{self.tokens}-{self.team.now}")
        if noticed:
            twin.store.take_new_identity()
        self.tokens += 1
        actor = Actor(id=f"{self.tokens:032x}", name=f"v{self.tokens}")
        twin.act([actor.id], partial(self._create, twin, actor))
        self._laptop(other).take(twin.give())
        self._laptop(who).refuses(twin.give().path, TeamRefused)
        twin.desk.close()

    @rule(who=someone, noticed=st.booleans())
    def put_the_backup_back(self, who: int, noticed: bool) -> None:
        super().put_the_backup_back(who, noticed)
        # Cards that were added since are gone with it, and are added again. Who was shut out since stays out.
        laptop = self._laptop(who)
        present = [self._laptop(place) for place in range(3)]
        assert not {one.key for one in team.colleagues(laptop.desk) if one.revoked is None} & self.lost
        for other in present:
            if other is not laptop:
                introduce(laptop.desk, other.desk, self.folder / "cards")

    def _laptop(self, who: int) -> FileLaptop:
        laptop = self.laptops[who]
        assert isinstance(laptop, FileLaptop)
        return laptop

    @staticmethod
    def _can_read(laptop: FileLaptop, file: Letter) -> bool:
        """Whether the laptop was among the colleagues when the file was made."""
        if file.sender == laptop.key:
            return True
        try:
            team_import.plan_file(laptop.desk, file.path)
        except NotForUs:
            return False
        return True
