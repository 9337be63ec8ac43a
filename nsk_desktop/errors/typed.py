"""What people type that is no day, time or number."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class DateProblem(NskError):
    """What was typed is no day."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not a date. Write for example 04.03.2025, 4/3 or “yesterday”.").format(
            text=shortened(self.text)
        )


class NoSuchDate(DateProblem):
    """A day that the month does not have."""

    def __init__(self, day: int, month: int, year: int, last: int) -> None:
        super().__init__(f"{day:02}.{month:02}.{year}")
        self.month, self.year, self.last = month, year, last

    def message(self) -> str:
        return _("The date {date} does not exist. Write for example {example}, {short} or “yesterday”.").format(
            date=self.text, example=f"{self.last:02}.{self.month:02}.{self.year}", short=f"{self.last}/{self.month}"
        )


class NoSuchWeek(DateProblem):
    """A week that the year does not have."""

    def __init__(self, week: int, year: int) -> None:
        super().__init__(str(week))
        self.year = year

    def message(self) -> str:
        return _("Week {week} does not exist in {year}. Write a week from 1 to 52, or the date itself.").format(
            week=self.text, year=self.year
        )


class WrongWeekday(DateProblem):
    """The weekday and the date that were typed do not belong together."""

    def __init__(self, day: str, weekday: str, typed: str) -> None:
        super().__init__(day)
        self.weekday, self.typed = weekday, typed

    def message(self) -> str:
        return _("{date} is a {weekday}, not a {typed}. Correct the date or leave out the weekday.").format(
            date=self.text, weekday=self.weekday, typed=self.typed
        )


class ImprobableYear(DateProblem):
    """A year that nothing here can have happened in."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))

    def message(self) -> str:
        return _("The year {year} cannot be right. Write the year with four digits, for example 04.03.2025.").format(
            year=self.text
        )


class TimeProblem(NskError):
    """What was typed is no time of day, or could be two."""

    def __init__(self, text: str, hour: int | None = None, digit: int = 0) -> None:
        super().__init__(text)
        self.text, self.hour, self.digit = text, hour, digit

    def message(self) -> str:
        if self.hour is not None and self.digit < 6:
            return _(
                "“{text}” can be both {one} and {other}. Write both digits of the minutes, for example {one}."
            ).format(text=self.text, one=f"{self.hour}.0{self.digit}", other=f"{self.hour}.{self.digit}0")
        return _("“{text}” is not a time. Write for example 18.05, 1805 or 18.").format(text=shortened(self.text))


class NumberProblem(NskError):
    """What was typed is no number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not a number. Write for example 12.").format(text=shortened(self.text))


class AmountProblem(NumberProblem):
    """What was typed is no amount of money."""

    def message(self) -> str:
        return _("“{text}” is not an amount. Write for example 1.234,50.").format(text=shortened(self.text))


class UnclearAmount(AmountProblem):
    """An amount that could be two: *one* and *other* are how each would be written."""

    def __init__(self, text: str, one: str, other: str) -> None:
        super().__init__(text)
        self.one, self.other = one, other

    def message(self) -> str:
        return _("“{text}” can be both {one} and {other}. Write the one that is meant.").format(
            text=self.text, one=self.one, other=self.other
        )


class PhoneProblem(NskError):
    """What was typed is no phone number."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not a phone number. Write for example 33 66 33 66.").format(text=shortened(self.text))


class EmailProblem(NskError):
    """What was typed is no e-mail address."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("“{text}” is not an e-mail address. Write for example name@kk.dk.").format(text=shortened(self.text))


def shortened(text: str) -> str:
    """*text* on one line and short enough to stand in a sentence."""
    line = " ".join(text[:200].split())
    return line if len(line) <= 40 else line[:39] + "…"


class PeriodBackwards(NskError):
    """The last day of a period lies before its first."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last

    def message(self) -> str:
        return _("The period ends ({last}) before it begins ({first}). Swap the two dates.").format(
            first=self.first, last=self.last
        )


class EndsBefore(NskError):
    """Something ends on a day before it begins."""

    def message(self) -> str:
        return _("The last day lies before the first. Correct one of them.")


class TimesBackwards(NskError):
    """A meeting ends at a time that is not after its start; both as ``HH:MM``."""

    def __init__(self, first: str, last: str) -> None:
        super().__init__(first, last)
        self.first, self.last = first, last

    def message(self) -> str:
        return _("The end {last} is not after the start {first}. Write 23.59 if it ended after midnight.").format(
            first=self.first.replace(":", "."), last=self.last.replace(":", ".")
        )


class MoreThanCounted(NskError):
    """More came for the first time than came at all."""

    def __init__(self, number: int, most: int) -> None:
        super().__init__(number, most)
        self.number, self.most = number, most

    def message(self) -> str:
        return _("{number} for the first time is more than the {most} counted.").format(
            number=self.number, most=self.most
        )


class CountProblem(NumberProblem):
    """What was typed is no count of people, exact or estimated."""

    def message(self) -> str:
        return _("“{text}” is not a count. Write for example 5, or 5-8 when it is an estimate.").format(
            text=shortened(self.text)
        )
