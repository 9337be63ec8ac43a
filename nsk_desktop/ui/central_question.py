"""What the evaluator is asked before a file is merged: a new computer, a new key, improbably many deletions."""

from PySide6.QtWidgets import QWidget

from nsk_desktop.domain.numbers import whole
from nsk_desktop.errors.travelling import DeviceKeyChanged, DeviceUnknown, WouldShrink
from nsk_desktop.i18n import _
from nsk_desktop.services.central_plan import FileLine
from nsk_desktop.ui.asking import Asking
from nsk_desktop.ui.widgets.choice import Tick
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.text import foldable, label


class AcceptDialog(Asking):
    """The yes must be meant: without the tick that says what was done first, nothing is accepted."""

    def __init__(self, owner: QWidget | None, line: FileLine) -> None:
        problem = line.problem
        if isinstance(problem, DeviceUnknown):
            question, answer, tick = _trust_words()
        elif isinstance(problem, DeviceKeyChanged):
            question, answer, tick = _new_key_words()
        else:
            question, answer, tick = _shrink_words()
        super().__init__(owner, question, answer)
        self.setMinimumWidth(560)
        file = _("{name}, from {area}").format(name=line.name, area=line.area or _("an area without a name"))
        self.column.addWidget(label(foldable(file), "quiet", wrap=True))
        if isinstance(problem, DeviceUnknown):
            self._tell(_how_to_compare())
            self.words = self._tell(problem.words, "code")
        elif isinstance(problem, DeviceKeyChanged):
            self._tell(
                _(
                    "The computer {device} signed its earlier files with another key. That is right only if it was "
                    "set up anew. Somebody else may have made the file. Call the colleague on a number you know."
                ).format(device=problem.device[:8])
            )
            self._tell(_("Known until now:"), "quiet")
            self._tell(problem.known, "code")
            self._tell(_("The file says:"), "quiet")
            self.words = self._tell(problem.present, "code")
        elif isinstance(problem, WouldShrink):
            self._tell(
                _(
                    "The file marks {gone} of {present} rows in {sheet} as deleted. The rows stay in the workbook, "
                    "but no figure counts them any more. Ask the colleague whether that is right."
                ).format(gone=whole(problem.gone), present=whole(problem.present), sheet=problem.sheet)
            )
        self.tick = Tick(tick)
        self.field = Field("", self.tick)
        self.column.addWidget(self.field)
        self.tick.box.setFocus()

    @classmethod
    def ask(cls, owner: QWidget | None, line: FileLine) -> bool:
        """Whether the file is to be merged all the same."""
        return cls(owner, line).answered()

    def give(self) -> None:
        """Close only on a yes that is meant."""
        if self.tick.value():
            self.accept()
            return
        self.field.say(_("Do that first, and put the tick. Otherwise choose Cancel: the file waits."))
        self.tick.box.setFocus()

    def _tell(self, text: str, look: str = "") -> QWidget:
        made = label(text, look, wrap=True)
        self.column.addWidget(made)
        return made


def _trust_words() -> tuple[str, str, str]:
    return (
        _("Is it the colleague's computer?"),
        _("Take files from this computer"),
        _("I have called, and the colleague read out the same six words"),
    )


def _new_key_words() -> tuple[str, str, str]:
    return (
        _("Has the computer got a new key?"),
        _("Accept the new key"),
        _("I have called, the colleague knows why, and read out the new words"),
    )


def _shrink_words() -> tuple[str, str, str]:
    return (
        _("Is so much to be marked as deleted?"),
        _("Mark the rows as deleted"),
        _("I have asked the colleague, and it is right"),
    )


def _how_to_compare() -> str:
    return _(
        "This computer has sent nothing before. Call the colleague on a number you know, and have them read out the "
        "six words of their computer. They stand under Submission. They must be these:"
    )
