"""Agreed actions as their owner sees them: a list by reference, and one with what is to be done, which is recorded."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.cases.action import AgreedAction
from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.paging import Page, PageWanted
from service.database.cases import acting
from service.database.cases.listing import actions_page
from service.database.cases.questions import Reading, worked_case
from service.workflow.cases.agreeing import own_action
from service.workflow.cases.contents import ActionContent, open_action, open_citizen
from service.workflow.cases.sight import kept_from
from service.workflow.unit import Unit

TO_SETTLE = "see to the agreed action"


@dataclass(frozen=True)
class OwnAction:
    action: AgreedAction
    case: Case
    citizen: Citizen
    content: ActionContent


def actions_shown(unit: Unit, page: PageWanted) -> Page[tuple[AgreedAction, str]]:
    """The agency's own that are in its sight, to the secretariat all; by reference, without what is to be done."""
    unit.allow(Action.READ_ACTION)
    owner = unit.actor.party_id if unit.actor.role is Role.AGENCY else None
    return actions_page(unit.session, owner, kept_from(unit), page)


def reference_of(unit: Unit, action: AgreedAction) -> str:
    return worked_case(unit.session, action.case_id).reference


def show_action(unit: Unit, action_id: str, now: datetime) -> OwnAction:
    unit.allow(Action.READ_ACTION)
    action = own_action(unit, action_id)
    case = acting.case_of_action(Reading(unit.session, str(unit.actor), TO_SETTLE, now), action)
    return OwnAction(action, case, open_citizen(unit, case), open_action(unit, action))
