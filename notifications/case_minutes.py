"""The draft of what minutes say of a case: what was recorded at the meeting, in words, in the language of the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from notifications.dates import date_in_words
from notifications.document_words import DANISH


@dataclass(frozen=True)
class Recorded:
    """Of one case at one meeting, parties by name; `heard` are those whose words are read in the case alone."""

    outcome: str = ""
    authority: str = ""
    grounds: str = ""
    dissents: tuple[tuple[str, str], ...] = ()
    heard: tuple[str, ...] = ()
    actions: tuple[tuple[str, str, date], ...] = ()
    follow_ups: tuple[tuple[str, date], ...] = ()


def draft(recorded: Recorded) -> str:
    """Empty where nothing was recorded."""
    return "\n".join(_lines(recorded))


def _lines(recorded: Recorded) -> Iterator[str]:
    if recorded.outcome:
        agreed = DANISH.dissent if recorded.dissents else DANISH.consensus
        yield f"Udfald: {DANISH.outcomes[recorded.outcome]} ({agreed.lower()})."
        yield f"Ansvarlig myndighed: {recorded.authority}."
        yield f"Begrundelse: {recorded.grounds}"
    for party, words in recorded.dissents:
        yield f"Uenig, {party}: {words}"
    if recorded.heard:
        yield f"Mundtlige oplysninger fra {', '.join(recorded.heard)} (læses i sagen)."
    for what, owner, due_on in recorded.actions:
        yield f"Aftalt: {what} ({owner}, senest {date_in_words(due_on, 'da')})."
    for purpose, on in recorded.follow_ups:
        yield f"Opfølgning {date_in_words(on, 'da')}: {purpose}"
