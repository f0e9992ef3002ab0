"""Who may see and do what, as one table that every route and command passes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum

from agenda.errors import Absent, Invalid, NotAllowed


class Role(StrEnum):
    """The parts people (and the clock) play; each office has its own bodies, and cases and forum share none."""

    SECRETARIAT = "secretariat"
    AGENCY = "agency"
    FORUM = "forum"
    AUDITOR = "auditor"
    MEMBER = "member"  # of the forum, by a private link: one attendee at one meeting
    CLOCK = "clock"


class Room(StrEnum):
    """What is one body's alone. Where the settings switch that body off, its room is closed and looks absent."""

    CASES = "cases"
    FORUM = "forum"


class RoomClosed(Absent):
    """The body whose room it is is switched off in the settings."""


class Action(StrEnum):
    """What can be asked of the service."""

    READ_PEOPLE = "read_people"
    CHANGE_PEOPLE = "change_people"
    CHANGE_PARTIES = "change_parties"
    READ_MEETINGS = "read_meetings"
    CHANGE_MEETINGS = "change_meetings"
    READ_ATTENDANCE = "read_attendance"
    TAKE_REPLY = "take_reply"
    READ_AGENDA = "read_agenda"
    CHANGE_AGENDA = "change_agenda"
    COMMENT_AGENDA = "comment_agenda"
    READ_MINUTES = "read_minutes"
    CHANGE_MINUTES = "change_minutes"
    COMMENT_MINUTES = "comment_minutes"
    APPROVE_MINUTES = "approve_minutes"
    READ_MESSAGES = "read_messages"
    SETTLE_MESSAGE = "settle_message"
    READ_UPCOMING = "read_upcoming"
    SETTLE_CLOCK = "settle_clock"
    TAKE_CONCERN = "take_concern"
    READ_CASE = "read_case"
    DECIDE_CASE = "decide_case"
    CLEAR_CASE = "clear_case"
    READ_READINESS = "read_readiness"
    READ_LOOKUP = "read_lookup"
    ANSWER_LOOKUP = "answer_lookup"
    READ_ACTION = "read_action"
    SETTLE_ACTION = "settle_action"
    STATE_CONSENT = "state_consent"
    READ_RECORD = "read_record"
    READ_TOPICS = "read_topics"
    CHANGE_TOPICS = "change_topics"
    RENEW_LINK = "renew_link"
    USE_PRIVATE_LINK = "use_private_link"
    READ_CHARTER_LIST = "read_charter_list"
    CHANGE_CHARTER_LIST = "change_charter_list"
    SEE_DESK = "see_desk"
    SEE_SELF = "see_self"


OFFICES = (Role.SECRETARIAT, Role.FORUM)
_OFFICE = frozenset(OFFICES)
_CASES = frozenset({Role.SECRETARIAT, Role.AGENCY})
_EVERYONE = frozenset(set(Role) - {Role.CLOCK, Role.MEMBER})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.READ_PEOPLE: _OFFICE,
    Action.CHANGE_PEOPLE: _OFFICE,
    Action.CHANGE_PARTIES: frozenset({Role.SECRETARIAT}),
    Action.READ_MEETINGS: _OFFICE | {Role.AGENCY},
    Action.CHANGE_MEETINGS: _OFFICE,
    Action.READ_ATTENDANCE: _OFFICE,
    Action.TAKE_REPLY: _OFFICE,
    Action.READ_AGENDA: _OFFICE | {Role.AGENCY},
    Action.CHANGE_AGENDA: _OFFICE,
    Action.COMMENT_AGENDA: frozenset({Role.AGENCY}),
    Action.READ_MINUTES: _OFFICE | {Role.AGENCY},
    Action.CHANGE_MINUTES: _OFFICE,
    Action.COMMENT_MINUTES: _OFFICE | {Role.AGENCY},
    Action.APPROVE_MINUTES: _OFFICE | {Role.AGENCY},
    Action.READ_MESSAGES: _OFFICE,
    Action.SETTLE_MESSAGE: _OFFICE,
    Action.READ_UPCOMING: _OFFICE,
    Action.SETTLE_CLOCK: _OFFICE,
    Action.TAKE_CONCERN: frozenset({Role.SECRETARIAT}),
    Action.READ_CASE: _CASES,
    Action.DECIDE_CASE: frozenset({Role.SECRETARIAT}),
    Action.CLEAR_CASE: _CASES,
    Action.READ_READINESS: frozenset({Role.SECRETARIAT}),
    Action.READ_LOOKUP: _CASES,
    Action.ANSWER_LOOKUP: frozenset({Role.AGENCY}),
    Action.READ_ACTION: _CASES,
    Action.SETTLE_ACTION: _CASES,
    Action.STATE_CONSENT: frozenset({Role.AGENCY}),
    Action.READ_RECORD: frozenset({Role.AUDITOR}),
    Action.READ_TOPICS: frozenset({Role.FORUM}),
    Action.CHANGE_TOPICS: frozenset({Role.FORUM}),
    Action.RENEW_LINK: frozenset({Role.FORUM}),
    Action.USE_PRIVATE_LINK: frozenset({Role.MEMBER}),
    Action.READ_CHARTER_LIST: frozenset({Role.FORUM}),
    Action.CHANGE_CHARTER_LIST: frozenset({Role.FORUM}),
    Action.SEE_DESK: frozenset({Role.SECRETARIAT}),
    Action.SEE_SELF: _EVERYONE,
}

