"""A forum with two members and a year of meetings, at the moment at which topics are called for."""

from driven_service import local
from sample_people import FORUM, member, set_everybody

from agenda.access import MEMBER
from service.workflow.forum.private_link import guest_with, link_of

CALLED_AT = local("2026-12-29")
PLANNED_AT = local("2026-11-24")
ALMA, BO = "medlem.alma@moedeklar.invalid", "medlem.bo@moedeklar.invalid"


def forum_year(start_on, **named):
    """The forum's three meetings of 2027, planned and confirmed."""
    driven = start_on(PLANNED_AT, **named)
    set_everybody(driven, member("alma", FORUM), member("bo", FORUM))
    driven.plan(FORUM, "2027-01-01", "2027-12-31")
    return driven


def called(start_on, **named):
    """As `forum_year`, once the first meeting's topics have been called for."""
    driven = forum_year(start_on, **named)
    driven.play_until(CALLED_AT)
    return driven


def first_meeting(driven):
    return driven.meetings(FORUM)[0]


def attendee(driven, email=ALMA, meeting=None):
    listed = driven.attendees((meeting or first_meeting(driven)).id)
    return next(one for one in listed if one.email == email)


def token_of(driven, email=ALMA):
    with driven.service.unit(MEMBER) as unit:
        return link_of(unit, attendee(driven, email)).rpartition("/")[2]


def as_guest(driven, verb, *args, email=ALMA):
    """Do something over a member's private link."""
    token = token_of(driven, email)
    with driven.service.unit(MEMBER) as unit:
        return verb(unit, guest_with(unit, token, driven.now), *args, driven.now)
