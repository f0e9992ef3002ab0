"""The private link: one page for one attendee of one meeting, for whoever holds its token, without a login.

The token is made of the attendee under the master key, so that every mail bears the same link, and the database
alone, which keeps the token's digest, opens nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Action
from agenda.errors import Absent
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import Meeting
from service.database.forum.topic_tables import PrivateLink
from service.database.forum.topics import attendee_of_link, link_to
from service.database.meetings.questions import meeting_named
from service.workflow.unit import Unit

TOKEN_LENGTH = 48
LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")  # no digits: a token never looks like a CPR
PAGE = "m"


class NoSuchLink(Absent):
    pass


@dataclass(frozen=True)
class Guest:
    """Whoever holds a link that still opens its page."""

    attendee: Attendee
    meeting: Meeting


def link_of(unit: Unit, attendee: Attendee) -> str:
    """The address of the attendee's page, made when it is first asked for."""
    token = _token(unit, attendee.id, turn_of(unit, attendee.id))
    if link_to(unit.session, attendee.id) is None:
        unit.session.add(PrivateLink(attendee.id, _digest(unit, token)))
        unit.session.flush()
    return "/".join((unit.settings.web.base_url.rstrip("/"), PAGE, token))


def renew(unit: Unit, attendee: Attendee) -> PrivateLink:
    """From now on another token opens the page, and the one before nothing."""
    link_of(unit, attendee)
    link = unit.session.get_one(PrivateLink, attendee.id, with_for_update=True)
    link.turn += 1
    link.digest = _digest(unit, _token(unit, attendee.id, link.turn))
    unit.session.flush()
    return link


def turn_of(unit: Unit, attendee_id: str) -> int:
    known = link_to(unit.session, attendee_id)
    return known.turn if known else 1


def guest_with(unit: Unit, token: str, now: datetime) -> Guest:
    """Raises NoSuchLink: an unknown token, one that is withdrawn and one whose time is over look alike."""
    unit.allow(Action.USE_PRIVATE_LINK)
    attendee_id = attendee_of_link(unit.session, _digest(unit, token))
    attendee = unit.session.get(Attendee, attendee_id) if attendee_id else None
    if attendee is not None and attendee.is_invited and has_page(attendee):
        meeting = meeting_named(unit.session, attendee.meeting_id)
        if is_open(unit, meeting, now):
            return Guest(attendee, meeting)
    raise NoSuchLink("the link leads nowhere (any more); look for a newer mail", "link")


def is_open(unit: Unit, meeting: Meeting, now: datetime) -> bool:
    until = meeting.ends_at + timedelta(days=unit.settings.forum.link_days_after)
    return not meeting.is_off and now < until


def member_of(unit: Unit, guest: Guest) -> str | None:
    """Whose place it is: whoever stands in proposes in the stead of the member, and shares that member's topics."""
    stood_in_for = guest.attendee.stands_in_for
    place = unit.session.get(Attendee, stood_in_for) if stood_in_for else guest.attendee
    return place.member_id if place else None


def has_page(attendee: Attendee) -> bool:
    """A room does not read, and who is a guest at one item has nothing to do with the others."""
    return attendee.kind in {AttendeeKind.MEMBER, AttendeeKind.DEPUTY}


def _token(unit: Unit, attendee_id: str, turn: int) -> str:
    of = attendee_id if turn == 1 else f"{attendee_id}:{turn}"
    return unit.vault.fingerprint("private link", of)[:TOKEN_LENGTH].translate(LETTERS)


def _digest(unit: Unit, token: str) -> str:
    return unit.vault.fingerprint("private link token", token)
