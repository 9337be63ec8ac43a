"""Words of concern for a child: what is written then belongs in a notification, never in the registration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Danish stems, as coordinators write them. They are patterns of what is typed, not texts that are shown. Children are
# named by whole words, so that nobody worries about a Sunday (søndag), a nursery or a cap for babies.
_CHILD = (
    r"(?:(?:barne|spæd|små)?b(?:arn(?:ets?|s)?|ørn(?:enes?|s)?)|dreng(?:en|ene|e)?s?|pige(?:n|r|rne)?s?|elev(?:en|erne|er)?s?"
    r"|(?:sted)?datter(?:en)?s?|døtre(?:ne)?s?|(?:sted)?søn(?:nen|ner|nerne)?s?|baby(?:en|er|erne)?s?"
    r"|teenager(?:en|e|ne)?s?|mindreårig\w*|(?:\d|1[0-7])[- ]årig\w*|(?:søster|bror) på (?:\d|1[0-7])(?: år)?)\b"
)
_ONE_CHILD = (
    r"(?:barnet|drengen|pigen|eleven|datteren|sønnen|teenageren|babyen"
    r"|(?:en|et|min|sin|mit|sit|hendes|hans|deres|vores) (?:\w+ )?(?:barn|dreng|pige|elev|datter|søn|teenager|baby))\b"
)
_OF = r"(?:(?:en|et|den|det|de|to|tre|nogle|flere|mange|af|min|mine|sin|sine|hendes|hans|deres|vores|\w+) ){0,3}?"
_FAMILY = r"(?:(?:sted|bonus)?(?:far|mor)|forældre|familien?|(?:store)?brødre|(?:store)?bror|onkel|fædre|mand)\w{0,4}"
# To strike is also to beat a record, to settle a point, to let one's hair down and to merge two groups.
_STRIKES = (
    r"(?:slå|slår|slog|slået)\b"
    r"(?!(?: (?:sig|os|jer|mig))? (?:fast|rekord|til|løs|sammen|lejr|op|et slag|slag|følge|hul|om))"
    r"(?! (?:sig|os|jer|mig) (?:ned|på)\b)(?!(?: \w+){1,3} sammen\b)"
)
_HARM = (
    rf"(?:{_STRIKES}|tæsk\w*|tævet?\b|vold(?!som|gift)\w*|misbrug\w*|overgreb\w*|mishandl\w*|vanrøgt\w*"
    r"|omsorgssvigt\w*|svigtet?\b|svigter (?:barnet|børnene|sit|sine|ham|hende)|tru(?:er|et|sler?)\w*|indespærr\w*"
    r"|låst inde|låser \w+ inde|tvangsgift\w*|tvangsægteskab\w*|giftes? (?:bort|væk)|lovet væk|genopdragelse\w*"
    r"|omsk[æå]r\w*|selvmord\w*|selvskad\w*|skærer? (?:i )?sig selv|skader? sig selv|stukket af|blå mærker"
    rf"|bange for (?:(?:sin|sine|deres|hendes|hans) )?{_FAMILY}\b|bange for at (?:komme|gå|tage) hjem|skal sendes til"
    r"|rører? ved (?:ham|hende|dem|barnet|drengen|pigen|datteren|sønnen)|ikke (?:nok mad|mad nok)|går sult\w*"
    r"|passer sig selv|alene om natten|(?:far|faren|mor|moren|forældrene) drikker\b(?! (?:kaffe|te|saft|vand)))"
)
# "Bekymring for en pige", "underretning på barnet": said outright, whatever else stands in the sentence.
_OUTRIGHT = (
    rf"(?:bekym\w* (?:for|om|over|omkring) {_OF}{_CHILD}|bekym\w* for,? (?:om|at) {_ONE_CHILD}"
    rf"|underretning(?:en|er|erne)? (?:på|om|for|omkring|vedr\w*\.?) {_OF}{_CHILD}"
    r"|underret\w* (?:kommunen|forvaltningen|socialforvaltningen|myndighederne)"
    rf"|(?:mistanke\w*|mistænk\w*)(?: \w+)?,? (?:om|for),? (?:at )?{_OF}{_CHILD})"
)
_ALONE = r"(?:genopdragelsesrejse\w*|børnemishandling\w*|tvangsfjern\w*)"
_SAYS_IT = re.compile(rf"\b(?:{_OUTRIGHT}|{_ALONE})", re.IGNORECASE)
_NAMES_CHILD = re.compile(rf"\b{_CHILD}", re.IGNORECASE)
_NAMES_HARM = re.compile(rf"\b{_HARM}", re.IGNORECASE)
# Grown-up daughters marry too; it is the age that makes it a concern.
_NAMES_WEDDING = re.compile(r"\bskal giftes\b", re.IGNORECASE)
_NAMES_AGE = re.compile(r"\b(?:er|på|kun|fylder) 1[0-7]\b|\b1[0-7][- ]år|\bunder 18\b", re.IGNORECASE)
_TOGETHER = ((_NAMES_CHILD, _NAMES_HARM), (_NAMES_WEDDING, _NAMES_AGE))
# What a programme of prevention writes about every week, and which is nobody's case.
_SUBJECT = re.compile(
    r"\b(?:oplæg|kursus|temadag|temaaften|tema|undervisning|debat|dialog|workshop|møde|viden|vejledning|materiale|pjece"
    r"|emne\w*|foredrag) (?:om|mod|vedr\.?|omkring)\b.*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?!\s|$))*[.!?]?")


@dataclass(frozen=True, slots=True)
class Concern:
    """Where a text sounds like a concern for a child: *start* and *end* of the sentence, as in a slice."""

    start: int
    end: int


def concern_in(text: str) -> Concern | None:
    """The first sentence in *text* that sounds like a concern for a child. Nothing of it is kept anywhere."""
    for sentence in _sentences(text):
        said = _SUBJECT.sub("", text[sentence.start : sentence.end])
        if _SAYS_IT.search(said) or any(all(part.search(said) for part in parts) for parts in _TOGETHER):
            return sentence
    return None


def _sentences(text: str) -> Iterator[Concern]:
    for match in _SENTENCE.finditer(text):
        yield Concern(*match.span())
