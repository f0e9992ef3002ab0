"""Cases: to the secretariat with the concern's own words, to an agency with no more than it was asked about."""

from datetime import date

from agenda.access import Role
from agenda.cases.case import Case, CaseState, Effort
from agenda.cases.citizen import Citizen
from agenda.cases.concern import Basis, Notification, SourceKind, Urgency
from agenda.cases.outcome import OutcomeKind
from agenda.cases.readiness import Readiness
from agenda.paging import Page
from notifications.confidentiality import statement
from service.database.meetings.questions import meeting_named
from service.shown.lookups import LookupShape, lookup_shape
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.notes import OralNoteShape, note_shape
from service.shown.outcomes import (
    ActionShape,
    FollowUpShape,
    NotTreatedShape,
    OutcomeShape,
    action_shape,
    follow_up_shape,
    not_treated_shape,
    outcome_shape,
)
from service.shown.paging import PagedShape, paged
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.cases.listing import CaseListed
from service.workflow.cases.showing import CaseShown, ConcernShown, parties_seen
from service.workflow.unit import Unit


class CaseInBrief(Shape):
    """What may stand in a list: nothing of whom it is about.

    `effort` is what the unit has recommended, which goes on beside what is prepared for a meeting.
    """

    reference: str
    state: CaseState
    effort: Effort
    meeting: MeetingInBrief | None
    is_urgent: bool
    is_child: bool
    rolled_over: int
    has_gaps: bool
    opened_at: Local
    released_at: Local | None
    closed_at: Local | None
    close_reason: str
    parties_asked: tuple[str, ...]
    revision: int


class CaseReady(CaseInBrief):
    readiness: Readiness


class CaseInList(CaseReady):
    """`outcome` is the newest that stands; null where no meeting has given one."""

    outcome: OutcomeKind | None


class CasesShape(PagedShape):
    cases: tuple[CaseInList, ...]


class CasesFoundShape(Shape):
    cases: tuple[CaseInBrief, ...]


class CitizenShape(Shape):
    """To an agency: the CPR, or the date of birth where there is none, and no municipality.

    `is_protected`: name and address are protected, and `municipality` is null for everybody.
    """

    name: str
    cpr: str | None
    born_on: date | None
    municipality: str | None
    is_protected: bool


class ConcernShape(Shape):
    """`source_kind`, `source`, `words`, `necessity` and `notification` are the secretariat's alone."""

    id: str
    received_at: Local
    urgency: Urgency
    basis: Basis
    theme: str
    theme_in_words: str
    purpose: str
    necessity: str | None
    notification: Notification | None
    source_kind: SourceKind | None
    source: str | None
    words: str | None


class CaseShape(CaseReady):
    confidentiality: str
    citizen: CitizenShape
    concerns: tuple[ConcernShape, ...]
    lookups: tuple[LookupShape, ...]
    outcomes: tuple[OutcomeShape, ...]
    not_treated: tuple[NotTreatedShape, ...]
    oral_notes: tuple[OralNoteShape, ...]
    follow_ups: tuple[FollowUpShape, ...]
    actions: tuple[ActionShape, ...]


def case_in_brief(unit: Unit, case: Case) -> CaseInBrief:
    unit.session.flush()  # so that the revision is the one that now stands
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    return CaseInBrief(
        reference=case.reference,
        state=case.state,
        meeting=meeting_in_brief(unit, meeting) if meeting else None,
        is_urgent=case.is_urgent,
        effort=case.effort,
        is_child=case.is_child,
        rolled_over=case.rolled_over,
        has_gaps=case.has_gaps,
        opened_at=case.opened_at,
        released_at=case.released_at,
        closed_at=case.closed_at,
        close_reason=case.close_reason,
        parties_asked=tuple(lookup.party_id for lookup in case.standing),
        revision=case.revision,
    )


def cases_shape(unit: Unit, page: Page[CaseListed]) -> CasesShape:
    return CasesShape(cases=tuple(_listed(unit, one) for one in page.rows), **paged(page))


def _listed(unit: Unit, one: CaseListed) -> CaseInList:
    brief = {**dict(case_in_brief(unit, one.case)), "parties_asked": one.parties}
    return CaseInList(**brief, readiness=one.readiness, outcome=one.outcome)


def case_shape(unit: Unit, shown: CaseShown) -> CaseShape:
    is_office = unit.actor.role is Role.SECRETARIAT
    brief = {
        **dict(case_in_brief(unit, shown.case)),
        "parties_asked": parties_seen(shown.case, unit.actor),
    }
    return CaseShape(
        **brief,
        confidentiality=statement(LANGUAGE),
        readiness=shown.readiness,
        citizen=_citizen(shown.citizen, is_office=is_office),
        concerns=tuple(_concern(unit, one, is_office=is_office) for one in shown.concerns),
        lookups=tuple(lookup_shape(one) for one in shown.lookups),
        outcomes=tuple(outcome_shape(unit, one) for one in shown.at_meetings.outcomes),
        not_treated=tuple(not_treated_shape(unit, one) for one in shown.at_meetings.not_treated),
        oral_notes=tuple(note_shape(unit, one) for one in shown.at_meetings.notes),
        follow_ups=tuple(follow_up_shape(unit, one) for one in shown.at_meetings.follow_ups),
        actions=tuple(action_shape(unit, one, shown.case.reference) for one in shown.at_meetings.actions),
    )


def _citizen(citizen: Citizen, *, is_office: bool) -> CitizenShape:
    return CitizenShape(
        name=citizen.name,
        cpr=citizen.cpr or None,
        born_on=citizen.born_on if is_office or not citizen.cpr else None,
        municipality=citizen.municipality if is_office and not citizen.is_protected else None,
        is_protected=citizen.is_protected,
    )


def _concern(unit: Unit, shown: ConcernShown, *, is_office: bool) -> ConcernShape:
    concern, content = shown.concern, shown.content
    return ConcernShape(
        id=concern.id,
        received_at=concern.received_at,
        urgency=concern.urgency,
        basis=concern.basis,
        theme=content.theme,
        theme_in_words=unit.settings.cases.themes.get(content.theme, content.theme),
        purpose=content.purpose,
        necessity=content.necessity if is_office else None,
        notification=concern.notification if is_office else None,
        source_kind=concern.source_kind if is_office else None,
        source=content.source if is_office else None,
        words=content.words if is_office else None,
    )
