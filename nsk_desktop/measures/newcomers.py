"""Who is new: registered people who had not come to anything before."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nsk_desktop.measures.grouping import Part
from nsk_desktop.measures.people import People


def count_newcomers(
    by: str | None, parts: Sequence[Part], earlier: AbstractSet[str] | None, people: People
) -> Mapping[str, int]:
    """How many are new in each of *parts*, by its key; nothing when it is not known who came earlier.

    Somebody is new once in the whole effort, whatever group they came to before. Half-years follow each other, so
    who came in one is not new in the next.
    """
    if earlier is None:
        return {}
    known = {people.citizen.get(person, person) for person in earlier}
    found: dict[str, int] = {}
    for part in sorted(parts, key=lambda part: part.key) if by == "half-year" else parts:
        there = set().union(*[tally.reached.people for tally in part.tallies])
        found[part.key] = len(there - known)
        if by == "half-year":
            known |= there
    return found
