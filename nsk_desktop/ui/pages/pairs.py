"""Possible duplicates: who may be the same person, side by side, and what was answered before."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nsk_desktop.domain.codes import PAIR_VERDICTS, PairVerdict
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import percent
from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _
from nsk_desktop.services import joining, people, same_person
from nsk_desktop.services.joined import Contradiction
from nsk_desktop.services.joining import SideBySide
from nsk_desktop.services.same_person import SuggestedPair
from nsk_desktop.ui.background import Progress, Task
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.messages import show_problem
from nsk_desktop.ui.pages.page import Page, card, scrolled
from nsk_desktop.ui.pages.side_by_side import SideBySideView
from nsk_desktop.ui.table import Column, Table
from nsk_desktop.ui.widgets.button import button
from nsk_desktop.ui.widgets.flow import FlowLayout
from nsk_desktop.ui.widgets.notices import EmptyState, Notice
from nsk_desktop.ui.widgets.splitter import Splitter, SplitterArea
from nsk_desktop.ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair on one of the two lists."""

    id: tuple[str, str]
    names: str
    told: str
    """Why the program asks, or what a person has answered."""
    score: float = 0.0


def _suggested(pair: SuggestedPair) -> PairLine:
    reasons = ", ".join(same_person.reason_text(reason) for reason in pair.reasons)
    return PairLine((pair.first_id, pair.second_id), f"{pair.first} – {pair.second}", reasons, pair.score)


_LEAST_ROWS = 3
AT_A_TIME = 0.2
"""Seconds that a search for pairs may keep the worker."""


