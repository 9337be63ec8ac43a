"""The residents of the area as reach is compared with them, in the window and on the command line."""

from datetime import date

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS
from nsk_desktop.i18n import _
from nsk_desktop.measures.reach import EVERYTHING, Only
from nsk_desktop.measures.residents import LESS, PERHAPS, ResidentCount, Share, Shares, measure_shares, shares_json
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.services import effort, figures
from nsk_desktop.services.desk import Desk

__all__ = ["Share", "Shares", "shares_json"]


def counts(desk: Desk) -> dict[int, list[ResidentCount]]:
    """How many live here by year."""
    found: dict[int, list[ResidentCount]] = {}
    for row in effort.residents(effort.get_area(desk)):
        found.setdefault(row.year, []).append(ResidentCount(row.age_band, row.gender, row.count))
    return found


def shares(desk: Desk, first: date, last: date, only: Only = EVERYTHING) -> Shares | None:
    """How large a share was reached from *first* to *last*; nothing when nobody has said how many live here."""
    known = counts(desk)
    if not known:
        return None
    return measure_shares(scope_of(figures.rows(desk, first, last), first, last, only), known)


def name_of(share: Share) -> str:
    """Whose share it is."""
    parts = [AGE_BANDS.label(share.age_band), GENDERS.label(share.gender)]
    return " · ".join(part for part in parts if part) or _("All")


def verdict_of(share: Share) -> str:
    """Whether the group is reached less than all."""
    if share.few:
        return _("too few to say")
    return {LESS: _("Yes, certainly"), PERHAPS: _("Perhaps")}.get(share.verdict, "")


def under_reached_sentence(shares: Shares) -> str:
    """The groups that are certainly reached less; nothing when there are none."""
    names = ", ".join(name_of(share) for share in shares.under_reached)
    return _("Certainly reached less than the area as a whole: {names}.").format(names=names) if names else ""
