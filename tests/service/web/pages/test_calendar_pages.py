"""What the pages show of organisers' calendars: changes made by hand, and times when all can."""

from dataclasses import replace
from datetime import timedelta

import by_hand
import pytest
from driven_service import OneCarrier
from paper_calendar import PaperCarrier

from agenda.access import CLOCK
from service.database.meetings.entries import entry_named
from service.database.meetings.questions import meetings_listed
from service.web.current import SERVICE

ENTRY = "e" * 32


@pytest.fixture
def moved(planned):
    """The first meeting, moved an hour on in Outlook; gives its page's address."""
    with planned.service.unit(CLOCK) as unit:
        meeting = meetings_listed(unit.session, "koordineringsenheden")[0]
    by_hand.enter(planned.service, meeting.id, ENTRY)
    later = meeting.starts_at + timedelta(hours=1)
    there = by_hand.standing(planned.service, ENTRY, starts_at=later, ends_at=later + timedelta(hours=2))
    by_hand.note(planned.service, ENTRY, there)
    return f"/meetings/{meeting.id}"


def revision(planned):
    with planned.service.unit(CLOCK) as unit:
        return entry_named(unit.session, ENTRY).revision


def test_desk_and_meeting_show_that_it_was_moved_in_outlook(visit, moved):
    visitor = visit("secretariat")
    assert "Et møde er ændret direkte i kalenderen" in visitor.read("/")
    page = visitor.read(moved)
    assert "Mødet er flyttet i Outlook Flyttet til tir. 24. nov. 2026 kl. 10.00" in page


def test_an_agency_is_not_shown_it(visit, moved):
    assert "Outlook" not in visit("agency:ssp").read(moved)


def test_the_change_is_adopted_by_one_button(visit, moved, planned):
    visitor = visit("secretariat")
    done = visitor.fill(f"{moved}/calendar-entries/{ENTRY}/adopt", revision=revision(planned))
    assert done.status_code == 303
    page = visitor.read(moved)
    assert "Begynder tir. 24. nov. 2026 kl. 10.00" in page
    assert "Ændret i kalenderen" not in page


def test_the_meeting_is_put_back_by_the_other(visit, moved, planned):
    visitor = visit("secretariat")
    visitor.fill(f"{moved}/calendar-entries/{ENTRY}/put-back", revision=revision(planned))
    page = visitor.read(moved)
    assert "Mødet bliver sat tilbage i kalenderen" in page
    assert "Begynder tir. 24. nov. 2026 kl. 9.00" in page


def test_the_second_of_two_people_sees_what_the_first_decided(visit, moved, planned):
    visitor, seen = visit("secretariat"), revision(planned)
    visitor.fill(f"{moved}/calendar-entries/{ENTRY}/put-back", revision=seen)
    late = visitor.fill(f"{moved}/calendar-entries/{ENTRY}/adopt", revision=seen)
    assert (late.status_code, "En anden har ændret det imens" in late.text) == (409, True)


def test_a_free_time_leads_to_the_form_filled_in(visit, planned):
    channels = OneCarrier(PaperCarrier(), "exchange")
    visitor = visit("secretariat")
    planned.client.application.extensions[SERVICE] = replace(planned.service, channels=channels)
    page = visitor.see("/free-times?for_body=koordineringsenheden").text
    assert "starts_on=2026-11-09&amp;starts_at=09:30#extraordinary" in page
    form = visitor.see("/meetings?body_id=koordineringsenheden&starts_on=2026-11-09&starts_at=09:30").text
    assert 'name="starts_on" value="2026-11-09"' in form


def test_over_a_channel_of_mails_the_page_says_that_no_calendar_can_be_read(visit):
    page = visit("secretariat").see("/free-times?for_body=koordineringsenheden")
    assert (page.status_code, "Kalenderne kan ikke læses over denne kanal" in page.text) == (409, True)
