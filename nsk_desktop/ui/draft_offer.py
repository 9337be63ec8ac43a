"""After a crash: what somebody was in the middle of, offered again at the start. Nothing is thrown away by default."""

from nsk_desktop.domain.dates import show_day
from nsk_desktop.i18n import _
from nsk_desktop.services import drafts
from nsk_desktop.services.drafts import Unfinished
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.places import home_of, places
from nsk_desktop.ui.widgets.notices import Notice


def name_of(unfinished: Unfinished) -> str:
    """What was being written, without the name of anybody: it is shown before anything is opened."""
    if unfinished.day is not None:
        return _("the meeting {day}").format(day=show_day(unfinished.day)[:5])
    named = {
        "activities": _("a meeting"),
        "series": _("a series"),
        "participants": _("a participant"),
        "actors": _("a local actor"),
        "bridges": _("a bridge"),
    }
    titles = {place.name: place.title for place in places()}
    return named.get(unfinished.place) or _("something under {page}").format(page=titles[home_of(unfinished.place)])


class DraftOffer(Notice):
    """One thing at a time, the latest first."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._waiting = [one for one in drafts.list_unfinished(context.desk) if not one.aside]
        context.drafts.taken_up.connect(self._leave_out)

    def begin(self) -> None:
        """Offer what waits; hide when nothing does."""
        if not self._waiting:
            self.show_choices("")
            return
        sentence = _("You were in the middle of {what}.").format(what=name_of(self._waiting[0]))
        self.show_choices(sentence, ((_("Continue"), self._go_on), (_("Put with the drafts"), self._put_aside)))

    def focus_first(self) -> None:
        """Put the focus on going on, so that Enter is enough."""
        self.buttons[0].setFocus()

    def _leave_out(self, place: str, record: str) -> None:
        """It is open already: somebody found the way alone."""
        self._waiting = [one for one in self._waiting if (one.place, one.record) != (place, record)]
        self.begin()

    def _go_on(self) -> None:
        chosen = self._waiting.pop(0)
        self.begin()
        self._context.go(chosen.place, chosen.opens_with())

    def _put_aside(self) -> None:
        if drafts.put_aside(self._context.desk, self._waiting[0]):
            self._waiting.pop(0)
            self._context.tell(
                _("It is under Data in and out, Drafts, and comes back when you open it."), undoable=False
            )
        self.begin()
