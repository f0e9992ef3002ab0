"""A guest over Exchange and Graph: an entry of their own for their item's time, and the answer they give there."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from agenda_scene import nth, planned, read, take
from driven_service import local
from sample_people import KE, PARTIES, member_of

from agenda.cases.case import CloseReason
from agenda.meetings.agenda import Placed
from agenda.meetings.attendance import Answered
from agenda.meetings.guest import GuestBasis
from agenda.meetings.party import Recipient
from notifications.exchange.carrier import ExchangeCarrier
from notifications.exchange.server import EwsServer
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier
from service.workflow.agendas import compose_agenda
from service.workflow.cases.closing import Closing, close_case
from service.workflow.meetings.arranging import Arrangement, arrange
from service.workflow.meetings.calendar_reading import read_calendars
from service.workflow.meetings.guests import GuestGiven, invite_guest
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double, graph_double

MAILBOX, GUEST = "ke@moedeklar.invalid", "gaest@moedeklar.invalid"
GIVEN = GuestGiven(Recipient("Gæst Gæstesen", GUEST, "da"), "Psykiatrien", GuestBasis.PSP)
FIVE_PAST, TWENTY_PAST = local("2026-11-24", "09:05"), local("2026-11-24", "09:20")
PAUSE = timedelta(minutes=40)


@contextmanager
def exchange(folder):
    with ews_double(folder) as double:
        server = EwsServer(double.url, USER, PASSWORD, "basic", allows_plain_http=True)
        carrier = ExchangeCarrier(server, MAILBOX)
        yield double, carrier
        carrier.close()


@contextmanager
def graph(folder):
    with graph_double(folder) as double:
        yield double, GraphCarrier(GraphApp(url=double.url, timeout_seconds=5), MAILBOX)


@pytest.fixture(params=[exchange, graph])
def office(request, new_service, tmp_path):
    """The meeting of the case body in the organiser's calendar, with a guest to the case's item, 9.05 to 9.20."""
    with request.param(tmp_path) as (double, carrier):
        driven = new_service(local("2026-11-09"))
        driven.send_by(carrier, "exchange")
        driven.double = double
        planned(lambda _start: driven)
        driven.case_of_guest = take(driven)
        later(driven)
        agenda = driven.do(compose_agenda, nth(driven, 0))
        item = next(item.id for item in agenda.items if item.about == driven.case_of_guest)
        driven.guest = driven.do(invite_guest, nth(driven, 0), item, GIVEN)
        later(driven)
        yield driven


def later(driven):
    driven.play_until(driven.now + PAUSE)


def entries(driven):
    """Of the first meeting's day: when each stands, and who is on it."""
    own = [
        item for item in driven.double.items() if item["folder"] == "calendar" and item["mailbox"] == MAILBOX
    ]
    moments = (
        (
            *(datetime.fromisoformat(item[name]) for name in ("starts_at", "ends_at")),
            sorted(item["attendees"]),
        )
        for item in own
    )
    day = local("2026-11-24").date()
    return sorted(each for each in moments if each[0].astimezone(FIVE_PAST.tzinfo).date() == day)


def told(driven):
    return [mail["kind"] for mail in driven.double.wire() if mail["to"] == GUEST]


def all_members():
    return sorted(member_of(party) for party in PARTIES)


def test_the_guests_entry_covers_the_items_time_alone_and_neither_sees_the_other(office):
    meeting = office.meetings(KE)[0]
    assert entries(office) == [
        (meeting.starts_at, meeting.ends_at, all_members()),
        (FIVE_PAST, TWENTY_PAST, [GUEST]),
    ]
    assert told(office) == ["request"]


def test_it_follows_the_item_and_the_members_hear_nothing_of_that(office):
    before = len(office.double.wire())
    agenda = read(office, nth(office, 0))
    placed = tuple(Placed(item.id, 20 if item.position == 1 else item.minutes) for item in agenda.items)
    office.do(arrange, nth(office, 0), Arrangement(placed, agenda.revision))
    later(office)
    assert entries(office)[1] == (TWENTY_PAST, local("2026-11-24", "09:35"), [GUEST])
    assert [(mail["kind"], mail["to"]) for mail in office.double.wire()[before:]] == [("update", GUEST)]


def test_when_the_item_goes_it_is_withdrawn_and_the_meeting_stands(office):
    revision = office.case(office.case_of_guest).revision
    office.do(close_case, office.case_of_guest, Closing(CloseReason.UNFOUNDED, revision))
    office.do(compose_agenda, nth(office, 0))
    later(office)
    assert told(office) == ["request", "cancel"]
    assert [who for *_, who in entries(office) if who] == [all_members()]


def test_the_guests_answer_is_theirs_alone(office):
    (uid,) = {item["uid"] for item in office.double.items() if GUEST in item["attendees"]}
    office.double.answer(MAILBOX, uid, GUEST, "Accept")
    office.clock.now += timedelta(minutes=10)
    read_calendars(office.service.channels, MAILBOX, office.service.clockwork.shelf, office.now)
    answers = {one.email: one.answered for one in office.attendees(nth(office, 0))}
    assert answers == {**dict.fromkeys(all_members(), Answered.NEEDS_ACTION), GUEST: Answered.ACCEPTED}
