"""What came of the work, in words: stories of change, and cards that say how a method is used."""

from datetime import date

from nsk_desktop.domain.mapping import Exchanged, Mapped, date_field, flag_field, list_field, text_field


class Story(Exchanged):
    """Somebody changed something: a kind of actor or a group, never a named citizen.

    Its words leave the laptop in the evaluation file only when it is marked for evaluation, so to the exporter they
    are personal.
    """

    __tablename__ = "story"

    title: Mapped[str] = text_field(personal=True)
    day: Mapped[date | None] = date_field()
    who: Mapped[str] = text_field(personal=True)
    """The kind of actor or the group that changed."""
    what: Mapped[str] = text_field(personal=True)
    significance: Mapped[str] = text_field(personal=True)
    contribution: Mapped[str] = text_field(personal=True)
    """What the effort did towards it."""
    evidence: Mapped[str] = text_field(personal=True)
    substantiated_by: Mapped[str] = text_field(personal=True)
    """Who can confirm it. Stays on the laptop, marked or not."""
    themes: Mapped[list[str]] = list_field()
    actors: Mapped[list[str]] = list_field()
    initiatives: Mapped[list[str]] = list_field()
    series: Mapped[list[str]] = list_field()
    sessions: Mapped[list[str]] = list_field()
    bridges: Mapped[list[str]] = list_field()
    ratings: Mapped[list[str]] = list_field()
    for_evaluation: Mapped[bool] = flag_field()
    in_report: Mapped[bool] = flag_field()
    """Somebody wants it printed in the report of the period that its day lies in."""


class MethodCard(Exchanged):
    """How something was done, so that others can do it too."""

    __tablename__ = "method_card"

    title: Mapped[str] = text_field()
    day: Mapped[date | None] = date_field()
    """When it was tried."""
    themes: Mapped[list[str]] = list_field()
    context: Mapped[str] = text_field(personal=True)
    steps: Mapped[str] = text_field(personal=True)
    resources: Mapped[str] = text_field(personal=True)
    worked_for: Mapped[str] = text_field(personal=True)
    """What worked, and for whom."""
    conditions: Mapped[str] = text_field(personal=True)
    """What has to be in place for it to work."""
    actors: Mapped[list[str]] = list_field()
    initiatives: Mapped[list[str]] = list_field()
    series: Mapped[list[str]] = list_field()
    sessions: Mapped[list[str]] = list_field()
    bridges: Mapped[list[str]] = list_field()
    ratings: Mapped[list[str]] = list_field()
    in_report: Mapped[bool] = flag_field()
    """Somebody wants it printed in the report of the period that its day lies in."""


Outcome = Story | MethodCard
OUTCOMES: dict[str, type[Story] | type[MethodCard]] = {"story": Story, "method_card": MethodCard}
