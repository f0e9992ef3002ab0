"""What is shown of cases and lookup requests: to whom, for what, and recorded each time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agenda.access import Action, Actor, Role, check_party
from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.cases.concern import Concern, TextMissing, TextTooLong
from agenda.cases.lookup import Answer, Lookup, LookupState
from agenda.cases.readiness import (
    EVERYBODY_REACHED,
    Cell,
    Readiness,
    Unreached,
    of_case,
    of_lookup,
    of_own,
)
from agenda.cases.taking_back import Redaction
from agenda.cases.visibility import Hiding, is_shown_answer, stays_readable
from agenda.meetings.meeting import Meeting
from agenda.paging import Page, PageWanted
from service.database.cases import questions
from service.database.cases.listing import lookups_page
from service.database.cases.questions import NoSuchCase, Reading
from service.database.cases.reaching import unreached
from service.database.cases.taking_back import redactions_of
from service.database.meetings.questions import meeting_named
from service.workflow.cases.answerable import NOTHING_OFFERED, Offers, offers_of
from service.workflow.cases.contents import (
    AnswerContent,
    ConcernContent,
    open_answer,
    open_citizen,
    open_concern,
    open_necessity,
    open_redaction,
)
from service.workflow.cases.said_at_meetings import NOTHING_SAID, AtMeetings, shown_at_meetings
from service.workflow.cases.showing_notes import NoteShown, notes_shown
from service.workflow.cases.sight import is_kept_out, is_seen
from service.workflow.cases.treated_in_writing import procedure_shown
from service.workflow.unit import Unit

LONGEST_PURPOSE = 200
TO_ANSWER = "answer the lookup request"
TO_SEE_WHAT_IS_ASKED = "see what an agency is asked"


@dataclass(frozen=True)
class VersionShown:
    """One version of an answer; `content` is None where it is gone, or the reader may only see that it came."""

    answer: Answer
    content: AnswerContent | None


@dataclass(frozen=True)
class RedactionShown:
    """That something was taken out; `reason` is its agency's and the secretariat's."""

    redaction: Redaction
    reason: str | None


@dataclass(frozen=True)
class LookupShown:
    lookup: Lookup
    cell: Cell
    versions: tuple[VersionShown, ...]
    necessity: str = ""
    redactions: tuple[RedactionShown, ...] = ()

    @property
    def latest(self) -> VersionShown | None:
        return self.versions[-1] if self.versions else None

    @property
    def read_by_others(self) -> VersionShown | None:
        """What others read or have read, which is what may be redacted; a later version is withdrawn."""
        stands, read = self.latest, self.lookup.shown
        is_read = read is not None and stands is not None and stands.answer is not read
        return next((v for v in self.versions if v.answer is read), None) if is_read else stands

    @property
    def was_released(self) -> bool:
        return self.lookup.released_version > 0


@dataclass(frozen=True)
class ConcernShown:
    """`content` bears no source and no caller's words where an agency reads."""

    concern: Concern
    content: ConcernContent


@dataclass(frozen=True)
class CaseShown:
    """`procedure` is the written one, not yet closed, that treats the case."""

    case: Case
    citizen: Citizen
    readiness: Readiness
    meeting: Meeting | None
    concerns: tuple[ConcernShown, ...]
    lookups: tuple[LookupShown, ...]
    at_meetings: AtMeetings = NOTHING_SAID
    procedure: Meeting | None = None


@dataclass(frozen=True)
class Asked:
    """One request as its agency sees it; of one that was withdrawn nothing is told of whom and what it was about.

    `others` are the other parties' requests, from release on, and `notes` what was told between meetings. An agency
    that is kept out of the case reads a request as long as it is to be answered, and nothing of the others'.
    """

    case: Case
    lookup: LookupShown
    meeting: Meeting | None
    citizen: Citizen | None
    concern: ConcernShown | None
    others: tuple[LookupShown, ...]
    notes: tuple[NoteShown, ...] = ()
    offers: Offers = NOTHING_OFFERED


