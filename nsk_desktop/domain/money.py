"""The money of the effort: what was granted, and what it is used for. Amounts are whole øre."""

from datetime import date

from nsk_desktop.domain.codes import BudgetKind, PostingState
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.mapping import Exchanged, Mapped, code_field, date_field, number_field, reference, text_field


class BudgetLine(Exchanged):
    """An amount granted for one year and one kind. Further grants are lines of their own."""

    __tablename__ = "budget_line"

    year: Mapped[int | None] = number_field()
    kind: Mapped[str] = code_field(BudgetKind.ACTIVITY)
    amount_ore: Mapped[int] = number_field(default=0)
    text: Mapped[str] = text_field()


class Posting(Exchanged):
    """One expense, from when it is planned until it stands in the accounts."""

    __tablename__ = "posting"

    day: Mapped[date | None] = date_field(indexed=True)
    text: Mapped[str] = text_field(personal=True)
    supplier: Mapped[str] = text_field(personal=True)
    amount_ore: Mapped[int] = number_field(default=0)
    state: Mapped[str] = code_field(PostingState.BOOKED)
    voucher: Mapped[str] = text_field(personal=True)
    year: Mapped[int | None] = number_field()
    """The year of the budget that it is taken from."""
    kind: Mapped[str] = code_field(BudgetKind.ACTIVITY)
    initiative_id: Mapped[str | None] = reference("initiative")
    session_id: Mapped[str | None] = reference("session")


def granted_line_id(programme: str, number: int, kind: str) -> str:
    """The id of the line of the programme's own table for its year *number*, the first being 1.

    Two laptops that enter the table enter it once; when they take the programme to begin in different years, they
    disagree about the year of each line, which somebody decides, and the money is not there twice.
    """
    return natural_id("budget_line", programme, str(number), kind)
