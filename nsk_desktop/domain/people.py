"""Participants, and what a person has said of two who look alike."""

from typing import Any

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.domain.identity import new_pseudonym
from nsk_desktop.domain.mapping import Exchanged, Mapped, code_field, number_field, object_field, reference, text_field


class Participant(Exchanged):
    """A citizen (M1) or a professional (M2). An alias is enough, and is the default.

    There is on purpose no field for a personal number, address, ethnicity, religion, family tie or concern.
    """

    __tablename__ = "participant"

    alias: Mapped[str] = text_field(personal=True)
    surname: Mapped[str] = text_field(personal=True)
    birth_year: Mapped[int | None] = number_field(personal=True)
    age_band: Mapped[str | None] = code_field()
    gender: Mapped[str] = code_field("ikke oplyst")
    target_group: Mapped[str | None] = code_field("M1")
    subgroup: Mapped[str | None] = code_field()
    relation: Mapped[str | None] = code_field()
    consent: Mapped[dict[str, Any]] = object_field()
    """{status, date, wording, withdrawn_on}: one value, because half of each of two edits would be false."""
    safe_contact: Mapped[str] = text_field(personal=True)
    pseudonym: Mapped[str] = text_field()


class PersonPair(Exchanged):
    """What a person has said of two participants: maybe the same, the same, or not. Reversible."""

    __tablename__ = "person_pair"

    first_id: Mapped[str | None] = reference("participant")
    second_id: Mapped[str | None] = reference("participant")
    verdict: Mapped[str] = code_field(PairVerdict.POSSIBLY)
    chosen_in: Mapped[str] = text_field()
    """The saves that came with the join, such as of the values that were chosen: taking the answer back takes them
    back too."""


def new_participant(**fields: Any) -> Participant:
    """A participant with a fresh random pseudonym."""
    return Participant(pseudonym=new_pseudonym(), **fields)
