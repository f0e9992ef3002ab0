"""What is shown of a case's effort: all to the secretariat, to an agency what it holds or is responsible for."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Actor, Role
from agenda.cases.case import Case
from agenda.cases.conversation import Conversation
from agenda.cases.course import Course
from agenda.cases.dispatch import Dispatch, Letter
from agenda.cases.orientation import Orientation
from agenda.cases.visibility import is_shown_case
from service.database.cases import efforts
from service.database.cases.letter_tables import letters_of
from service.database.cases.questions import NoSuchCase, Reading, case_named
from service.workflow.cases.consents import rests_on
from service.workflow.cases.dispatching import DispatchContent, open_dispatch
from service.workflow.cases.effort_contents import (
    PlanContent,
    open_aim,
    open_end,
    open_note,
    open_plan,
    open_reason,
)
from service.workflow.cases.showing import check_purpose
from service.workflow.cases.showing_consents import (
    AddresseeShown,
    ConsentsShown,
    RepresentativeShown,
    addressees_shown,
    consents_shown,
    representatives_shown,
)
from service.workflow.cases.sight import is_kept_out
from service.workflow.unit import Unit


@dataclass(frozen=True)
class OrientationShown:
    orientation: Orientation
    reason: str


@dataclass(frozen=True)
class ConversationShown:
    conversation: Conversation
    plan: PlanContent
    note: str


@dataclass(frozen=True)
class CourseShown:
    course: Course
    aim: str
    end_words: str
    rests_on: ConsentsShown


@dataclass(frozen=True)
class DispatchShown:
    dispatch: Dispatch
    content: DispatchContent
    is_corrected: bool


@dataclass(frozen=True)
class LetterShown:
    """A letter that was made, and what was said of how it was sent, the oldest first."""

    letter: Letter
    dispatches: tuple[DispatchShown, ...]


@dataclass(frozen=True)
class Effort:
    """What is done for the citizen, oldest first; the last orientation stands. Letters are the secretariat's.

    `representatives` are who speaks for the citizen, to the secretariat; `is_child` is told as of today.
    """

    case: Case
    is_child: bool
    is_protected: bool
    is_notification_open: bool
    representatives: tuple[RepresentativeShown, ...]
    addressees: tuple[AddresseeShown, ...]
    orientations: tuple[OrientationShown, ...]
    conversations: tuple[ConversationShown, ...]
    courses: tuple[CourseShown, ...]
    letters: tuple[LetterShown, ...] = ()


def show_effort(unit: Unit, reference: str, purpose: str, now: datetime) -> Effort:
    """Read for a purpose that is kept; a case of which nothing is one's own looks absent.

    Whoever is kept out of the case takes no part in it, not even in what they hold: another takes it over.
    """
    unit.allow(Action.READ_CASE)
    check_purpose(unit, purpose)
    case = case_named(Reading(unit.session, str(unit.actor), purpose.strip(), now), reference)
    effort = effort_of(unit, case, now)
    is_own = bool(effort.conversations or effort.courses)
    is_shown = is_shown_case(case, unit.actor, unit.settings.cases.police_party)
    if not (is_own or is_shown) or is_kept_out(unit, case):
        raise NoSuchCase("there is no such case for you", "case")
    return effort


def effort_of(unit: Unit, case: Case, now: datetime) -> Effort:
    """The part of a case that was read already, as far as it is the reader's."""
    is_office = unit.actor.role is Role.SECRETARIAT
    stands, today = rests_on(unit, case), unit.calendar.local(now).date()
    return Effort(
        case,
        stands.citizen.is_child(today),
        stands.citizen.is_protected,
        stands.is_notification_open,
        representatives_shown(unit, stands) if is_office else (),
        addressees_shown(unit, stands, case) if is_office else (),
        tuple(
            OrientationShown(one, open_reason(unit, one))
            for one in (efforts.orientations_of(unit.session, case.id) if is_office else ())
        ),
        tuple(
            ConversationShown(one, open_plan(unit, one), open_note(unit, one))
            for one in efforts.conversations_of(unit.session, case.id)
            if _is_theirs(unit.actor, one.party_id)
        ),
        tuple(
            CourseShown(
                one, open_aim(unit, one), open_end(unit, one), consents_shown(unit, stands, one, today)
            )
            for one in efforts.courses_of(unit.session, case.id)
            if _is_theirs(unit.actor, one.responsible)
        ),
        tuple(_letter(unit, case, one) for one in (letters_of(unit.session, case.id) if is_office else ())),
    )


def _letter(unit: Unit, case: Case, letter: Letter) -> LetterShown:
    return LetterShown(
        letter,
        tuple(
            DispatchShown(one, open_dispatch(unit, case, one), one.id in letter.corrected)
            for one in letter.dispatches
        ),
    )


def _is_theirs(actor: Actor, party_id: str) -> bool:
    return actor.role is Role.SECRETARIAT or actor.party_id == party_id
