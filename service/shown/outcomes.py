"""What was said, recommended and agreed about a case at its meetings, and what comes back."""

from datetime import date

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.follow_up import FollowUpState
from agenda.cases.outcome import OutcomeKind
from agenda.paging import Page
from notifications.confidentiality import statement
from notifications.dates import closed_in_words
from service.shown.meetings import MeetingInBrief, meeting_in_brief
from service.shown.paging import PagedShape, paged
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.cases.own_actions import OwnAction
from service.workflow.cases.said_at_meetings import (
    ActionShown,
    FollowUpShown,
    NotTreatedShown,
    OutcomeShown,
)
from service.workflow.unit import Unit


class DissentShape(Shape):
    party: str
    words: str


class OutcomeShape(Shape):
    """`grounds`, `dissents` and `correction` are null where the reader may no longer see them.

    `due_on` is the day by which the responsible authority acts, or that of the meeting.

    `corrected_at` is null on the one that stands; `correction` says what was wrong with another.
    """

    meeting: MeetingInBrief
    kind: OutcomeKind
    responsible: str
    due_on: date | None
    handed_to: str
    close_reason: str
    recorded_at: Local
    has_dissent: bool
    grounds: str | None
    dissents: tuple[DissentShape, ...] | None
    corrected_at: Local | None
    correction: str | None


class NotTreatedShape(Shape):
    """`reason` is null where the reader may not see it; `taken_back_at` is null on a statement that stands."""

    meeting: MeetingInBrief
    said_at: Local
    taken_back_at: Local | None
    reason: str | None


class FollowUpShape(Shape):
    """`on` differs from `wanted_on` where that day is closed; `why_moved` says so in words, else it is empty."""

    id: str
    state: FollowUpState
    wanted_on: date
    on: date
    why_moved: str
    meeting: MeetingInBrief | None
    purpose: str | None
    revision: int


class ActionInBrief(Shape):
    """What may stand in a list: nothing of what is to be done.

    `due_on` differs from `wanted_on` where that day is closed; `why_moved` says so in words, else it is empty.
    """

    id: str
    reference: str
    owner: str
    wanted_on: date
    due_on: date
    why_moved: str
    state: ActionState
    settled_at: Local | None
    revision: int


class ActionShape(ActionInBrief):
    """`what` and `reason` are null where the reader may no longer see them."""

    what: str | None
    reason: str | None


class OwnActionShape(ActionShape):
    person: str
    confidentiality: str


class ActionsShape(PagedShape):
    actions: tuple[ActionInBrief, ...]


def outcome_shape(unit: Unit, shown: OutcomeShown) -> OutcomeShape:
    outcome, content = shown.outcome, shown.content
    return OutcomeShape(
        meeting=meeting_in_brief(unit, shown.meeting),
        kind=outcome.kind,
        responsible=outcome.responsible,
        due_on=outcome.due_on,
        handed_to=outcome.handed_to,
        close_reason=outcome.close_reason,
        recorded_at=outcome.recorded_at,
        has_dissent=outcome.has_dissent,
        grounds=content.grounds if content else None,
        dissents=tuple(DissentShape(party=d.party_id, words=d.words) for d in content.dissents)
        if content
        else None,
        corrected_at=outcome.corrected_at,
        correction=shown.correction if content else None,
    )


def not_treated_shape(unit: Unit, shown: NotTreatedShown) -> NotTreatedShape:
    return NotTreatedShape(
        meeting=meeting_in_brief(unit, shown.meeting),
        said_at=shown.said.said_at,
        taken_back_at=shown.said.taken_back_at,
        reason=shown.reason,
    )


def follow_up_shape(unit: Unit, shown: FollowUpShown) -> FollowUpShape:
    unit.session.flush()  # so that the revision is the one that now stands
    follow_up = shown.follow_up
    return FollowUpShape(
        id=follow_up.id,
        state=follow_up.state,
        wanted_on=follow_up.wanted_on,
        on=follow_up.on,
        why_moved=why_moved(unit, follow_up.wanted_on, follow_up.on),
        meeting=meeting_in_brief(unit, shown.meeting) if shown.meeting else None,
        purpose=shown.purpose,
        revision=follow_up.revision,
    )


def why_moved(unit: Unit, wanted_on: date, on: date) -> str:
    """Why the day is another than was asked for, in words."""
    closed = unit.working_days(unit.settings.cases.body).closed(wanted_on)
    return closed_in_words(closed, LANGUAGE) if closed and on != wanted_on else ""


def actions_shape(unit: Unit, page: Page[tuple[AgreedAction, str]]) -> ActionsShape:
    return ActionsShape(actions=tuple(action_in_brief(unit, *each) for each in page.rows), **paged(page))


def action_in_brief(unit: Unit, action: AgreedAction, reference: str) -> ActionInBrief:
    unit.session.flush()  # so that the revision is the one that now stands
    return ActionInBrief(
        id=action.id,
        reference=reference,
        owner=action.owner,
        wanted_on=action.wanted_on,
        due_on=action.due_on,
        why_moved=why_moved(unit, action.wanted_on, action.due_on),
        state=action.state,
        settled_at=action.settled_at,
        revision=action.revision,
    )


def action_shape(unit: Unit, shown: ActionShown, reference: str) -> ActionShape:
    content = shown.content
    return ActionShape(
        **dict(action_in_brief(unit, shown.action, reference)),
        what=content.what if content else None,
        reason=content.reason if content else None,
    )


def own_action_shape(unit: Unit, own: OwnAction) -> OwnActionShape:
    return OwnActionShape(
        **dict(action_in_brief(unit, own.action, own.case.reference)),
        what=own.content.what,
        reason=own.content.reason,
        person=own.citizen.name,
        confidentiality=statement(LANGUAGE),
    )
