"""Nothing the pages can show is without Danish words, and no word stands for nothing."""

import importlib
import pkgutil
from enum import StrEnum

import pytest

import agenda
import notifications
import service
from agenda.cases.action import ActionState
from agenda.cases.addressee import To
from agenda.cases.case import CaseState, CloseReason
from agenda.cases.concern import Basis, Notification, SourceKind, Urgency
from agenda.cases.consent import ChildRule, Consenter
from agenda.cases.conversation import ConversationOutcome, ConversationState
from agenda.cases.course import CourseState, EndReason, Line
from agenda.cases.follow_up import FollowUpState
from agenda.cases.lookup import AnswerKind, LookupState
from agenda.cases.orientation import Exemption, OrientationKind
from agenda.cases.outcome import OutcomeKind
from agenda.cases.readiness import Cell, Readiness
from agenda.cases.representative import GuardianRule, RepresentativeKind
from agenda.cases.written import Consent, ProposalState
from agenda.errors import Refusal
from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.attendance import Answered
from agenda.meetings.guest import GuestBasis
from agenda.meetings.meeting import MeetingState
from agenda.meetings.plan import PlanState
from agenda.meetings.quorum import PartyState
from notifications.message import State
from notifications.occasion import Occasion
from notifications.reminders import StepKind
from service.web.pages import desk, words
from service.web.pages.cases import effort_words
from service.web.pages.cases import words as case_words
from service.web.pages.forum import desk as forum_desk
from service.web.pages.meetings import words as meeting_words
from service.web.pages.problem_words import PROBLEMS
from service.workflow.upcoming import SHOWN

NO_REFUSALS = {"personal-data-found", "form-expired", "storage-unavailable"}


def every_refusal():
    for package in (agenda, notifications, service):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "versions" not in module.name and not module.name.endswith(("__main__", ".env")):
                importlib.import_module(module.name)
    found, waiting = set(), [Refusal]
    while waiting:
        kind = waiting.pop()
        found.add(kind("").code)
        waiting += kind.__subclasses__()
    return found


def test_every_refusal_has_its_sentence_and_no_sentence_is_without_one():
    assert set(PROBLEMS) == every_refusal() | NO_REFUSALS


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (case_words.CELLS, Cell),
        (case_words.READINESS, Readiness),
        (case_words.CASE_STATES, CaseState),
        (case_words.LOOKUP_STATES, LookupState),
        (case_words.ANSWER_HINTS, AnswerKind),
        (case_words.OUTCOMES, OutcomeKind),
        (case_words.OUTCOME_HINTS, OutcomeKind),
        (case_words.FOLLOW_UP_STATES, FollowUpState),
        (case_words.ACTION_STATES, ActionState),
        (effort_words.ORIENTATIONS, OrientationKind),
        (effort_words.CONVERSATIONS, ConversationState),
        (effort_words.COURSES, CourseState),
        (effort_words.LINES, Line),
        (effort_words.PROPOSALS, ProposalState),
        (effort_words.CONSENTS, Consent),
        (effort_words.OUTCOME_HINTS, ConversationOutcome),
        (meeting_words.MEETING_STATES, MeetingState),
        (meeting_words.BASES, GuestBasis),
        (meeting_words.AGENDA_STATES, AgendaState),
        (meeting_words.ITEM_KINDS, ItemKind),
        (meeting_words.PLAN_STATES, PlanState),
        (meeting_words.ATTENDANCE, Answered),
        (meeting_words.ROOM_ATTENDANCE, Answered),
        (meeting_words.PARTY_ATTENDANCE, PartyState),
        (effort_words.ADDRESSEES, To),
        (effort_words.CONSENTERS, Consenter),
        (effort_words.REPRESENTATIVES, RepresentativeKind),
        (effort_words.GUARDIAN_RULES, GuardianRule),
        (effort_words.CHILD_RULES, ChildRule),
        (words.MESSAGE_STATES, State),
    ],
)
def test_every_state_has_its_words(table, kind: type[StrEnum]):
    assert list(table) != []
    assert set(table) == set(kind)


def test_whatever_is_done_for_a_citizen_has_its_words():
    kinds = (OrientationKind, Exemption, ConversationOutcome, EndReason)
    assert set(effort_words.CHOICES) == {choice for kind in kinds for choice in kind}


def test_every_choice_of_a_form_has_its_words():
    kinds = (
        SourceKind,
        Urgency,
        Basis,
        Notification,
        AnswerKind,
        CloseReason,
    )
    assert set(case_words.CHOICES) == {choice for kind in kinds for choice in kind}


def test_whatever_the_service_does_by_itself_has_its_words():
    assert set(words.DEEDS) == SHOWN | set(Occasion) | set(StepKind) | {"try_again"}


def test_whatever_waits_for_a_person_has_its_words_and_its_place():
    assert set(words.WAITING) == set(desk.WHERE) | set(forum_desk.WHERE)


def test_no_two_states_of_one_table_look_alike_without_their_words():
    assert [said.words for said in case_words.CELLS.values() if not said.sign.strip()] == []
