"""Rate how two actors work together: who, in whose eyes, how well, and why when the level moves."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.codes import RATERS
from nsk_desktop.domain.cooperation import COORDINATOR, A, B, tie
from nsk_desktop.domain.folding import matches
from nsk_desktop.errors import NskError
from nsk_desktop.errors.registration import ReasonMissing, SameActor
from nsk_desktop.i18n import _
from nsk_desktop.services import ratings
from nsk_desktop.services.rating_round import Asked
from nsk_desktop.ui.actor_entry import make_actor_entry
from nsk_desktop.ui.asking import Asking
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.drafts import AnswerWords, LooseWords, Sheet
from nsk_desktop.ui.guarding import GuardedWords, guard_answer
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.widgets.choice import Choice
from nsk_desktop.ui.widgets.entry import Entry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.text import label
from nsk_desktop.ui.widgets.type_ahead import Candidate, TypeAhead

_EFFORT = "effort"
PLACE = "ratings"
"""The page that the dialog belongs to."""
NEW = "new "
"""Stands before the half-year where a rating is being made that has no id yet."""


def level_options() -> list[tuple[int, str]]:
    """The levels of cooperation to choose from."""
    return [(level, ratings.level_label(level)) for level in ratings.LEVELS]


def make_level(empty: str) -> Choice:
    """A level to choose; *empty* stands where none is chosen."""
    return Choice(level_options(), empty)  # type: ignore[arg-type]


class NewRatingDialog(Asking):
    """Asks until there is a rating that can stand; nothing typed is lost on the way."""

    def __init__(self, owner: QWidget | None, context: Context, period: str, asked: Asked | None = None) -> None:
        super().__init__(
            owner,
            _("Rate the cooperation, {period}").format(period=ratings.period_label(period)),
            _("Rate"),
        )
        self._context, self._period, self._asked = context, period, asked
        self.made = ""
        self.one = make_actor_entry(context, self._find)
        self.other = make_actor_entry(context, self._find)
        self.rater = Choice([])
        self.level = make_level(_("Choose …"))
        self.reason = LongText(3)
        self.before = label("", "quiet", wrap=True)
        self.fields: dict[str, Field] = {
            "one": Field(_("One side"), self.one, required=True, note=_("An actor, or The effort.")),
            "other": Field(_("The other side"), self.other, required=True),
            "rater": Field(_("Rated by"), self.rater),
            "level": Field(_("Level"), self.level, required=True),
            "reason": Field(_("Why"), self.reason, note=_("Must be written when the level has moved.")),
        }
        self.guard = guard_answer(context, self.fields["reason"], lambda: f"{PLACE}/{NEW}{period}/reason")
        self.reason.committed.connect(self.fit)
        for name, field in self.fields.items():
            self.column.addWidget(field)
            if name == "rater":
                self.column.addWidget(self.before)
        for entry in (self.one, self.other, self.rater):
            entry.committed.connect(self._show_sides)
        self._show_sides()
        self.one.setFocus()
        if asked is not None:
            self._begin_with(asked)

    @classmethod
    def ask(cls, owner: QWidget | None, context: Context, period: str, asked: Asked | None = None) -> str:
        """Show the dialog; the id of the rating that was made, or nothing when it was left.

        With *asked*, a pair of the rating round, everything but the level is filled in.
        """
        dialog = cls(owner, context, period, asked)
        dialog.keep_drafts()
        made = dialog.made if dialog.answered() else ""
        # Made, or left on purpose: only a crash leaves words behind.
        context.drafts.forget(PLACE, NEW + period)
        return made

    def _begin_with(self, asked: Asked) -> None:
        """The pair and the rater are known: what is left to say is the level, and why."""
        for entry, side in ((self.one, asked.tie.one), (self.other, asked.tie.other)):
            name = actor_name(self._context)(side) if side else ratings.effort_name()
            entry.set_value(side or _EFFORT, name)
        self._show_sides()
        self.rater.set_value(asked.tie.rater)
        self._show_sides()
        self.level.setFocus()

    def keep_drafts(self) -> None:
        """Keep the answers until they are saved, and show those that were given before a crash."""
        sheet = Sheet(self._context.drafts, lambda: PLACE, lambda: NEW + self._period)
        for name, line in (("one", self.one), ("other", self.other)):
            sheet.add(name, LooseWords(line), line.edited)
        sheet.add("reason", GuardedWords(self.guard), self.reason.edited)
        sheet.add("rater", AnswerWords(self.rater), self.rater.committed)
        sheet.add("level", AnswerWords(self.level, int), self.level.committed)
        # A pair of the round is another question than the one that was left behind.
        if self._asked is None and sheet.put_back():
            for line in (self.one, self.other):
                line.finish()

    def give(self) -> None:
        """Make the rating, or say what it still lacks."""
        for line in (self.one, self.other, self.reason):
            line.finish()
        asked: tuple[tuple[str, Entry, str], ...] = (
            ("one", self.one, _("Choose an actor.")),
            ("other", self.other, _("Choose an actor.")),
            ("level", self.level, _("Choose a level.")),
        )
        for name, entry, sentence in asked:
            if entry.value() is None or entry.problem:
                if entry.value() is None and not entry.problem:
                    self.fields[name].say(sentence)
                    self.fit()
                entry.setFocus()
                return
            self.fields[name].say("")
        if not self.guard.lets_through():
            self.fit()
            return
        try:
            self.made = ratings.rate(
                self._context.desk,
                self._period,
                _side(self.one),
                _side(self.other),
                self.rater.value(),
                level=self.level.value(),
                reason=self.reason.words().strip(),
                **self._evidence(),
            )
        except NskError as problem:
            self._say(problem)
        else:
            self.accept()

    def _evidence(self) -> dict[str, list[str]]:
        """What was shown beside the question, when the answer is about that pair."""
        asked = self._asked
        if asked is None or {_side(self.one), _side(self.other)} != {asked.tie.one, asked.tie.other}:
            return {}
        return {"sessions": asked.sessions, "bridges": asked.bridges}

    def _say(self, problem: NskError) -> None:
        name = (
            "reason" if isinstance(problem, ReasonMissing) else "other" if isinstance(problem, SameActor) else "level"
        )
        self.fields[name].say(str(problem))
        self.fit()
        self.fields[name].entry.setFocus()

    def _find(self, text: str) -> Sequence[Candidate]:
        own = [Candidate(_EFFORT, ratings.effort_name())] if matches(text, ratings.effort_name()) else []
        return [*own, *find_actors(self._context)(text)]

    def _show_sides(self) -> None:
        """Name the sides among the raters, and say what was rated last."""
        one, other = self.one.words().strip(), self.other.words().strip()
        sides = [(A, one or _("the one side")), (B, other or _("the other side"))]
        chosen = self.rater.value() or COORDINATOR
        self.rater.set_options([(COORDINATOR, RATERS.label(COORDINATOR)), *sides])
        self.rater.set_value(chosen)
        self.before.setText(self._last())
        self.before.setVisible(bool(self.before.text()))
        if self.isVisible():
            self.fit()

    def _last(self) -> str:
        if self.one.value() is None or self.other.value() is None:
            return ""
        wanted = tie(_side(self.one), _side(self.other), self.rater.value())
        found = next((row for row in ratings.unconfirmed(self._context.desk, self._period) if row.tie == wanted), None)
        if found is None:
            return ""
        return _("Last: {level} ({period})").format(
            level=ratings.level_label(found.level), period=ratings.period_label(found.period)
        )


def _side(entry: TypeAhead) -> str | None:
    """The actor that was chosen; None for the effort itself."""
    return None if entry.value() == _EFFORT else entry.value()
