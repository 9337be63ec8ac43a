"""From an age to the band it falls in."""

from nsk_desktop.domain.codes import AgeBand

# The last whole year of age in each band.
LAST_AGES = (
    (AgeBand.CHILD, 12),
    (AgeBand.YOUTH, 17),
    (AgeBand.YOUNG_ADULT, 29),
    (AgeBand.ADULT, 59),
    (AgeBand.SENIOR, 120),
)


def age_band(age: int | None) -> str:
    """The age band that *age* (whole years) falls in; unknown for None or an impossible age."""
    if age is None or age < 0:
        return AgeBand.UNKNOWN
    return next((band for band, last in LAST_AGES if age <= last), AgeBand.UNKNOWN)
