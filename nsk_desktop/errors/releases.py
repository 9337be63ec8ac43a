"""Figures that are not given out: each says what would have to be done first."""

from collections.abc import Sequence

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


class NotGivenOut(NskError):
    """Figures of a half-year that are not given out."""

    def __init__(self, half_year: str, *facts: object) -> None:
        super().__init__(half_year, *facts)
        self.half_year = half_year


class NothingSigned(NskError):
    """There is no half-year to give figures of."""

    def message(self) -> str:
        return _(
            "No half-year is signed. Figures are given out only of half-years that somebody has signed. Sign one first."
        )


class NotAHalfYear(NotGivenOut):
    """Something else than one half-year of the calendar was asked for."""

    def message(self) -> str:
        return _(
            "{text} is not a half-year. Figures are given out by whole half-years only, for example 2025H1: periods "
            "that overlap could be held against each other, and the difference would show what is hidden."
        ).format(text=self.half_year)


class NotSigned(NotGivenOut):
    """Nobody has signed it."""

    def message(self) -> str:
        return _("{half_year} is not signed. Sign the half-year first; then its figures can be given out.").format(
            half_year=self.half_year
        )


class SignatureUnsure(NotGivenOut):
    """Two have signed, or what stands there is not what was signed."""

    def message(self) -> str:
        return _(
            "The signature under {half_year} is disputed or does not fit its figures. Open the half-year and sign it "
            "again; then its figures can be given out."
        ).format(half_year=self.half_year)


class FiguresMoved(NotGivenOut):
    """The figures are no longer those that were signed."""

    def message(self) -> str:
        return _(
            "The figures of {half_year} have changed since they were signed. Open the half-year and sign it again; "
            "then its figures can be given out."
        ).format(half_year=self.half_year)


class OtherThanSeen(NotGivenOut):
    """Between looking and giving out something was corrected that the signature does not cover."""

    def message(self) -> str:
        return _(
            "Something in {half_year} was corrected after you looked at what its file will hold. Nothing is given out. "
            "Look again."
        ).format(half_year=self.half_year)


class SignedElsewhere(NotGivenOut):
    """Another computer signed, and so another computer gives out."""

    def message(self) -> str:
        return _(
            "{half_year} was signed on another computer, or before a backup was put back here. The computer that signs "
            "gives the figures out, so that there is only one file. Make it there, or open the half-year and sign it "
            "here."
        ).format(half_year=self.half_year)


class ColleaguesUnaware(NotGivenOut):
    """A colleague's computer might have given out the same half-year."""

    def __init__(self, half_year: str, names: Sequence[str]) -> None:
        super().__init__(half_year, *names)
        self.names = tuple(names)

    def message(self) -> str:
        return _(
            "Not all computers know yet that {half_year} is signed: {names}. Send them a team file and take in the one "
            "they answer with. Then nobody can give out the same half-year with other figures. A computer that is lost "
            "is shut out in the list of colleagues' computers."
        ).format(half_year=self.half_year, names=", ".join(self.names))


class ReleaseLost(NotGivenOut):
    """It was given out, and a backup put back does not know with which figures."""

    def message(self) -> str:
        return _(
            "The figures of {half_year} were given out before a backup was put back here, and the backup does not know "
            "them. They are not made anew, because the difference could show what is hidden. Take in a colleague's "
            "team file, or use the file that was given out."
        ).format(half_year=self.half_year)


class ReleaseAltered(NotGivenOut):
    """What is kept is not what was given out."""

    def message(self) -> str:
        return _(
            "What is kept of the figures given out for {half_year} is not what was signed then. Use the file that was "
            "given out."
        ).format(half_year=self.half_year)


class LimitTooLow(NskError):
    """Numbers below 5 are never given out."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least, self.most = least, most

    def message(self) -> str:
        return _("The limit for small numbers is a whole number from {least} to {most}.").format(
            least=self.least, most=self.most
        )
