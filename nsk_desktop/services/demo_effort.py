"""The example year's effort as a whole: money, stories, method cards, the area at the start, and two half-years.

Ids follow from the plan, so that nothing here takes part in the chance of the year.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import PeriodState
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.records import Area, MethodCard, Posting, Programme, Story, Target
from nsk_desktop.paths import resource
from nsk_desktop.services import periods
from nsk_desktop.services.budget import write_granted
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.change import Change


def read_plan() -> dict[str, Any]:
    """What the example year says of the effort."""
    plan: dict[str, Any] = json.loads(resource("demo", "effort.json").read_text(encoding="utf-8"))
    return plan


class EffortYear:
    """Writes what the plan says, among *actors* and *initiatives* in the order of the year's own plan."""

    def __init__(self, change: Change, plan: dict[str, Any], actors: Sequence[str], initiatives: Sequence[str]) -> None:
        self._change, self._plan = change, plan
        self._actors, self._initiatives = actors, initiatives

    def write(self, programme: Programme, area: Area) -> None:
        """Everything but the half-years, whose figures are counted when the year is there."""
        appropriation = self._plan["appropriation"]
        self._change.save(Programme, programme.id, appropriation=appropriation)
        self._change.save(Area, area.id, **self._plan["area"], residents=list(_residents(self._plan["residents"])))
        write_granted(self._change, programme.copied(appropriation=appropriation))
        for number, posting in enumerate(self._plan["postings"]):
            self._write_posting(number, *posting)
        for number, story in enumerate(self._plan["stories"]):
            self._change.create(Story(id=_id("story", number), **{**story, **self._about(story)}))
        for number, card in enumerate(self._plan["method_cards"]):
            self._change.create(MethodCard(id=_id("method_card", number), **{**card, **self._about(card)}))
        for number, (indicator, period, theme, value, notes) in enumerate(self._plan["targets"]):
            self._change.create(
                Target(
                    id=_id("target", number), indicator=indicator, period=period, theme=theme, value=value, notes=notes
                )
            )

    def _about(self, told: dict[str, Any]) -> dict[str, Any]:
        """When it was, and what it rests on."""
        return {
            "day": date.fromisoformat(told["day"]),
            "actors": [self._actors[actor] for actor in told["actors"]],
            "initiatives": [self._initiatives[initiative] for initiative in told["initiatives"]],
        }

    def _write_posting(
        self,
        number: int,
        day: str,
        text: str,
        ore: int,
        state: str,
        kind: str,
        supplier: str,
        voucher: str,
        initiative: int | None,
    ) -> None:
        on = date.fromisoformat(day)
        self._change.create(
            Posting(
                id=_id("posting", number),
                day=on,
                year=on.year,
                text=text,
                amount_ore=ore,
                state=state,
                kind=kind,
                supplier=supplier,
                voucher=voucher,
                initiative_id=None if initiative is None else self._initiatives[initiative],
            )
        )


def end_half_years(desk: Desk, plan: dict[str, Any]) -> None:
    """Sign or close the half-years of the plan."""
    for half_year, state, by, on in plan["periods"]:
        if state == PeriodState.SIGNED:
            periods.sign(desk, half_year, by, date.fromisoformat(on))
        else:
            periods.close(desk, half_year)


def _residents(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for year, bands in plan.items():
        if year != "source":
            for band, counts in bands.items():
                for gender, count in zip(("kvinde", "mand"), counts, strict=True):
                    cell = {"age_band": band, "gender": gender, "count": count}
                    yield {"year": int(year), **cell, "source": plan["source"]}


def _id(kind: str, number: int) -> str:
    return natural_id("demo", kind, str(number))
