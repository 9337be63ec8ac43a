"""The question under a name being typed: is it somebody who is here already?"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import same_person
from nsk_desktop.services.same_person import Likeness
from nsk_desktop.ui.background import Progress
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.widgets.field import announce
from nsk_desktop.ui.widgets.notices import Choice, Notice

Answers = Callable[[list[Likeness]], Sequence[Choice]]


class LikenessNotice(Notice):
    """Asks on the worker, so that typing never waits, and says the answer to a screen reader too."""

    changed = Signal()
    """The question is another one, or has gone."""

    def __init__(self, context: Context, answers: Answers) -> None:
        super().__init__()
        self._context = context
        self._answers = answers
        self._asked = 0
        self.found: list[Likeness] = []

    def ask(
        self,
        alias: str,
        surname: str = "",
        birth_year: int | None = None,
        age_band: str | None = None,
        gender: str | None = None,
        leave_out: str = "",
    ) -> None:
        """Look for those who are like the person; the newest question is the one that is answered."""
        self._asked += 1
        number, desk = self._asked, self._context.desk

        def job(progress: Progress) -> list[Likeness]:
            if number != self._asked:
                return []
            return same_person.suggest(
                desk, alias, surname, birth_year, age_band, gender, leave_out=leave_out, progress=progress
            )

        def done(found: list[Likeness]) -> None:
            if number == self._asked:
                self._say(f"{alias} {surname}".strip(), found)

        self._context.runner.run(job, done)

    def drop(self) -> None:
        """Ask no more, and take no answer that is still on its way."""
        self._asked += 1
        self.found = []
        self.show_choices("")

    def _say(self, name: str, found: list[Likeness]) -> None:
        before, self.found = self.found, found
        if not found:
            self.show_choices("")
            self.changed.emit()
            return
        sentence = question(name, found)
        self.show_choices(sentence, self._answers(found))
        self.changed.emit()
        if [one.id for one in before] != [one.id for one in found]:
            announce(self, sentence)


def question(name: str, found: Sequence[Likeness]) -> str:
    """Who the name is like, and when they were last seen."""
    others = ", ".join(_seen(one) for one in found)
    return _("{name} looks like {others}. Is it the same person?").format(name=name, others=others)


def yes(one: Likeness, alone: bool) -> str:
    """The answer that it is somebody who is here already."""
    if not alone:
        return _("Yes, use {name}").format(name=one.name)
    return {"kvinde": _("Yes, use her"), "mand": _("Yes, use him")}.get(one.gender, _("Yes, use that person"))


def _seen(one: Likeness) -> str:
    if one.seen.last is None:
        return one.name
    day = show_day(one.seen.last)
    if not one.seen.at:
        return _("{name} (last seen {day})").format(name=one.name, day=day)
    return _("{name} (last seen {day} at {meeting})").format(name=one.name, day=day, meeting=one.seen.at)
