"""Words of concern for a child: what is written then belongs in a notification, never in the registration."""

import re
from dataclasses import dataclass

# Danish stems, as coordinators write them. They are patterns of what is typed, not texts that are shown.
_CHILD = (
    r"(?:b(?:arn|ørn)\w*|dreng\w*|pige\w*|datter\w*|døtre\w*|søn\w*|spæd\w*|baby\w*|teenager\w*|mindreårig\w*"
    r"|\d{1,2}[- ]årig\w*)"
)
_HARM = (
    r"(?:slå(?:r|et)?|slog|bliver slået|tæsk\w*|vold\w*|misbrug\w*|overgreb\w*|mishandl\w*|vanrøgt\w*"
    r"|omsorgssvigt\w*|svigt\w*|tru(?:er|et|sler?)\w*|indespærr\w*|låst inde|tvangsgift\w*|tvangsægteskab\w*"
    r"|giftes? bort|genopdragelse\w*|omskær\w*|selvmord\w*|selvskad\w*|stukket af|blå mærker"
    r"|bange for (?:sin|sine|far|mor|at komme hjem)|skal sendes til)"
)
# "Bekymring for en pige", "underretning om barnet": said outright, whatever else stands in the sentence.
_OUTRIGHT = rf"(?:bekym\w*|underret\w*|mistanke\w*|mistænk\w*)[^.!?\n]{{0,60}}?\b{_CHILD}"
_IN_A_SENTENCE = rf"(?:\b{_CHILD}[^.!?\n]*?\b{_HARM}|\b{_HARM}[^.!?\n]*?\b{_CHILD})"
_ALONE = r"\b(?:genopdragelsesrejse\w*|børnemishandling\w*|tvangsfjern\w*)"
_CONCERN = re.compile(rf"\b{_OUTRIGHT}|{_IN_A_SENTENCE}|{_ALONE}", re.IGNORECASE)
# What a programme of prevention writes about every week, and which is nobody's case.
_SUBJECT = re.compile(
    r"\b(?:oplæg|kursus|temadag|tema|undervisning|debat|dialog|workshop|møde|viden|vejledning|materiale|pjece|emne\w*|foredrag)"
    r" (?:om|mod|vedr\.?|omkring)\b[^.!?\n]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Concern:
    """Where a text sounds like a concern for a child: *start* and *end* of the sentences, as in a slice."""

    start: int
    end: int


def concern_in(text: str) -> Concern | None:
    """The first place in *text* that sounds like a concern for a child, or None. Nothing of it is kept anywhere."""
    subjects = [match.span() for match in _SUBJECT.finditer(text)]
    for match in _CONCERN.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in subjects):
            return Concern(*_sentence(text, *match.span()))
    return None


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences round a place."""
    before = [match.end() for match in re.finditer(r"[.!?]\s+|\n", text) if match.end() <= start]
    after = re.search(r"[.!?](?=\s|$)|\n|$", text[end:])
    return (before[-1] if before else 0), end + (after.end() if after else 0)
