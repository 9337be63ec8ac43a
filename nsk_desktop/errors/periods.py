"""Half-years that cannot be signed or closed as they are."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class PeriodNotOver(NskError):
    """A half-year is signed when it has ended."""

    def __init__(self, half_year: str, last: str) -> None:
        super().__init__(half_year)
        self.last = last

    def message(self) -> str:
        return _("The half-year ends on {day}. It can be signed from the day after.").format(day=self.last)


class AlreadySigned(NskError):
    """A signed half-year is opened before anything else is done to it."""

    def __init__(self, half_year: str, by: str) -> None:
        super().__init__(half_year)
        self.by = by

    def message(self) -> str:
        return _("The half-year is signed by {name}. Open it first, if the figures are to be signed again.").format(
            name=self.by
        )


class SignerMissing(NskError):
    """Nobody has said who signs."""

    def message(self) -> str:
        return _("Write who signs, for example your initials.")


class NotSigned(NskError):
    """What became of signed figures is asked of a half-year that nobody has signed."""

    def __init__(self, half_year: str) -> None:
        super().__init__(half_year)
        self.half_year = half_year

    def message(self) -> str:
        return _("Nobody has signed {half_year}, so there are no frozen figures to compare with.").format(
            half_year=self.half_year
        )