class PairsPage(Page):
    """Nothing is joined here before a person has said so, and every answer can be taken back."""

    kinds = frozenset({"participant", "person_pair", "session", "attendance"})
    counted = Signal(int)
    """How many pairs there are to ask about."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.hide()
        self.subtitle.hide()
        self.body.setContentsMargins(0, 10, 0, 0)
        self._task: Task | None = None
        self._pair: SideBySide | None = None
        self._reasons: dict[frozenset[str], str] = {}
        self._doubted: dict[frozenset[str], Contradiction] = {}
        names = _("Participants")
        self.table = Table(
            (
                Column(names, lambda line: line.names, least=24, tip=lambda line: line.names),
                Column(_("Alike"), lambda line: line.score, lambda line: percent(line.score), number=True, width=8),
            ),
            _("Possible duplicates"),
        )
        self.judged = Table(
            (Column(names, lambda line: line.names, least=24), Column(_("Answer"), lambda line: line.told, width=24)),
            _("What you have answered"),
        )
        self.empty = EmptyState(_("No two participants look like the same person."))
        self.judged_title = label(_("What you have answered"), "heading")
        self.side_by_side = SideBySideView()
        self.same = button(_("Yes, the same person"), self._join, kind="primary")
        self.different = button(_("Not the same person"), lambda: self._judge(PairVerdict.DIFFERENT))
        self.possibly = button(_("Maybe the same"), lambda: self._judge(PairVerdict.POSSIBLY))
        self.take_back = button(_("Take the answer back"), lambda: self._judge(None), icon="undo")
        self._arrange()
        for table, other in ((self.table, self.judged), (self.judged, self.table)):
            table.chosen.connect(lambda line, other=other: self._choose(line, other))
            table.opened.connect(lambda _line: self.same.setFocus())

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 3)
        column.addWidget(self.empty, 3)
        column.addWidget(self.judged_title)
        column.addWidget(self.judged, 2)
        for table in (self.table, self.judged):
            table.show_at_least(_LEAST_ROWS)
        self.detail, detail = card()
        self.question = label("", "heading", wrap=True)
        self.answer = label("", "quiet", wrap=True)
        self.why = label("", "quiet", wrap=True)
        self.doubt = Notice()
        promise = _("If you say yes, both are shown and counted as one. You can take it back at any time.")
        row = FlowLayout(None, 8, 8)
        for each in (self.same, self.different, self.possibly, self.take_back):
            row.addWidget(each)
        # All of it scrolls: at twice the size of text the question alone takes half of a small screen.
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(2, 2, 10, 2)
        inside.setSpacing(10)
        for part in (
            self.question,
            self.doubt,
            self.why,
            self.answer,
            self.side_by_side,
            label(promise, "quiet", wrap=True),
        ):
            inside.addWidget(part)
        inside.addLayout(row)
        inside.addStretch(1)
        detail.addWidget(scrolled(content), 1)
        splitter = Splitter((420, 580))
        splitter.add(left, 280)
        splitter.add(self.detail, 380)
        self.body.addWidget(SplitterArea(splitter), 1)
        self.empty.hide()
        self.detail.hide()

    def refresh(self) -> None:
        """Show the answers at once, and look for pairs beside the window."""
        self._show_judged()
        self.look()

    def look(self) -> None:
        """Look for pairs on the worker; an older search that is still under way is stopped."""
        if self._task is not None:
            self._task.progress.stop()

        self._look_on()

    def _look_on(self) -> None:
        """Look for a moment only: other questions to the worker, such as who is being typed, come in between."""

        def job(progress: Progress) -> list[SuggestedPair] | None:
            return same_person.search(self.context.desk, progress, AT_A_TIME)

        self._task = self.context.runner.run(job, self._take, failed=self._refuse)

    def _take(self, pairs: list[SuggestedPair] | None) -> None:
        if pairs is None:
            self._look_on()
        else:
            self._show(pairs)

    def open_record(self, id: str) -> None:
        """Compare two participants: their ids with a blank between them."""
        one, _blank, other = id.partition(" ")
        self._compare((one, other))
        self.same.setFocus() if self.same.isEnabled() else self.different.setFocus()

    def search(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def _show(self, pairs: list[SuggestedPair]) -> None:
        lines = [_suggested(pair) for pair in pairs]
        self._reasons = {frozenset(line.id): line.told for line in lines}
        self.table.show_rows(lines)
        self.table.setVisible(bool(pairs))
        self.empty.setVisible(not pairs)
        self.counted.emit(len(pairs))
        if pairs and self._pair is None and self.isVisible():
            self.table.choose((pairs[0].first_id, pairs[0].second_id))

    def _refuse(self, error: Exception) -> None:
        if not show_problem(error, self):
            raise error

    def _show_judged(self) -> None:
        rows = people.list_pairs(self.context.desk)
        self._doubted = {frozenset(join): one for one in people.contradictions(self.context.desk) for join in one.joins}
        self.judged.show_rows(
            [PairLine((p.first.id, p.second.id), f"{p.first.name} – {p.second.name}", self._answered(p)) for p in rows]
        )
        self.judged.setVisible(bool(rows))
        self.judged_title.setVisible(bool(rows))
        if self._pair is not None:
            self._compare((self._pair.first.record.id, self._pair.second.record.id))

    def _answered(self, pair: people.PairRow) -> str:
        """What was answered, and that it cannot be right when it contradicts a meeting."""
        doubted = frozenset((pair.first.id, pair.second.id)) in self._doubted
        return _("! seen together") if doubted else PAIR_VERDICTS.label(pair.verdict)

    def _doubt(self, ids: tuple[str, str]) -> str:
        """Why the answer about these two cannot stand beside what was registered."""
        one = self._doubted.get(frozenset(ids))
        if one is None:
            return ""
        return _(
            "{names} are joined as one person, but both were at {meeting}. One of the two is wrong: take the wrong "
            "answer back, or take one of them off the list of the meeting. Until then the figures hold both."
        ).format(names=" / ".join(one.names), meeting=f"{one.title} {show_day(one.day) if one.day else ''}".strip())

    def _choose(self, line: PairLine | None, other: Table) -> None:
        # What arrives for a page that is out of sight is compared when the page is shown.
        if line is not None and self.isVisible():
            other.clearSelection()
            other.setCurrentIndex(other.rows.index(-1, -1))
            self._compare(line.id)

    def _compare(self, ids: tuple[str, str]) -> None:
        pair = joining.compare(self.context.desk, *ids)
        self._pair = pair
        self.detail.setVisible(pair is not None)
        if pair is None:
            return
        names = {"one": pair.first.name, "other": pair.second.name}
        self.question.setText(_("Are {one} and {other} the same person?").format(**names))
        why = self._reasons.get(frozenset(ids), "")
        self.why.setText(_("Why: {reasons}").format(reasons=why))
        self.why.setVisible(bool(why))
        answer = PAIR_VERDICTS.label(pair.verdict) if pair.verdict else ""
        self.answer.setText(_("Answered: {answer}").format(answer=answer))
        self.answer.setVisible(bool(answer))
        ways = ((_("Open the meeting"), lambda: self._open_meeting(ids)), (_("Take the answer back"), self._take_back))
        self.doubt.show_choices(self._doubt(ids), ways)
        self.side_by_side.show_pair(pair)
        self.same.setVisible(pair.verdict != PairVerdict.SAME)
        self.same.setEnabled(not pair.together)
        self.different.setVisible(pair.verdict != PairVerdict.DIFFERENT)
        self.possibly.setVisible(pair.verdict != PairVerdict.POSSIBLY and not (pair.together or pair.twice))
        self.take_back.setVisible(pair.verdict is not None)

    def _open_meeting(self, ids: tuple[str, str]) -> None:
        self.context.go("activities", self._doubted[frozenset(ids)].session)

    def _take_back(self) -> None:
        self._judge(None)

    def _join(self) -> None:
        pair = self._pair
        if pair is None:
            return

        def act(one: str, other: str) -> None:
            joining.join(self.context.desk, one, other, self.side_by_side.values())

        names = {"one": pair.first.name, "other": pair.second.name}
        self._answer(act, _("{one} and {other} are one person now.").format(**names))

    def _judge(self, verdict: PairVerdict | None) -> None:
        told = _("The answer is taken back.")
        if verdict is PairVerdict.DIFFERENT:
            told = _("They are two people. The program does not ask again.")
        elif verdict is PairVerdict.POSSIBLY:
            told = _("Maybe the same: the figures show both possibilities.")
        self._answer(lambda one, other: people.judge_pair(self.context.desk, one, other, verdict), told)

    def _answer(self, act: Callable[[str, str], None], told: str) -> None:
        pair, self._pair = self._pair, None
        if pair is None:
            return
        try:
            act(pair.first.record.id, pair.second.record.id)
        except NskError:
            self._pair = pair
            raise
        self.detail.hide()
        self.context.tell(told)
        self.table.setFocus()


def tab_title(pairs: int) -> str:
    """The tab's title with how many there are to ask about."""
    return _("Possible duplicates ({number})").format(number=pairs) if pairs else _("Possible duplicates")


__all__ = ["PairsPage", "tab_title"]
