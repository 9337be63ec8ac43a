"""Random work at three laptops, step by step, for hypothesis. Used by the proof and by the soak run of it."""

import random
from collections import Counter
from contextlib import ExitStack
from functools import partial
from itertools import permutations
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from nsk_desktop.domain.identity import attendance_id
from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.domain.records import KINDS, Actor, Attendance, Session
from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.store import history
from nsk_desktop.store.change import Done
from nsk_desktop.store.checking import digest
from nsk_desktop.store.journal import DELETED, Entry, Value
from tests.store.team import DAY, SEED, Journal, Laptop, Team, drawn_ids, seeded
from tests.store.verdict import judge

FIELDS: dict[type[Exchanged], tuple[str, ...]] = {
    Actor: ("name", "notes", "mobilised_how"),
    Session: ("title", "place", "themes"),
    Attendance: ("status",),
}
KEPT_FILES = 6
STEPS: Counter[str] = Counter()
"""How many steps of each kind were walked in this process."""

someone = st.integers(0, 2)
something = st.integers(0, 59)
fresh = st.sampled_from(["new", "new", "new", "clear", "common"])


class TeamWork(RuleBasedStateMachine):
    """Three real encrypted stores, used and exchanged at random, and judged whenever all have met."""

    laptop: type[Laptop] = Laptop

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="nsk-team-"))
        _, start = seeded()
        self.undo_patches = ExitStack()
        self.undo_patches.enter_context(drawn_ids(1))
        self.team = Team()
        for entry in start:
            self.team.note(entry, {}, {})
        self.laptops = [self.laptop(self.team, self.folder, name) for name in ("A", "B", "C")]
        self.files: list[Journal] = []
        self.tokens = 0
        self.met_at = 0

    def teardown(self) -> None:
        try:
            self.everybody_meets()
        finally:
            for laptop in self.laptops:
                laptop.desk.close()
            self.undo_patches.close()
            rmtree(self.folder)

    # what people do

    @rule(who=someone, value=fresh)
    def make_an_actor(self, who: int, value: str) -> None:
        self._step("create")
        laptop = self.laptops[who]
        self.tokens += 1
        actor = Actor(id=f"{self.tokens:032x}", name=str(self._value("name", value)))
        laptop.act([actor.id], lambda: self._create(laptop, actor))
        assert not laptop.screen(actor.id).deleted

    @rule(who=someone, what=something, values=st.lists(fresh, min_size=1, max_size=3))
    def edit(self, who: int, what: int, values: list[str]) -> None:
        self._step("edit")
        laptop, kind, record = self._pick(who, what)
        names = random.Random(what).sample(FIELDS[kind], min(len(values), len(FIELDS[kind])))
        given = {name: self._value(name, value) for name, value in zip(names, values, strict=False)}
        before = laptop.screen(record)
        laptop.act([record], lambda: self._save(laptop, kind, record, given))
        after = laptop.screen(record)
        assert before.values is not None
        for name, value in given.items():
            if value != before.values[name]:
                others = [side for side in before.visible(name) if side != before.values[name]]
                seen = {repr(one) for one in after.visible(name)}
                assert seen == {repr(one) for one in [value, *others]}, "a save takes its own value's place only"
                assert not after.deleted, "saving takes a record out of the bin"

    @rule(who=someone, what=something)
    def delete(self, who: int, what: int) -> None:
        self._step("delete")
        laptop, kind, record = self._pick(who, what)
        in_bin = laptop.screen(record).deleted
        laptop.act([record], lambda: self._bin(laptop, kind, record, delete=True))
        after = laptop.screen(record)
        assert after.deleted
        assert in_bin or DELETED not in after.conflicts, "who deletes what they see leaves nothing open"

    @rule(who=someone, what=something)
    def restore(self, who: int, what: int) -> None:
        self._step("restore")
        laptop, kind, record = self._pick(who, what)
        laptop.act([record], lambda: self._bin(laptop, kind, record, delete=False))
        assert not laptop.screen(record).deleted

    @rule(who=someone, one=st.integers(1, 2), status=st.sampled_from(["til stede", "afbud", ""]), revive=st.booleans())
    def mark_attendance(self, who: int, one: int, status: str, revive: bool) -> None:
        """The same record on every laptop that makes it: its id follows from what it is about."""
        self._step("mark")
        laptop = self.laptops[who]
        id = attendance_id(SEED[0].id, SEED[one].id)
        mark = Attendance(id=id, session_id=SEED[0].id, participant_id=SEED[one].id, status=status)
        before = laptop.screen(id)
        laptop.act([id], lambda: self._put(laptop, mark, revive))
        after = laptop.screen(id)
        if before.values is None or not before.deleted or revive:
            assert not after.deleted
            assert after.values is not None
            assert after.values["status"] == status
        else:
            assert after.same(before)

    @rule(who=someone, which=something, side=st.integers(0, 3))
    def decide(self, who: int, which: int, side: int) -> None:
        laptop = self.laptops[who]
        with laptop.store.read() as read:
            found = history.conflicts(read)
        if not found:
            return
        self._step("decide")
        conflict = found[which % len(found)]
        values = [one.value for one in conflict.sides]
        value = values[side % len(values)]
        kind = KINDS[conflict.kind]
        laptop.act(
            [conflict.record],
            lambda: self._decide(laptop, kind, conflict.record, conflict.field, value),
            decided=conflict.field,
        )
        after = laptop.screen(conflict.record)
        assert after.values is not None
        assert after.values[conflict.field] == value
        assert conflict.field not in after.conflicts

    @rule(who=someone, other=someone, what=something)
    def quarrel(self, who: int, other: int, what: int) -> None:
        """Two change the same field unaware of each other, and one hears of the other's."""
        laptop, kind, record = self._pick(who, what)
        if who != other and record in self.laptops[other].records():
            name = FIELDS[kind][0]
            for each in (laptop, self.laptops[other]):
                self._step("edit")
                given = {name: self._value(name, "new")}
                each.act([record], partial(self._save, each, kind, record, given))
            self.give_directly(giver=other, taker=who)
            assert len(laptop.screen(record).visible(name)) > 1

    @rule(who=someone, times=st.integers(1, 4))
    def undo_and_redo(self, who: int, times: int) -> None:
        """Back a few steps and forth again."""
        laptop = self.laptops[who]
        for _ in range(times):
            self._rewind(laptop, "undo")
        for _ in range(times):
            self._rewind(laptop, "redo")

    @rule(who=someone)
    def undo(self, who: int) -> None:
        self._rewind(self.laptops[who], "undo")

    @rule(who=someone)
    def redo(self, who: int) -> None:
        self._rewind(self.laptops[who], "redo")

    # what happens to laptops

    @rule(giver=someone, taker=someone)
    def give_directly(self, giver: int, taker: int) -> None:
        self._step("exchange")
        self.laptops[taker].take(self.laptops[giver].give())

    @rule(who=someone)
    def make_a_file(self, who: int) -> None:
        self._step("file")
        self.files = [*self.files, self.laptops[who].give()][-KEPT_FILES:]

    @precondition(lambda self: bool(self.files))
    @rule(who=someone, which=st.integers(0, KEPT_FILES - 1), seed=st.integers(0, 99), twice=st.booleans())
    def take_an_old_file(self, who: int, which: int, seed: int, twice: bool) -> None:
        """Any file of anybody, their own too, however old, in any order, and as often as they like."""
        self._step("old file")

        def arrange(entries: list[Entry]) -> list[Entry]:
            repeated = entries * (2 if twice else 1)
            random.Random(seed).shuffle(repeated)
            return repeated

        file = self.files[which % len(self.files)]
        self.laptops[who].take(file, arrange=arrange)
        if twice:
            assert self.laptops[who].take(file, arrange=arrange).new == 0

    @rule(who=someone)
    def back_up(self, who: int) -> None:
        self._step("backup")
        self.laptops[who].back_up()

    @rule(who=someone, noticed=st.booleans())
    def put_the_backup_back(self, who: int, noticed: bool) -> None:
        laptop = self.laptops[who]
        if laptop.backup is not None:
            self._step("put back")
            others = [other for other in self.laptops if other is not laptop]
            laptop.go_back(laptop.backup, others, noticed=noticed)

    @rule(who=someone, other=someone, what=something)
    def relapse(self, who: int, other: int, what: int) -> None:
        """A save reaches a colleague and is then lost with the file; an old file comes back and life goes on in it."""
        if who != other:
            self.back_up(who=who)
            self.edit(who=who, what=what, values=["new"])
            self.give_directly(giver=who, taker=other)
            self.put_the_backup_back(who=who, noticed=False)
            self.edit(who=who, what=what, values=["new"])

    @rule(who=someone, days=st.integers(-30, 30))
    def set_the_clock_wrong(self, who: int, days: int) -> None:
        self._step("clock")
        self.laptops[who].skew = days * DAY

    @precondition(lambda self: self.met_at < self.team.now)
    @rule()
    def everybody_meets(self) -> None:
        self._step("meeting")
        self.met_at = self.team.now
        for giver, taker in permutations(self.laptops, 2):
            taker.take(giver.give())
        judge(self.team, self.laptops)

    # how

    def _step(self, name: str) -> None:
        STEPS[name] += 1
        self.team.now += 1000

    def _value(self, name: str, value: str) -> Value:
        """A value that nobody has written before, or nothing, or one that several may write."""
        self.tokens += 1
        text = {"new": f"v{self.tokens}", "clear": "", "common": "fælles"}[value]
        return ([text] if text else []) if name == "themes" else text

    def _pick(self, who: int, what: int) -> tuple[Laptop, type[Exchanged], str]:
        """A record that has reached the laptop; the newest are picked more often than the others."""
        laptop = self.laptops[who]
        found = [record for record in laptop.records() if self.team.kinds[record] in FIELDS]
        record = found[-1 - min(what % len(found), what // 10)]
        return laptop, self.team.kinds[record], record

    def _rewind(self, laptop: Laptop, way: str) -> None:
        stack = laptop.desk._done if way == "undo" else laptop.desk._undone
        if not stack:
            return
        done: Done = stack[-1]
        comparable = laptop.before.get(done.entries)
        held = digest(laptop.store)
        try:
            laptop.rewind(laptop.desk.undo if way == "undo" else laptop.desk.redo, done)
        except ChangedSince:
            self._step(f"{way} refused")
            assert comparable is None, "nobody has changed anything since"
            assert digest(laptop.store) == held, "a refused undo changes nothing"
            return
        self._step(way)
        for record, screen in (comparable or {}).items():
            now = laptop.screen(record)
            if way == "redo" and now.deleted and DELETED not in now.conflicts:
                # Who deletes again what they took out of the bin has the other's edit on the screen by now.
                screen = screen.without(DELETED)
            assert now.same(screen), f"{way} brings back what was on the screen: {screen}, not {now}"

    @staticmethod
    def _create(laptop: Laptop, actor: Actor) -> None:
        with laptop.store.change("create") as change:
            change.create(actor)

    @staticmethod
    def _save(laptop: Laptop, kind: type[Exchanged], record: str, given: dict[str, Value]) -> None:
        with laptop.store.change("edit") as change:
            change.save(kind, record, **given)

    @staticmethod
    def _bin(laptop: Laptop, kind: type[Exchanged], record: str, *, delete: bool) -> None:
        with laptop.store.change("bin") as change:
            (change.delete if delete else change.restore)(kind, record)

    @staticmethod
    def _put(laptop: Laptop, mark: Attendance, revive: bool) -> None:
        with laptop.store.change("mark") as change:
            change.put(mark, revive=revive)

    @staticmethod
    def _decide(laptop: Laptop, kind: type[Exchanged], record: str, name: str, value: Value) -> None:
        with laptop.store.change("decide") as change:
            change.decide(kind, record, name, value)


def walk(
    examples: int, *, shrink: bool = False, seeded_with: int | None = None, work: type[TeamWork] = TeamWork
) -> int:
    """Let hypothesis walk; the number of steps taken. Raises the first thing found, shortened with *shrink*.

    The same seed gives the same walk every time; without one the profile decides whether it is a new one.
    """
    before = sum(STEPS.values())
    chosen = settings(
        max_examples=examples,
        stateful_step_count=50,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    # A class of its own, because hypothesis keeps the seed in it.
    own: type[TeamWork] = type("Walk", (work,), {})
    machine = own if seeded_with is None else seed(seeded_with)(own)
    run_state_machine_as_test(machine, settings=chosen)
    return sum(STEPS.values()) - before
