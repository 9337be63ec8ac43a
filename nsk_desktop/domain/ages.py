"""From an age to the band it falls in."""

from nsk_desktop.domain.codes import AgeBand


def age_band(age: int | None) -> str:
    """The age band that *age* (whole years) falls in; unknown for None or an impossible age."""
    if age is None or not 0 <= age <= 120:
        return AgeBand.UNKNOWN
    for band, last in ((AgeBand.CHILD, 12), (AgeBand.YOUTH, 17), (AgeBand.YOUNG_ADULT, 29), (AgeBand.ADULT, 59)):
        if age <= last:
            return band
    return AgeBand.SENIOR
