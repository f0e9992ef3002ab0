"""A case: one citizen, the concerns about them, the agencies asked, and the meeting it lies on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from agenda.cases.concern import Concern
from agenda.cases.lookup import Lookup, LookupState
from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class CaseState(StrEnum):
    RECEIVED = "received"
    AWAITING_CLEARANCE = "awaiting_clearance"
    ASKING = "asking"
    RELEASED = "released"
    DISCUSSED = "discussed"
    CONVERSATION = "conversation"
    COURSE = "course"
    CLOSED = "closed"


TRANSITIONS: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.RECEIVED: frozenset({CaseState.AWAITING_CLEARANCE, CaseState.ASKING, CaseState.CLOSED}),
    CaseState.AWAITING_CLEARANCE: frozenset(
        {
            CaseState.RECEIVED,
            CaseState.ASKING,
            CaseState.CONVERSATION,
            CaseState.COURSE,
            CaseState.CLOSED,
        }
    ),
    CaseState.ASKING: frozenset(
        {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE, CaseState.RELEASED, CaseState.CLOSED}
    ),
    CaseState.RELEASED: frozenset({CaseState.DISCUSSED, CaseState.ASKING, CaseState.CLOSED}),
    CaseState.DISCUSSED: frozenset(
        {CaseState.ASKING, CaseState.CONVERSATION, CaseState.COURSE, CaseState.CLOSED}
    ),
    CaseState.CONVERSATION: frozenset(
        {CaseState.CONVERSATION, CaseState.COURSE, CaseState.ASKING, CaseState.CLOSED}
    ),
    CaseState.COURSE: frozenset(
        {CaseState.CONVERSATION, CaseState.COURSE, CaseState.ASKING, CaseState.CLOSED}
    ),
    CaseState.CLOSED: frozenset(),
}
TAKEN_BACK: Mapping[CaseState, frozenset[CaseState]] = {
    state: frozenset({CaseState.DISCUSSED}) for state in CaseState
}  # wherever an outcome recorded wrongly has led the case


IN_PREPARATION = frozenset(
    {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE, CaseState.ASKING, CaseState.RELEASED}
)
DISCUSSED_OR_LATER = frozenset(
    {CaseState.DISCUSSED, CaseState.CONVERSATION, CaseState.COURSE, CaseState.CLOSED}
)


class Effort(StrEnum):
    """What the unit has recommended for the citizen; it goes on beside whatever is prepared for a meeting."""

    NONE = "none"
    CONVERSATION = "conversation"
    COURSE = "course"


class CloseReason(StrEnum):
    """Why a case ends; that the citizen wants no conversation or no course is a normal end."""

    UNFOUNDED = "unfounded"
    NO_CONVERSATION = "no_conversation"
    CITIZEN_DECLINES = "citizen_declines"
    HANDED_OVER = "handed_over"
    MOVED_AWAY = "moved_away"
    OPENED_IN_ERROR = "opened_in_error"
    POLICE_ALONE = "police_alone"
    NO_NEED = "no_need"
    ENDED = "ended"


class CaseIsClosed(Conflict):
    """A closed case is not worked on."""


class CaseNotThere(Conflict):
    """The case is in a state in which this cannot be done."""


class NoPartiesConfirmed(Invalid):
    """Asking takes at least one party, each confirmed as necessary."""


class NecessityUnconfirmed(Invalid):
    """Whoever takes the concern confirms that each party is necessary."""


class NothingGoesOn(Invalid):
    """Only what was recommended before can stand unchanged."""


class AlreadyAsked(Conflict):
    """The party is asked already in this round."""


@dataclass
class Case:
    """`reference` says nothing of the person; `sealed_citizen` holds name, CPR, date of birth, municipality.

    `release_at` is set on a case that joined a meeting after its agenda was released: its own moment of release;
    `needs_clearance` holds back the asking until the police have cleared the citizen, and `parties_wanted` are those
    confirmed until then, each with the id of the concern it is to be asked about: a case that was cleared while no
    meeting lay ahead is `received`, and has them still; `rolled_over` counts roll-overs; `taken_up_at` is when a
    further concern last brought it back to a meeting;
    the four indexes are keyed hashes for recognising the same citizen, and nothing else.
    """

    id: str
    reference: str
    opened_at: datetime
    sealed_citizen: bytes
    cpr_index: str | None
    person_index: str
    is_child: bool
    is_urgent: bool
    born_index: str | None = None
    name_index: str | None = None
    meeting_id: str | None = None
    state: CaseState = CaseState.RECEIVED
    needs_clearance: bool = False
    parties_wanted: dict[str, str] = field(default_factory=dict)
    rolled_over: int = 0
    has_gaps: bool = False
    release_at: datetime | None = None
    released_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: str = ""
    effort: Effort = Effort.NONE
    taken_up_at: datetime | None = None
    revision: int = 1
    concerns: list[Concern] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.state is not CaseState.CLOSED

    @property
    def is_cleared(self) -> bool:
        """Whether agencies may be asked about its citizen: the police have cleared them, or need not."""
        if not self.needs_clearance:
            return True
        return self.is_cleared_early or self.state not in {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE}

    @property
    def is_cleared_early(self) -> bool:
        """Whether those to be asked wait for nothing but a meeting."""
        return self.state is CaseState.RECEIVED and bool(self.parties_wanted)

    @property
    def is_prepared(self) -> bool:
        """Whether it is on its way to a meeting."""
        return self.state in IN_PREPARATION

    @property
    def untreated(self) -> list[Concern]:
        """The concerns that no meeting has settled yet."""
        return [concern for concern in self.concerns if concern.meeting_id is None]

    @property
    def further(self) -> list[Concern]:
        """The untreated concerns of a case of which a meeting has settled others."""
        return self.untreated if len(self.untreated) < len(self.concerns) else []

    @property
    def round(self) -> int:
        return max((lookup.round for lookup in self.lookups), default=0)

    @property
    def standing(self) -> list[Lookup]:
        """The requests that count: those of the latest round that were not withdrawn."""
        return [k for k in self.lookups if k.round == self.round and k.state is not LookupState.WITHDRAWN]

    def lie_on(self, meeting_id: str | None) -> None:
        """Gaps that were accepted before its release were so for the meeting it lay on."""
        if meeting_id != self.meeting_id and self.state is CaseState.ASKING:
            self.has_gaps = False
        self.meeting_id = meeting_id

    def become(self, state: CaseState) -> None:
        if self.state is CaseState.CLOSED:
            raise CaseIsClosed(
                "the case is closed; a new concern opens a new one", "case", {"state": str(self.state)}
            )
        if state not in TRANSITIONS[self.state]:
            raise CaseNotThere(f"the case is {self.state}", "case", {"state": str(self.state)})
        self.state = state

    def wait_where_nobody_is_asked(self) -> None:
        """Nobody is left to ask: a person says first who is, and until then it is ready for no meeting."""
        if self.state is CaseState.ASKING and not self.standing:
            self.become(CaseState.RECEIVED)

    def release(self, now: datetime, *, has_gaps: bool) -> None:
        """The answers are shown to the secretariat and the parties; whatever the case becomes, those stay so."""
        self.become(CaseState.RELEASED)
        self.released_at, self.has_gaps = now, has_gaps
        for lookup in self.lookups:
            lookup.release()

    def goes_on_beyond(self, meeting_id: str) -> bool:
        """Whether it is being prepared again since it was released for that meeting, or for another one."""
        if self.state is CaseState.RELEASED:
            return self.meeting_id != meeting_id
        return self.state in IN_PREPARATION

    def settle(self, meeting_id: str, starts_at: datetime) -> None:
        """That meeting settled what had been told when it began, and before the case was taken up for another."""
        is_taken_up = self.goes_on_beyond(meeting_id) and self.taken_up_at is not None
        until = min(starts_at, self.taken_up_at) if is_taken_up and self.taken_up_at else starts_at
        for concern in self.untreated:
            if concern.received_at < until:
                concern.meeting_id = meeting_id

    def unsettle(self, meeting_id: str) -> None:
        """What that meeting settled is open again."""
        for concern in self.concerns:
            if concern.meeting_id == meeting_id:
                concern.meeting_id = None

    def rest(self) -> None:
        """Nothing is prepared any more: what was recommended goes on."""
        if self.effort is Effort.NONE:
            raise NothingGoesOn("choose another outcome: nothing has been recommended yet", "kind")
        self.become(CaseState(self.effort))

    def take_back(self, effort: Effort) -> None:
        """Its outcome was recorded wrongly: the case was discussed, and the right outcome leads it on."""
        (discussed,) = TAKEN_BACK[self.state]
        self.state, self.effort = discussed, effort
        self.closed_at, self.close_reason, self.release_at = None, "", None

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the case; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "state": str(self.state)},
            )


@dataclass
class CaseNumber:
    """The last reference given in a year; our own concerns and those referred elsewhere share the row."""

    year: int
    last: int


@dataclass
class AcuteCount:
    """How many acute concerns were turned to 112/114 in a month (its first day, ISO). Nothing else is kept."""

    month: str
    count: int


def check_parties(wanted: list[str], known: frozenset[str], *, is_confirmed: bool) -> None:
    if not wanted or set(wanted) - known:
        raise NoPartiesConfirmed(f"name at least one of: {', '.join(sorted(known))}", "parties")
    if not is_confirmed:
        raise NecessityUnconfirmed(
            "confirm that asking each of these parties is necessary", "confirmed_necessary"
        )
