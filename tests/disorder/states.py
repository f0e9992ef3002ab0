"""What each thing that has states may become in one step, in which it may take several arrows."""

from agenda.cases import action, case, conversation, course, follow_up, lookup, written
from agenda.forum import accession, topic
from agenda.meetings import agenda, meeting, minutes, plan
from notifications import message

_ALONG = {
    "action": action,
    "case": case,
    "conversation": conversation,
    "course": course,
    "follow_up": follow_up,
    "lookup": lookup,
    "proposal": written,
    "accession": accession,
    "topic": topic,
    "agenda": agenda,
    "meeting": meeting,
    "minutes": minutes,
    "plan": plan,
    "message": message,
}


def _reached(transitions):
    """Along any number of arrows."""
    found = {state: set(leads) for state, leads in transitions.items()}
    for _ in found:
        for leads in found.values():
            leads |= {further for state in set(leads) for further in found[state]}
    return found


def _with_what_is_taken_back(module):
    back = vars(module).get("TAKEN_BACK", {})
    return {state: {*leads, *back.get(state, ())} for state, leads in module.TRANSITIONS.items()}


CAN_BECOME = {table: _reached(module.TRANSITIONS) for table, module in _ALONG.items()}
CAN_BE_TAKEN_BACK_TO = {table: _reached(_with_what_is_taken_back(module)) for table, module in _ALONG.items()}
