"""The draft of what minutes say of a case: what was recorded at the meeting, in words, in the writer's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from notifications.dates import date_in_words
from notifications.document_words import words_in


@dataclass(frozen=True)
class Recorded:
    """Of one case at one meeting, parties by name.

    `heard` are those whose words, said there, are read in the case alone, `told` those who told something before it;
    a person is `citizen` or `somebody`. `acts_by` is when the authority acts, where it does; `left_out` is why the
    meeting did not treat the case.
    """

    outcome: str = ""
    authority: str = ""
    acts_by: date | None = None
    left_out: str = ""
    grounds: str = ""
    dissents: tuple[tuple[str, str], ...] = ()
    heard: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    actions: tuple[tuple[str, str, date], ...] = ()
    follow_ups: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class Sentences:
    """Patterns, filled by name; a language joins by one more."""

    outcome: str
    authority: str
    acts_by: str
    left_out: str
    grounds: str
    dissent: str
    heard: str
    told: str
    action: str
    follow_up: str
    people: Mapping[str, str]


SENTENCES: Mapping[str, Sentences] = MappingProxyType(
    {
        "da": Sentences(
            outcome="Udfald: {outcome} ({agreed}).",
            authority="Ansvarlig myndighed: {authority}.",
            acts_by="Ansvarlig myndighed: {authority}, senest {day}.",
            left_out="Sagen blev ikke behandlet: {why}",
            grounds="Begrundelse: {grounds}",
            dissent="Uenig, {party}: {words}",
            heard="Mundtlige oplysninger fra {parties} (læses i sagen).",
            told="Oplyst inden mødet af {parties} (læses i sagen).",
            action="Aftalt: {what} ({owner}, senest {day}).",
            follow_up="Opfølgning {day}: {purpose}",
            people=MappingProxyType({"citizen": "borgeren", "somebody": "en anden person"}),
        ),
        "en": Sentences(
            outcome="Outcome: {outcome} ({agreed}).",
            authority="Responsible authority: {authority}.",
            acts_by="Responsible authority: {authority}, by {day}.",
            left_out="The case was not treated: {why}",
            grounds="Grounds: {grounds}",
            dissent="Dissent, {party}: {words}",
            heard="Oral information from {parties} (read in the case).",
            told="Told before the meeting by {parties} (read in the case).",
            action="Agreed: {what} ({owner}, by {day}).",
            follow_up="Follow-up {day}: {purpose}",
            people=MappingProxyType({"citizen": "the citizen", "somebody": "another person"}),
        ),
    }
)


def draft(recorded: Recorded, language: str) -> str:
    """Empty where nothing was recorded; what people wrote stands as they wrote it."""
    spoken = language if language in SENTENCES else "da"
    return "\n".join(_lines(recorded, spoken))


def _lines(recorded: Recorded, spoken: str) -> Iterator[str]:
    said, words = SENTENCES[spoken], words_in(spoken)
    if recorded.outcome:
        agreed = words.dissent if recorded.dissents else words.consensus
        yield said.outcome.format(outcome=words.outcomes[recorded.outcome], agreed=agreed.lower())
        yield _authority(recorded, spoken)
        yield said.grounds.format(grounds=recorded.grounds)
    if recorded.left_out:
        yield said.left_out.format(why=recorded.left_out)
    for party, dissent in recorded.dissents:
        yield said.dissent.format(party=party, words=dissent)
    for sentence, sources in ((said.told, recorded.told), (said.heard, recorded.heard)):
        if sources:
            yield sentence.format(parties=", ".join(said.people.get(one, one) for one in sources))
    for what, owner, due_on in recorded.actions:
        yield said.action.format(what=what, owner=owner, day=date_in_words(due_on, spoken))
    for purpose, on in recorded.follow_ups:
        yield said.follow_up.format(day=date_in_words(on, spoken), purpose=purpose)


def _authority(recorded: Recorded, spoken: str) -> str:
    said = SENTENCES[spoken]
    if recorded.acts_by is None:
        return said.authority.format(authority=recorded.authority)
    day = date_in_words(recorded.acts_by, spoken)
    return said.acts_by.format(authority=recorded.authority, day=day)
