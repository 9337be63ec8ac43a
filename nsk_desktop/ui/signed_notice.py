"""A quiet word on a meeting whose half-year is signed: it can be changed, and the change is listed."""

from datetime import date

from nsk_desktop.i18n import _
from nsk_desktop.services import periods
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.widgets.notices import Notice


class SignedNotice(Notice):
    """Stands above what it is about, and leads to the half-year."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.hide()

    def show_for(self, day: date | None) -> None:
        """Say whether the half-year of *day* is signed."""
        row = periods.signed_at(self._context.desk, day)
        if row is None:
            self.show_choices("")
            return
        sentence = _("{half_year} is signed by {name}. You can change the meeting; the change is listed there.")
        id = row.id
        self.show_choices(
            sentence.format(half_year=row.label, name=row.signed_by),
            ((_("See the half-year"), lambda: self._context.go("periods", id)),),
        )