def show_case(unit: Unit, reference: str, purpose: str, now: datetime) -> CaseShown:
    """A case, read for a purpose that is kept. What belongs to others looks absent."""
    unit.allow(Action.READ_CASE)
    check_purpose(unit, purpose)
    case = questions.case_named(Reading(unit.session, str(unit.actor), purpose.strip(), now), reference)
    if not is_seen(unit, case):
        raise NoSuchCase("there is no such case for you", "case")
    said = shown_at_meetings(unit, case, now)
    return replace(_shown(unit, case, now), at_meetings=said, procedure=procedure_shown(unit, case))


def show_lookup(unit: Unit, lookup_id: str, now: datetime) -> Asked:
    unit.allow(Action.READ_LOOKUP)
    lookup = questions.lookup_named(unit.session, lookup_id)
    check_party(unit.actor, lookup.party_id)
    purpose = read_for(unit.actor)
    case = questions.case_of(Reading(unit.session, str(unit.actor), purpose, now), lookup)
    shown = _shown(unit, case, now)
    own = next(k for k in shown.lookups if k.lookup.id == lookup.id)
    is_barred, offers = is_kept_out(unit, case), offers_of(unit, case, lookup, now)
    if lookup.state is LookupState.WITHDRAWN or (is_barred and lookup.state is not LookupState.OPEN):
        return Asked(case, own, shown.meeting, None, None, ())
    concern = next(c for c in shown.concerns if c.concern.id == lookup.concern_id)
    others = tuple(k for k in shown.lookups if k.lookup.party_id != lookup.party_id and not is_barred)
    notes = () if is_barred else _told_between(unit, case, now)
    return Asked(case, own, shown.meeting, shown.citizen, concern, others, notes, offers)


def read_for(reader: Actor) -> str:
    """For what a request is read, which goes without saying."""
    return TO_ANSWER if reader.role is Role.AGENCY else TO_SEE_WHAT_IS_ASKED


def lookups_of(unit: Unit, page: PageWanted) -> Page[tuple[Lookup, str]]:
    """The agency's own requests, the open ones first, each with its case's reference."""
    unit.allow(Action.ANSWER_LOOKUP)
    return lookups_page(unit.session, unit.actor.party_id or "", page)


def readiness_for(case: Case, actor: Actor, lost: Unreached, now: datetime) -> Readiness:
    """To an agency, until the case is released, as far as its own answer goes."""
    is_office = actor.role is Role.SECRETARIAT
    return _readiness(case, actor, lost if is_office else EVERYBODY_REACHED, now)


def parties_seen(case: Case, actor: Actor) -> tuple[str, ...]:
    """Who is asked, as far as the reader may know."""
    return tuple(
        lookup.party_id
        for lookup in case.standing
        if lookup.party_id == actor.party_id or _sees_all(case, actor)
    )


def reveal_cpr(unit: Unit, case: Case, purpose: str, now: datetime) -> str:
    """The whole number, to somebody who has the case before them; that it was shown is recorded apart."""
    unit.record("reveal_cpr", case.reference, now, purpose)
    return open_citizen(unit, case).cpr


def check_purpose(unit: Unit, purpose: str) -> None:
    if not purpose.strip():
        raise TextMissing("say in a few words what the case is read for", "purpose")
    if len(purpose) > LONGEST_PURPOSE:
        raise TextTooLong(f"write at most {LONGEST_PURPOSE} letters", "purpose")
    unit.check_free_of_persons(purpose=purpose)


def _told_between(unit: Unit, case: Case, now: datetime) -> tuple[NoteShown, ...]:
    return tuple(one for one in notes_shown(unit, case, now) if one.note.meeting_id is None)


