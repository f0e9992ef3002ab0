"""Whoever moves or calls off a meeting, and by whatever door: what follows is the same, and is what was shown before.

The scene: a case that was discussed comes back at the second meeting, another is being prepared, and a guest comes
to its item. Each way starts from the same scene, and what stands afterwards is compared.
"""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count

import by_hand
import pytest
from doors import logged_in
from driven_service import Clock, Driven, local
from over_http import Http
from sample_people import KE, citizen, concern, confirmed, member, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.cases.follow_up import FollowUpGiven, FollowUpState
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.meetings.guest import GuestBasis
from agenda.meetings.meeting import MeetingState
from agenda.meetings.party import Recipient
from notifications.message import State
from service.app import Surroundings, open_service
from service.database.cases.following import follow_ups_of
from service.database.meetings.entries import entry_named
from service.database.meetings.guests import guests_at
from service.web.application import create_app
from service.workflow.agendas import compose_agenda
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing
from service.workflow.cases.intake import take_concern
from service.workflow.deciding_differences import adopt
from service.workflow.meetings.changing import Times
from service.workflow.meetings.guests import GuestGiven, invite_guest
from service.workflow.previewing import standing
from service.workflow.rescheduling import cancel_meeting, move_meeting

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
TALK = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 15)
)
TO = local("2026-12-04", "09:00")  # before the day on which the discussed case is to come back
CLOSES_AT = local("2026-12-10", "12:00")
ENTRY, REASON = "op", "Lokalet er optaget"
MOVE = Times(TO, reason=REASON)
GUEST = GuestGiven(Recipient("Gitte Gæst", "gitte@gaest.invalid", "da"), "Skolen", GuestBasis.CONSENT)


@dataclass
class Scene:
    driven: object
    discussed: str
    prepared: str
    second_id: str

    @property
    def meeting(self):
        return self.driven.meeting(self.second_id)


@pytest.fixture(scope="module")
def set_once(tmp_path_factory, sqlite_template):
    """The scene's folder, and the scene as it stands there."""
    folder = tmp_path_factory.mktemp("scene")
    shutil.copytree(sqlite_template, folder, dirs_exist_ok=True)
    scene = scene_set(opened(folder, local("2026-11-09"), "a"))
    scene.driven.service.engine.dispose()
    return folder, scene


@pytest.fixture
def scene(set_once, tmp_path):
    """Called, it gives a copy of the scene."""
    folder, scene = set_once
    copies = []

    def copied():
        copy = shutil.copytree(folder, tmp_path / f"copy{len(copies)}")
        copies.append(replace(scene, driven=opened(copy, scene.driven.now, "b")))
        return copies[-1]

    yield copied
    for one in copies:
        one.driven.service.engine.dispose()


def opened(folder, now, prefix):
    clock, numbers = Clock(now), count(1)
    new_id = lambda: f"{prefix}{next(numbers):06d}"  # noqa: E731
    return Driven(open_service(Surroundings(folder, None, {}, clock, new_id)), clock)


