"""The share of the residents that was reached, as an honest interval, and the groups that are reached less.

Who is reached need not live in the area, and who is only counted may live anywhere. So at least as many residents are
reached as are registered as living there; at most everybody who may have been reached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, AgeBand, Gender
from nsk_desktop.measures.bounds import most
from nsk_desktop.measures.scope import Scope

LESS, PERHAPS = "less", "perhaps"
FEW = 0.5
"""A group of which less than half the share of all is registered is perhaps reached less."""
FEWEST = 5
"""Where fewer live, a share would speak of single people and nothing is said of it."""


class ResidentCount(NamedTuple):
    """How many live in the area of one age band and gender."""

    age_band: str
    gender: str
    number: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some residents were reached."""

    age_band: str
    gender: str
    """Both empty for all; one of them for an age or a gender."""
    residents: int
    reached_low: int
    reached_high: int
    registered: int
    """The registered of this age and gender, wherever they live."""
    verdict: str = ""
    """``less`` when it is certain that a smaller share is reached than of all, ``perhaps`` when it looks so."""

    @property
    def few(self) -> bool:
        """Whether so few live here that their share would speak of single people."""
        return self.residents < FEWEST

    @property
    def low(self) -> float:
        return min(self.reached_low / self.residents, 1.0)

    @property
    def high(self) -> float:
        return min(self.reached_high / self.residents, 1.0)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one year's residents."""

    year: int
    total: Share
    parts: tuple[Share, ...]
    """Ages, then genders, then both together. Different parts overlap and are never added up."""

    @property
    def under_reached(self) -> tuple[Share, ...]:
        """The groups that are certainly reached less than all: of an age or gender as a whole rather than by part."""
        less = {(part.age_band, part.gender): part for part in self.parts if part.verdict == LESS}
        return tuple(
            part
            for (band, gender), part in less.items()
            if not (band and gender) or not less.keys() & {(band, ""), ("", gender)}
        )


def measure_shares(scope: Scope, years: Mapping[int, Sequence[ResidentCount]]) -> Shares | None:
    """The shares of the residents as they were counted last before the end of *scope*, or first after it."""
    year = _year(years, scope.last.year)
    counts = [row for row in years.get(year, ()) if row.number > 0] if year is not None else []
    if year is None or not counts:
        return None
    citizen = scope.people.citizen
    living = {citizen.get(id, id) for id, row in scope.rows.persons.items() if row.lives_here}
    total = _share(scope, living, "", "", counts)
    ages = [band for band in AGE_BANDS.codes if band != AgeBand.UNKNOWN]
    genders = [gender for gender in GENDERS.codes if gender != Gender.NOT_STATED]
    cells = [(band, "") for band in ages] + [("", gender) for gender in genders]
    cells += [(band, gender) for band in ages for gender in genders]
    parts = []
    for band, gender in cells:
        of_cell = [row for row in counts if band in ("", row.age_band) and gender in ("", row.gender)]
        if of_cell:
            parts.append(_judged(_share(scope, living, band, gender, of_cell), total))
    return Shares(year, total, tuple(parts))


def _year(years: Mapping[int, Sequence[ResidentCount]], wanted: int) -> int | None:
    before = [year for year in years if year <= wanted]
    return max(before) if before else min(years, default=None)


def _share(scope: Scope, living: set[str], band: str, gender: str, counts: Sequence[ResidentCount]) -> Share:
    only = dict(scope.only)
    for by, key in (("age", band), ("gender", gender)):
        if key:
            # A filter that leaves the group out leaves nobody of it.
            only[by] = [key] if by not in only or key in only[by] else [""]
    registered, perhaps, (unnamed, unknown) = scope.traits.sizes(only)
    return Share(
        band,
        gender,
        residents=sum(row.number for row in counts),
        reached_low=scope.people.fewest(registered & living),
        reached_high=most(unnamed, registered, unknown).number + len(perhaps),
        registered=len(registered),
    )


def _judged(share: Share, total: Share) -> Share:
    verdict = ""
    if share.few:
        return share
    if share.high < total.low:
        verdict = LESS
    elif share.registered / share.residents < FEW * total.registered / total.residents:
        verdict = PERHAPS
    return replace(share, verdict=verdict)


def shares_json(shares: Shares) -> dict[str, Any]:
    """The shares as outside tools read them. Of very few residents only how many they are is said."""
    less = shares.under_reached
    return {
        "year": shares.year,
        "total": _share_json(shares.total),
        "groups": [_share_json(part) for part in shares.parts],
        "under_reached": [{"age": one.age_band or None, "gender": one.gender or None} for one in less],
    }


def _share_json(share: Share) -> dict[str, Any]:
    who: dict[str, Any] = {"age": share.age_band or None, "gender": share.gender or None, "residents": share.residents}
    if share.few:
        return {**who, "reached": None, "share": None, "reached_less": None}
    return {
        **who,
        "reached": {"lower": share.reached_low, "upper": share.reached_high},
        "share": {"lower": round(share.low, 3), "upper": round(share.high, 3)},
        "reached_less": {LESS: "certainly", PERHAPS: "perhaps"}.get(share.verdict),
    }