def _shown(unit: Unit, case: Case, now: datetime) -> CaseShown:
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    lost = _unreached(unit, case)
    return CaseShown(
        case,
        open_citizen(unit, case),
        _readiness(case, unit.actor, lost, now),
        meeting,
        tuple(_concern(unit, concern) for concern in case.concerns),
        _lookups(unit, case, meeting, now),
    )


def _lookups(unit: Unit, case: Case, meeting: Meeting | None, now: datetime) -> tuple[LookupShown, ...]:
    days = unit.settings.cases.answers_hidden_after_days
    hiding = Hiding(timedelta(days=days), meeting.ends_at if meeting else None)
    lost, redactions = _unreached(unit, case), redactions_of(unit.session, case.id)
    return tuple(
        LookupShown(
            lookup,
            of_lookup(lookup, now, lost),
            _versions(unit, case, lookup, hiding, now),
            _necessity(unit, lookup),
            tuple(_redaction(unit, case, lookup, one) for one in redactions if one.lookup_id == lookup.id),
        )
        for lookup in _seen(case, unit.actor, hiding, now)
    )


def _redaction(unit: Unit, case: Case, lookup: Lookup, redaction: Redaction) -> RedactionShown:
    is_told = _is_office_or_own(unit, lookup)
    return RedactionShown(redaction, open_redaction(unit, case.id, redaction) if is_told else None)


def _concern(unit: Unit, concern: Concern) -> ConcernShown:
    content = open_concern(unit, concern)
    if unit.actor.role is not Role.SECRETARIAT:
        content = replace(content, source="", words="")
    return ConcernShown(concern, content)


def _necessity(unit: Unit, lookup: Lookup) -> str:
    return open_necessity(unit, lookup) if _is_office_or_own(unit, lookup) else ""


def _is_office_or_own(unit: Unit, lookup: Lookup) -> bool:
    """What is told to the secretariat and to who is asked, and to no other agency."""
    return unit.actor.role is Role.SECRETARIAT or unit.actor.party_id == lookup.party_id


def _unreached(unit: Unit, case: Case) -> Unreached:
    """To the secretariat, which can do something about it; who reads their own request is reached."""
    is_told = unit.actor.role is Role.SECRETARIAT
    return unreached(unit.session, [case]) if is_told else EVERYBODY_REACHED


def _readiness(case: Case, actor: Actor, lost: Unreached, now: datetime) -> Readiness:
    return of_case(case, now, lost) if _sees_all(case, actor) else of_own(case, actor.party_id, now)


def _seen(case: Case, actor: Actor, hiding: Hiding, now: datetime) -> list[Lookup]:
    """To an agency its own requests, and the others' once they are released; what was, it reads on."""
    return [
        k
        for k in case.lookups
        if k.party_id == actor.party_id
        or _sees_all(case, actor)
        or stays_readable(case, k, actor, hiding, now)
    ]


def _sees_all(case: Case, actor: Actor) -> bool:
    return actor.role is Role.SECRETARIAT or case.released_at is not None


def _versions(
    unit: Unit, case: Case, lookup: Lookup, hiding: Hiding, now: datetime
) -> tuple[VersionShown, ...]:
    """What was withdrawn was never released, or was about another person: other agencies see nothing of it."""
    is_shown = is_shown_answer(case, lookup, unit.actor, hiding, now)
    is_read_on = stays_readable(case, lookup, unit.actor, hiding, now)
    is_told_of_all = _is_office_or_own(unit, lookup)
    return tuple(
        _version(unit, case, answer, is_shown or (is_read_on and answer.version <= lookup.released_version))
        for answer in lookup.answers
        if is_told_of_all or answer.withdrawn_at is None
    )


def _version(unit: Unit, case: Case, answer: Answer, is_shown: bool) -> VersionShown:  # noqa: FBT001 - it is told of one
    return VersionShown(
        answer, open_answer(unit, case.id, answer) if is_shown and not answer.is_gone else None
    )
