"""Agenda and minutes of a meeting as papers: facts in, words out. They hold references, headings and outcomes alone."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.minutes import MinutesState
from agenda.meetings.presence import Presence
from notifications.dates import clock_in_words, date_in_words, moment_in_words
from notifications.document_words import DocumentWords, words_in
from notifications.paper.paper import Block, Facts, Heading, Paper, Paragraph, Table


class DocumentKind(StrEnum):
    AGENDA = "agenda"
    MINUTES = "minutes"


@dataclass(frozen=True)
class OutcomeFacts:
    """`kind` is the outcome's word; `authority` the name of the responsible one; `acts_by` is None: there is no act."""

    kind: str
    authority: str
    has_dissent: bool
    acts_by: date | None = None


@dataclass(frozen=True)
class OfCase:
    """What minutes say of a case in the open; `was_left_out`: the meeting did not treat it.

    `added_on` are the days of what a citizen has had added since; `is_destroyed`: a hash is all that is left.
    """

    outcome: OutcomeFacts | None = None
    was_left_out: bool = False
    added_on: tuple[date, ...] = ()
    is_destroyed: bool = False


NOTHING_OF_A_CASE = OfCase()


@dataclass(frozen=True)
class ItemFacts:
    """`note` is what the minutes say of it, and None for a case: that is read on its own page."""

    number: int
    kind: ItemKind
    heading: str
    starts_at: datetime
    minutes: int
    added_at: datetime | None = None
    reason: str = ""
    of_case: OfCase = NOTHING_OF_A_CASE
    note: str | None = None


@dataclass(frozen=True)
class PresenceFacts:
    """`who` is a party or a person, or empty for somebody of no party; `differs` is by number of the item that does."""

    who: str
    is_deputy: bool
    presence: Presence | None
    differs: tuple[tuple[int, Presence], ...] = ()


@dataclass(frozen=True)
class MeetingFacts:
    """`notice` is what may not be done with what is said there; it is empty where nothing is confidential."""

    body: str
    author: str
    place: str
    starts_at: datetime
    ends_at: datetime
    notice: str


@dataclass(frozen=True)
class DocumentFacts:
    """`settled_at` is when the agenda was released or the minutes approved; `reason` why they were opened again.

    `presences` are of minutes, and `note` is what they say that belongs to no item.
    """

    kind: DocumentKind
    meeting: MeetingFacts
    state: AgendaState | MinutesState
    version: int
    reason: str
    settled_at: datetime | None
    items: tuple[ItemFacts, ...]
    presences: tuple[PresenceFacts, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Spoken:
    """How moments and words are written for the reader."""

    language: str
    zone: tzinfo

    @property
    def words(self) -> DocumentWords:
        return words_in(self.language)

    def moment(self, at: datetime) -> str:
        return moment_in_words(at, self.zone, self.language)

    def clock(self, at: datetime) -> str:
        return clock_in_words(at, self.zone, self.language)


def paper_of(facts: DocumentFacts, spoken: Spoken) -> Paper:
    title = spoken.words.agenda if facts.kind is DocumentKind.AGENDA else spoken.words.minutes
    blocks = _agenda(facts, spoken) if facts.kind is DocumentKind.AGENDA else _minutes(facts, spoken)
    return Paper(
        title=title.format(body=facts.meeting.body),
        subtitle=spoken.moment(facts.meeting.starts_at),
        language=spoken.language,
        author=facts.meeting.author,
        notice=facts.meeting.notice,
        blocks=(_head(facts, spoken), *blocks),
    )


def _head(facts: DocumentFacts, spoken: Spoken) -> Facts:
    words = spoken.words
    rows = [(words.time, f"{spoken.clock(facts.meeting.starts_at)}-{spoken.clock(facts.meeting.ends_at)}")]
    if facts.meeting.place:
        rows.append((words.place, facts.meeting.place))
    rows.append((words.state, _state(facts, spoken)))
    if facts.reason:
        rows.append((words.because, words.version.format(number=facts.version, reason=facts.reason)))
    return Facts(tuple(rows))


def _state(facts: DocumentFacts, spoken: Spoken) -> str:
    words = spoken.words
    if isinstance(facts.state, MinutesState):
        if facts.settled_at and facts.state is MinutesState.APPROVED:
            return words.approved.format(at=spoken.moment(facts.settled_at))
        return words.minutes_states[facts.state]
    if facts.settled_at and facts.state is AgendaState.RELEASED:
        return words.released.format(at=spoken.moment(facts.settled_at))
    return words.agenda_states[facts.state]


def _agenda(facts: DocumentFacts, spoken: Spoken) -> tuple[Block, ...]:
    words = spoken.words
    head = (words.number, words.item, words.clock, words.length)
    rows = tuple(
        (str(item.number), _item(item, spoken), spoken.clock(item.starts_at), str(item.minutes))
        for item in facts.items
    )
    available = (facts.meeting.ends_at - facts.meeting.starts_at).total_seconds() // 60
    boxes = words.boxes.format(minutes=sum(item.minutes for item in facts.items), available=int(available))
    return (Heading(words.items), Table(head, rows, (1, 9, 2, 2)), Paragraph(boxes))


def _item(item: ItemFacts, spoken: Spoken) -> str:
    words = spoken.words
    kind = words.kinds[item.kind]
    lines = [f"{item.heading} ({kind.lower()})" if kind else item.heading]
    if item.added_at:
        lines.append(words.added.format(at=spoken.moment(item.added_at), reason=item.reason))
    return "\n".join(lines)


def _minutes(facts: DocumentFacts, spoken: Spoken) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if facts.presences:
        blocks += [Heading(spoken.words.presence), _presences(facts, spoken)]
    if facts.note:
        blocks += [Heading(spoken.words.general), Paragraph(facts.note)]
    for item in facts.items:
        blocks.append(Heading(f"{item.number}. {_item(item, spoken)}"))
        blocks += _said(item, spoken)
    return tuple(blocks)


def _presences(facts: DocumentFacts, spoken: Spoken) -> Table:
    words = spoken.words
    rows = tuple(
        (
            _who(one, words),
            words.presences[one.presence] if one.presence else "",
            "\n".join(f"{words.item} {number}: {words.presences[at]}" for number, at in one.differs),
        )
        for one in facts.presences
    )
    return Table((words.attendee, words.marked, words.differs), rows, (5, 4, 4))


def _who(one: PresenceFacts, words: DocumentWords) -> str:
    who = one.who or words.nobodys
    return words.deputy_of.format(who=who) if one.is_deputy else who


def _said(item: ItemFacts, spoken: Spoken) -> list[Block]:
    words = spoken.words
    said: list[Block] = []
    if item.of_case.outcome:
        said.append(_outcome(item.of_case.outcome, spoken))
    if item.of_case.was_left_out:
        said.append(Paragraph(words.left_out))
    said += [
        Paragraph(words.addition.format(day=date_in_words(on, spoken.language)))
        for on in item.of_case.added_on
    ]
    if item.of_case.is_destroyed:
        said.append(Paragraph(words.destroyed))
        return said
    said.append(Paragraph(words.on_the_page if item.note is None else item.note or words.no_text))
    return said


def _outcome(outcome: OutcomeFacts, spoken: Spoken) -> Facts:
    words = spoken.words
    agreed = words.dissent if outcome.has_dissent else words.consensus
    rows = [
        (words.outcome, f"{words.outcomes[outcome.kind]} ({agreed.lower()})"),
        (words.authority, outcome.authority),
    ]
    if outcome.acts_by:
        rows.append((words.acts_by, date_in_words(outcome.acts_by, spoken.language)))
    return Facts(tuple(rows))