def scene_set(driven):
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2027-01-05")
    discussed = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.do(answer_lookup, driven.lookup(discussed, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(local("2026-11-24", "11:00"))
    case = driven.case(discussed)
    driven.do(record_outcome, discussed, Decision(case.meeting_id, TALK, case.revision))
    back = FollowUpGiven(date(2026, 12, 7), "Er samtalen holdt?")
    driven.do(set_follow_up, discussed, Following(back, driven.case(discussed).revision))
    other = concern(citizen(name="Testa Testesen", cpr="020280-6002"))
    prepared = driven.do(take_concern, confirmed(other, parties=("sof",))).reference
    second = driven.meetings(KE)[1].id
    agenda = driven.do(compose_agenda, second)
    item = next(one.id for one in agenda.items if one.about == prepared)
    driven.do(invite_guest, second, item, GUEST)
    by_hand.enter(driven.service, second, ENTRY)
    driven.tick()
    return Scene(driven, discussed, prepared, second)


def stands(scene):
    """All that follows from a change of the meeting, but for words that say who made it."""
    driven, meeting = scene.driven, scene.driven.meeting(scene.second_id)
    ahead = {one.id: one.starts_at for one in driven.meetings(KE)}
    with driven.service.unit(CLOCK) as unit:
        follow_ups = follow_ups_of(unit.session, driven.case(scene.discussed).id)
        guests = [(guest.starts_at, guest.ends_at) for guest, _ in guests_at(unit.session, meeting.id)]
    prepared = driven.case(scene.prepared)
    lookup = driven.lookup(scene.prepared, "sof")
    return {
        "meeting": (meeting.state, meeting.starts_at, meeting.ends_at),
        "milestones": {one.name: (one.due_at, one.done_at) for one in meeting.milestones},
        "answers": sorted((a.email, a.answered, a.is_invited) for a in driven.attendees(meeting.id)),
        "guests": guests,
        "comes_back": [(one.state, one.on, one.meeting_id and ahead[one.meeting_id]) for one in follow_ups],
        "prepared": (prepared.state, prepared.meeting_id and ahead[prepared.meeting_id]),
        "asked": (lookup.state, lookup.due_at, lookup.next_reminder_at),
        "agencies_told": sorted(
            (m.occasion, m.recipient_email) for m in driven.messages("lookup_changed") if waits(m)
        ),
    }


def waits(message):
    return message.state is State.PENDING


def by_verb(scene):
    meeting = scene.meeting
    scene.driven.do(move_meeting, meeting.id, MOVE, meeting.revision)


def by_api(scene):
    body = {"starts_at": TO.isoformat(), "reason": REASON, "revision": scene.meeting.revision}
    http(scene).post(f"/meetings/{scene.meeting.id}/move", body)


def by_page(scene):
    fields = {"starts_on": "2026-12-04", "starts_at": "09:00", "reason": REASON}
    assert filled(scene, f"/meetings/{scene.meeting.id}/move", fields, scene.meeting.revision) == 303


def by_outlook(scene):
    note(scene, starts_at=TO, ends_at=TO + timedelta(hours=2))
    scene.driven.do(adopt, ENTRY, entry(scene).revision)


def by_outlook_over_http(scene):
    note(scene, starts_at=TO, ends_at=TO + timedelta(hours=2))
    http(scene).post(f"/calendar-entries/{ENTRY}/adopt", {"revision": entry(scene).revision})


def by_outlook_on_the_page(scene):
    note(scene, starts_at=TO, ends_at=TO + timedelta(hours=2))
    address = f"/meetings/{scene.meeting.id}/calendar-entries/{ENTRY}/adopt"
    assert filled(scene, address, {}, entry(scene).revision) == 303


MOVES = (by_verb, by_api, by_page, by_outlook, by_outlook_over_http, by_outlook_on_the_page)


def off_by_verb(scene):
    meeting = scene.meeting
    scene.driven.do(cancel_meeting, meeting.id, REASON, meeting.revision)


def off_by_api(scene):
    body = {"reason": REASON, "revision": scene.meeting.revision}
    http(scene).post(f"/meetings/{scene.meeting.id}/cancel", body)


def off_by_page(scene):
    fields, address = {"cancel_reason": REASON}, f"/meetings/{scene.meeting.id}/cancel"
    assert filled(scene, address, fields, scene.meeting.revision) == 303


def off_by_outlook(scene):
    by_hand.note(scene.driven.service, ENTRY, None)
    scene.driven.do(adopt, ENTRY, entry(scene).revision)


def off_by_outlook_over_http(scene):
    by_hand.note(scene.driven.service, ENTRY, None)
    http(scene).post(f"/calendar-entries/{ENTRY}/adopt", {"revision": entry(scene).revision})


CALLS_OFF = (off_by_verb, off_by_api, off_by_page, off_by_outlook, off_by_outlook_over_http)


def http(scene):
    service = scene.driven.service
    return Http(service, create_app(service).test_client())


def filled(scene, address, fields, revision):
    with_client = type("Story", (), {"driven": scene.driven})
    client, token = logged_in(with_client, "secretariat")
    return client.post(address, data={"csrf_token": token, "revision": revision, **fields}).status_code


def note(scene, **changed):
    service = scene.driven.service
    by_hand.note(service, ENTRY, by_hand.standing(service, ENTRY, **changed))


def entry(scene):
    with scene.driven.service.unit(CLOCK) as unit:
        return entry_named(unit.session, ENTRY)


@pytest.mark.parametrize("move", MOVES[1:])
def test_whoever_moves_a_meeting_and_by_whatever_door_the_same_follows(scene, move):
    here, there = scene(), scene()
    MOVES[0](here)
    move(there)
    assert stands(there) == stands(here)


def test_what_follows_a_move_is_that_everything_on_the_meeting_goes_where_it_belongs(scene):
    moved = scene()
    by_outlook(moved)
    after = stands(moved)
    assert after["meeting"] == (MeetingState.CONFIRMED, TO, TO + timedelta(hours=2))
    assert after["comes_back"] == [(FollowUpState.OPEN, date(2026, 12, 7), local("2026-12-22"))]
    assert (after["prepared"][1], after["asked"][1]) == (TO, local("2026-12-01", "12:00"))
    assert after["milestones"]["minutes_due"][0] == local("2026-12-09", "16:00")
    assert {str(answered) for _, answered, _ in after["answers"]} == {"needs_action"}
    assert len(after["guests"]) == 1
    assert TO < after["guests"][0][0] < TO + timedelta(hours=2)


@pytest.mark.parametrize("call_off", CALLS_OFF[1:])
def test_whoever_calls_a_meeting_off_and_by_whatever_door_the_same_follows(scene, call_off):
    here, there = scene(), scene()
    CALLS_OFF[0](here)
    call_off(there)
    assert stands(there) == stands(here)


def test_what_follows_a_calling_off_is_that_nothing_is_left_on_the_meeting(scene):
    off = scene()
    off_by_outlook(off)
    after = stands(off)
    assert after["meeting"][0] is MeetingState.CANCELLED
    assert after["comes_back"] == [(FollowUpState.OPEN, date(2026, 12, 7), local("2026-12-22"))]
    assert (after["prepared"][1], after["asked"][1]) == (local("2026-12-22"), local("2026-12-17", "12:00"))
    assert after["agencies_told"] == [("lookup_changed", "kontakt.sof@moedeklar.invalid")]


def test_held_in_writing_nothing_is_left_on_the_meeting_either(scene):
    written = scene()
    meeting = written.meeting
    written.driven.do(hold_in_writing, meeting.id, WrittenCall(CLOSES_AT, REASON, meeting.revision))
    after = stands(written)
    assert after["meeting"][0] is MeetingState.CANCELLED
    assert (after["comes_back"][0][2], after["prepared"][1]) == (CLOSES_AT, CLOSES_AT)


@pytest.mark.parametrize("change", [by_verb, by_outlook, off_by_verb, off_by_outlook])
def test_what_is_shown_beforehand_is_what_then_stands(scene, change):
    """As any verb is shown: done on a copy, looked at, and undone."""
    seen = scene()
    if change is by_outlook:
        note(seen, starts_at=TO, ends_at=TO + timedelta(hours=2))
    if change is off_by_outlook:
        by_hand.note(seen.driven.service, ENTRY, None)
    shown = previewed(seen, change)
    change(seen)
    with seen.driven.service.unit(CLOCK) as unit:
        references = [seen.discussed, seen.prepared]
        after = standing(unit, seen.second_id, references, seen.driven.now)
    assert (shown.after.cases, shown.after.deadlines, shown.after.state) == (
        after.cases,
        after.deadlines,
        after.state,
    )
    assert shown.before != shown.after


def previewed(scene, change):
    meeting, seen = scene.meeting, entry(scene).revision
    verbs = {
        by_verb: lambda unit, now: move_meeting(unit, meeting.id, MOVE, meeting.revision, now),
        off_by_verb: lambda unit, now: cancel_meeting(unit, meeting.id, REASON, meeting.revision, now),
        by_outlook: lambda unit, now: adopt(unit, ENTRY, seen, now),
        off_by_outlook: lambda unit, now: adopt(unit, ENTRY, seen, now),
    }
    return scene.driven.service.preview(meeting.id, verbs[change], actor_named("secretariat"))


@pytest.mark.parametrize("changed", [{"starts_at": TO, "ends_at": TO + timedelta(hours=2)}, None])
def test_an_adoption_is_shown_by_api_and_page_before_it_is_confirmed_and_changes_nothing(scene, changed):
    seen = scene()
    before = stands(seen)
    note(seen, **changed) if changed else by_hand.note(seen.driven.service, ENTRY, None)
    revision = entry(seen).revision
    shown = http(seen).post(f"/calendar-entries/{ENTRY}/adopt/preview", {"revision": revision})
    back = {one["reference"]: one["after"]["meeting_at"] for one in shown["cases"]}
    assert back[seen.discussed] == "2026-12-22T09:00:00+01:00"
    page = filled(seen, f"/meetings/{seen.second_id}/calendar-entries/{ENTRY}/adopt/preview", {}, revision)
    assert (page, stands(seen)) == (200, before)


def test_who_may_not_change_the_meeting_is_shown_no_adoption(scene):
    seen = scene()
    note(seen, starts_at=TO, ends_at=TO + timedelta(hours=2))
    address, body = f"/calendar-entries/{ENTRY}/adopt/preview", {"revision": entry(seen).revision}
    assert http(seen).refused("POST", address, body, "agency:ssp") == (403, "not-allowed")
    assert http(seen).refused("POST", address, body, "forum") == (404, "absent")
    assert http(seen).refused("POST", address, {"revision": 999}) == (409, "changed-meanwhile")
