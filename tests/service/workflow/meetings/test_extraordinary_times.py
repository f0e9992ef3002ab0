from datetime import timedelta
from functools import partial

import pytest
from driven_service import COPENHAGEN, local
from paper_calendar import PaperCarrier
from sample_people import FORUM, KE, member, member_of, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent, NotAllowed
from notifications.carrier import Busy, NotSent
from service.workflow.meetings.extraordinary_times import (
    Asked,
    CalendarServerDown,
    CalendarsUnreadable,
    find_times,
)

NOVEMBER = local("2026-11-23")
SSP, SOF = member_of("ssp"), member_of("sof")


@pytest.fixture
def carrier():
    return PaperCarrier()


@pytest.fixture
def driven(new_service, carrier):
    """The body meets on 24 Nov from 9 to 11; it is 23 Nov, 9 o'clock."""
    driven = new_service(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.send_by(carrier, "exchange")
    return driven


def find(driven, *, body=KE, role="secretariat", **more):
    by_actor = partial(driven.service.unit, actor_named(role))
    asked = Asked(body, timedelta(hours=2), **more)
    return find_times(driven.service.channels, by_actor, asked, driven.now)


def starts(found):
    return [each.starts_at.astimezone(COPENHAGEN).strftime("%d.%m. %H:%M") for each in found.times]


def test_times_are_found_when_all_can_and_the_body_does_not_meet_already(driven, carrier):
    carrier.taken = {
        SSP: (Busy(local("2026-11-23", "09:00"), local("2026-11-23", "16:00")),),
        SOF: (Busy(local("2026-11-24", "12:00"), local("2026-11-24", "14:00")),),
    }
    found = find(driven, days=2)
    assert (starts(found), found.unreadable) == (["24.11. 14:00"], [])


def test_the_forums_times_tell_its_office_nothing_of_when_the_cases_are_treated(driven):
    assert "24.11. 09:00" in starts(find(driven, body=FORUM, role="forum", days=2))


def test_those_whose_calendars_cannot_be_read_are_named_and_hold_nobody_up(driven, carrier):
    carrier.taken = {SOF: None}
    found = find(driven, days=1)
    assert (starts(found)[0], found.unreadable) == ("23.11. 09:30", ["Medlem sof"])


def test_over_a_channel_of_mails_it_is_refused_in_clear_words(driven, carrier):
    driven.send_by(carrier, "folder")
    with pytest.raises(CalendarsUnreadable):
        find(driven)


def test_a_server_that_does_not_answer_is_no_free_time(driven, carrier):
    carrier.faults = [NotSent(), ValueError("broken")]
    for _ in range(2):
        with pytest.raises(CalendarServerDown):
            find(driven)


@pytest.mark.parametrize(("role", "refusal"), [("agency:ssp", NotAllowed), ("forum", Absent)])
def test_nobody_else_reads_the_members_calendars(driven, role, refusal):
    with pytest.raises(refusal):
        find(driven, role=role)


def test_it_is_recorded_that_the_calendars_were_asked(driven):
    find(driven)
    assert [(e.actor, e.about) for e in driven.entries("ask_free_times")] == [("secretariat", KE)]
