"""A body that is neither of cases nor the forum: its invitations lead only where their reader gets in."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from driven_service import local
from sample_people import delegate, member, member_of, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent
from service.workflow.meetings.reading import meeting_read
from service.workflow.people import BodyGiven, PeopleGiven, set_people

BOARD = "styregruppe"
CONFIG = f"""
[bodies.{BOARD}]
name = "Styregruppen"
series = {{ rule = "even_weeks", weekday = "thursday", starts = "10:00", ends = "11:00" }}
lead_times.cut_off = {{ working_days = -5, at = "12:00" }}
lead_times.agenda_due = {{ working_days = -1, at = "12:00" }}
lead_times.minutes_due = {{ working_days = 5, at = "12:00" }}
"""


@pytest.fixture
def invited(start_on):
    """Two are members of the board: one of SSP, and one of nothing that logs in."""
    driven = start_on(local("2026-11-09"), config=CONFIG)
    set_everybody(driven, member("nabo", BOARD), delegate("ssp", BOARD))
    driven.do(
        set_people, PeopleGiven(bodies=((BOARD, BodyGiven("VINK", "styr@moedeklar.invalid", "Rådhuset")),))
    )
    driven.plan(BOARD, date(2026, 11, 26).isoformat(), "2026-11-26")
    driven.tick()
    return driven


def invitation_of(driven, email):
    (message,) = [one for one in driven.messages("invitation") if one.recipient_email == email]
    mail = message_from_bytes(driven.mail_of(message), policy=default)
    return mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("name", ["nabo", "ssp"])
def test_an_invitation_leads_nobody_to_a_page_that_is_closed_to_them(invited, name):
    (meeting,) = invited.meetings(BOARD)
    with invited.service.unit(actor_named("agency:ssp")) as unit, pytest.raises(Absent):
        meeting_read(unit, meeting.id)
    said = invitation_of(invited, member_of(name))
    assert ("Forslag til emner" in said, "egen side" in said, "http" in said) == (True, False, False)
