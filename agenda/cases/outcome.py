"""What the unit recommends for a case at a meeting, which authority is responsible, and who dissents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from agenda.cases.authorities import Authorities
from agenda.cases.case import AlreadyAsked, CloseReason
from agenda.cases.concern import LONGEST_TEXT, TextMissing, TextTooLong
from agenda.errors import Conflict, Invalid


class OutcomeKind(StrEnum):
    """The unit recommends; each authority decides and acts by its own law."""

    NO_CONVERSATION = "no_conversation"
    CONVERSATION = "conversation"
    MORE_INFORMATION = "more_information"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    UNCHANGED = "unchanged"


LONGEST_WAIT = timedelta(days=366)
# The outcomes on which the responsible authority acts by a day that is agreed.
ACTED_ON = frozenset({OutcomeKind.CONVERSATION, OutcomeKind.HANDED_OVER})
# The outcomes that end a case by themselves; for `closed` somebody says why.
ENDS: Mapping[OutcomeKind, CloseReason] = MappingProxyType(
    {
        OutcomeKind.NO_CONVERSATION: CloseReason.NO_CONVERSATION,
        OutcomeKind.HANDED_OVER: CloseReason.HANDED_OVER,
    }
)
# The outcomes after which nothing more is done for the citizen.
ENDING = frozenset({*ENDS, OutcomeKind.CLOSED})
# What goes with one outcome alone, and must be there.
BELONGS_TO: Mapping[str, OutcomeKind] = MappingProxyType(
    {
        "handed_to": OutcomeKind.HANDED_OVER,
        "close_reason": OutcomeKind.CLOSED,
        "lookups": OutcomeKind.MORE_INFORMATION,
    }
)


class CaseNotOnAgenda(Conflict):
    """What is said at a meeting is kept for the cases on its released agenda alone."""


class MeetingNotBegun(Conflict):
    """Nothing has been said at a meeting that has not begun."""


class OutcomeRecorded(Conflict):
    """A case has one outcome at a meeting."""


class GroundsMissing(Invalid):
    """An outcome has its grounds; a dissent, an oral note and an action their words."""


class DissentRepeated(Invalid):
    """An authority dissents once."""


class OutcomeIncomplete(Invalid):
    """To whom it is handed over, why it is closed, or who is asked more: one outcome needs it."""


class OutcomePartMisplaced(Invalid):
    """It goes with another outcome."""


class OutcomeDayElsewhen(Invalid):
    """The authority acts on the day of the meeting or within a year of it."""


@dataclass(frozen=True)
class Dissent:
    """An authority that does not agree, and its own words."""

    party_id: str
    words: str


@dataclass(frozen=True)
class FurtherLookup:
    """A party to be asked more, and why asking it is necessary (rpl. § 115, stk. 2)."""

    party_id: str
    necessity: str


@dataclass(frozen=True)
class OutcomeGiven:
    """`responsible` is the party that acts on it, by `due_on`; without dissents there was consensus."""

    kind: OutcomeKind
    responsible: str
    grounds: str
    dissents: tuple[Dissent, ...] = ()
    handed_to: str = ""
    close_reason: CloseReason | None = None
    lookups: tuple[FurtherLookup, ...] = ()
    due_on: date | None = None


@dataclass
class Outcome:
    """The outcome of a case at a meeting; grounds and dissents lie in `sealed_content`.

    `handed_to` is the authority or municipality it is handed over to: recorded, and nothing is sent.
    `due_on` is the day by which the responsible authority acts, or that of the meeting where nothing is to be done.
    One that was recorded wrongly is kept beside the right one: `corrected_at`, and why in `sealed_correction`.
    """

    id: str
    case_id: str
    meeting_id: str
    kind: OutcomeKind
    responsible: str
    recorded_at: datetime
    recorded_by: str
    has_dissent: bool
    sealed_content: bytes
    handed_to: str = ""
    close_reason: str = ""
    corrected_at: datetime | None = None
    sealed_correction: bytes | None = None
    due_on: date | None = None


def check_outcome(given: OutcomeGiven, authorities: Authorities) -> None:
    """Whether the outcome is whole."""
    authorities.check(given.responsible, "responsible")
    _check_words(given.grounds, "grounds")
    for field, kind in BELONGS_TO.items():
        if bool(getattr(given, field)) and given.kind is not kind:
            raise OutcomePartMisplaced(f"leave it out, or choose the outcome `{kind}`", field)
        if not getattr(given, field) and given.kind is kind:
            raise OutcomeIncomplete(f"the outcome `{kind}` needs it", field)
    _check_dissents(given.dissents, authorities)
    _check_lookups(given.lookups, authorities)


def check_day(given: OutcomeGiven, held_on: date) -> date:
    """By when the responsible authority acts; on the meeting's day where nothing is to be done."""
    if given.due_on is None and given.kind in ACTED_ON:
        raise OutcomeIncomplete(
            f"the outcome `{given.kind}` needs the day by which the responsible authority acts", "due_on"
        )
    due_on = given.due_on or held_on
    if not held_on <= due_on <= held_on + LONGEST_WAIT:
        raise OutcomeDayElsewhen("choose the day of the meeting, or one within a year of it", "due_on")
    return due_on


def acts_by(kind: str, due_on: date | None, held_on: date) -> date | None:
    """As minutes tell it: nothing where the meeting's own day stands for it that nothing is to be done."""
    is_later = due_on is not None and due_on > held_on
    return due_on if kind in ACTED_ON or is_later else None


def check_at_meeting(starts_at: datetime, now: datetime, *, is_on_agenda: bool) -> None:
    """Whether something said at the meeting about the case can be kept now."""
    if not is_on_agenda:
        raise CaseNotOnAgenda("choose the meeting on whose released agenda the case lies", "meeting")
    if now < starts_at:
        raise MeetingNotBegun("wait until the meeting has begun", "meeting", {"starts_at": starts_at})


def _check_dissents(dissents: tuple[Dissent, ...], authorities: Authorities) -> None:
    for dissent in dissents:
        authorities.check(dissent.party_id, "dissents")
        _check_words(dissent.words, "dissents")
    if len({dissent.party_id for dissent in dissents}) < len(dissents):
        raise DissentRepeated("write all an authority says in one dissent", "dissents")


def _check_lookups(lookups: tuple[FurtherLookup, ...], authorities: Authorities) -> None:
    for lookup in lookups:
        authorities.check_known(lookup.party_id, "lookups")
        if not lookup.necessity.strip():
            raise TextMissing("say of each why asking it is necessary; rpl. § 115 asks for it", "lookups")
        if len(lookup.necessity) > LONGEST_TEXT:
            raise TextTooLong(f"write at most {LONGEST_TEXT} letters", "lookups")
    if len({lookup.party_id for lookup in lookups}) < len(lookups):
        raise AlreadyAsked("name each party once", "lookups")


def _check_words(words: str, field: str) -> None:
    if not words.strip():
        raise GroundsMissing("say it in a sentence", field)
    if len(words) > LONGEST_TEXT:
        raise TextTooLong(f"write at most {LONGEST_TEXT} letters", field)