ROOM_OF: Mapping[Action, Room] = {
    **dict.fromkeys(
        (
            Action.TAKE_CONCERN,
            Action.READ_CASE,
            Action.DECIDE_CASE,
            Action.CLEAR_CASE,
            Action.READ_READINESS,
            Action.READ_LOOKUP,
            Action.ANSWER_LOOKUP,
            Action.READ_ACTION,
            Action.SETTLE_ACTION,
            Action.STATE_CONSENT,
        ),
        Room.CASES,
    ),
    **dict.fromkeys(
        (
            Action.READ_TOPICS,
            Action.CHANGE_TOPICS,
            Action.RENEW_LINK,
            Action.USE_PRIVATE_LINK,
            Action.READ_CHARTER_LIST,
            Action.CHANGE_CHARTER_LIST,
        ),
        Room.FORUM,
    ),
}
ROOM_OF_ROLE: Mapping[Role, Room] = {
    Role.AGENCY: Room.CASES,
    Role.FORUM: Room.FORUM,
    Role.MEMBER: Room.FORUM,
}


@dataclass(frozen=True)
class Actor:
    """Who acts: a role, and for an agency which party."""

    role: Role
    party_id: str | None = None

    def __str__(self) -> str:
        return f"{self.role}:{self.party_id}" if self.party_id else str(self.role)


CLOCK = Actor(Role.CLOCK)
MEMBER = Actor(Role.MEMBER)


def actor_named(text: str) -> Actor:
    """The actor written as `secretariat`, `agency:PARTY`, `forum` or `auditor`."""
    role, _, party_id = text.partition(":")
    if role not in _EVERYONE or (role == Role.AGENCY) != bool(party_id):
        raise Invalid("write secretariat, forum, auditor, or agency:PARTY such as agency:ssp", "as")
    return Actor(Role(role), party_id or None)


def may(actor: Actor, action: Action) -> bool:
    return actor.role is Role.CLOCK or actor.role in MAY[action]


def check(actor: Actor, action: Action) -> None:
    if not may(actor, action):
        raise NotAllowed(f"the role {actor.role} may not do this: {action}", "as")


def is_open_to(role: Role, rooms: Container[Room]) -> bool:
    """Whether somebody of the role has anything to do here."""
    return role not in ROOM_OF_ROLE or ROOM_OF_ROLE[role] in rooms


def is_open(action: Action, rooms: Container[Room]) -> bool:
    return action not in ROOM_OF or ROOM_OF[action] in rooms


def check_open(action: Action, rooms: Container[Room]) -> None:
    if not is_open(action, rooms):
        raise RoomClosed(
            f"leave this out: the body of the {ROOM_OF[action]} room is switched off in the settings (active)"
        )


class OfAnotherOffice(NotAllowed):
    """Each office plans its own bodies' meetings; of the forum's the secretariat sees the dates alone."""


@dataclass(frozen=True)
class Belonging:
    """Whose office a body has, and whether it is the one that treats cases."""

    office: Role
    treats_cases: bool


def may_reach(actor: Actor, body: Belonging) -> bool:
    """The forum's office sees its own bodies alone, an agency the one that treats cases, the secretariat all dates."""
    seen = {Role.FORUM: body.office is Role.FORUM, Role.AGENCY: body.treats_cases}
    return seen.get(actor.role, True)


def check_reach(actor: Actor, body: Belonging) -> None:
    if not may_reach(actor, body):
        raise Absent("there is no such body for you", "body")


def check_own(actor: Actor, body: Belonging) -> None:
    """For whoever plans: what the body does is its own office's."""
    check_reach(actor, body)
    if not is_own(actor, body.office):
        raise OfAnotherOffice("it is another office's; ask that office to change it", "body")


def is_own(actor: Actor, office: Role) -> bool:
    """Whether it is not another office's: each sees what its own bodies treat, are told and have to do."""
    return actor.role not in _OFFICE or actor.role is office


def check_office(actor: Actor, office: Role) -> None:
    """The papers of a meeting look absent to the office of another body, which may plan beside it."""
    if not is_own(actor, office):
        raise Absent("the meeting has no such papers for you", "meeting")


def check_party(actor: Actor, party_id: str) -> None:
    """What belongs to another agency looks absent to an agency."""
    if actor.role is Role.AGENCY and actor.party_id != party_id:
        raise Absent("there is no such lookup request for you", "lookup")
