"""Minutes are drafted, commented on, approved by somebody who was there, locked, and re-opened with a reason alone."""

from datetime import timedelta

import pytest
from driven_service import Told, local
from minuted import approve_as, bring_to_approval, settle_cases
from sample_people import FORUM, KE, OFFICE, confirmed, delegate, member, member_of, set_everybody

from agenda.access import actor_named
from agenda.errors import Absent, ChangedMeanwhile
from agenda.meetings.meeting import ReasonMissing
from agenda.meetings.minutes import (
    MeetingNotBegunYet,
    MinutesAreLocked,
    MinutesCommentMissing,
    MinutesNotThere,
    MinutesState,
    NoSuchItem,
    NoteTooLong,
    WasNotThere,
    WrittenInTheCase,
)
from agenda.meetings.presence import MarkedTwice, NotInvited, Presence
from notifications.carrier import InDoubt, NotSent
from notifications.leaks import PersonalDataFound
from notifications.message import State
from service.database.meetings.attending import NoSuchAttendee
from service.database.meetings.minutes import NoSuchMinutes
from service.workflow.agendas import compose_agenda
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.approving import reopen, send_for_comments
from service.workflow.meetings.minutes import items_of, minutes_read
from service.workflow.meetings.minuting import (
    CommentGiven,
    MarkGiven,
    NoteGiven,
    comment,
    mark_presence,
    write_note,
)

BEGINS, HELD = local("2026-11-24"), local("2026-11-24", "11:00")
DUE = local("2026-11-27", "16:00")
SECOND, PAUSE = timedelta(seconds=1), timedelta(minutes=5)


@pytest.fixture
def driven(new_service):
    return held(new_service)


def held(start):
    """A meeting has been held, with one case on its agenda."""
    driven = start(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(HELD)
    return driven


def first(driven):
    return driven.meetings(KE)[0].id


def place(driven, party_id):
    return next(a.id for a in driven.attendees(first(driven)) if a.email == member_of(party_id))


def read(driven, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        return minutes_read(unit, first(driven))


def mark(driven, revision=0, **presences):
    given = [MarkGiven(place(driven, party), presence) for party, presence in presences.items()]
    return driven.do(mark_presence, first(driven), given, revision or read(driven).revision)


def in_review(driven):
    settle_cases(driven, first(driven))
    revision = mark(driven, ssp=Presence.PRESENT, sof=Presence.INFORMED).revision
    return driven.do(send_for_comments, first(driven), revision)


def approved(driven):
    in_review(driven)
    return approve_as(driven, first(driven), place(driven, "ssp"))


def test_who_was_there_is_marked_for_the_meeting_and_otherwise_for_an_item(driven):
    agenda_item = "no item of the agenda"
    ssp, sof = place(driven, "ssp"), place(driven, "sof")
    given = [MarkGiven(ssp, Presence.PRESENT), MarkGiven(sof, Presence.INFORMED)]
    minutes = driven.do(mark_presence, first(driven), given, 0)
    assert {m.attendee_id: m.presence for m in minutes.marks} == {
        ssp: Presence.PRESENT,
        sof: Presence.INFORMED,
    }
    with pytest.raises(NotInvited):
        driven.do(
            mark_presence,
            first(driven),
            [MarkGiven(ssp, Presence.ABSENT, agenda_item)],
            minutes.revision,
        )


def test_the_list_is_taken_whole_again_and_again(start_on):
    driven = held(start_on)
    revision = mark(driven, ssp=Presence.PRESENT, sof=Presence.PRESENT).revision
    again = mark(driven, revision, sof=Presence.ABSENT)
    assert [(m.attendee_id, m.presence) for m in read(driven).marks] == [
        (place(driven, "sof"), Presence.ABSENT)
    ]
    assert again.revision == revision + 1


def test_nobody_is_marked_twice_and_no_stranger_at_all(driven):
    ssp = MarkGiven(place(driven, "ssp"), Presence.PRESENT)
    with pytest.raises(MarkedTwice):
        driven.do(mark_presence, first(driven), [ssp, ssp], 0)
    with pytest.raises(NotInvited):
        driven.do(mark_presence, first(driven), [MarkGiven("nobody", Presence.PRESENT)], 0)
    assert read(driven).revision == 0


@pytest.mark.parametrize("moment", [BEGINS - SECOND, local("2026-11-20")])
def test_nobody_has_been_at_a_meeting_that_has_not_begun(new_service, moment):
    driven = new_service(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.play_until(moment)
    with pytest.raises(MeetingNotBegunYet):
        mark(driven, ssp=Presence.PRESENT)


def test_while_it_goes_on_presence_is_marked(new_service):
    driven = new_service(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.play_until(BEGINS)
    assert mark(driven, ssp=Presence.PRESENT).state is MinutesState.DRAFT


def test_a_note_stands_beside_its_item_and_is_written_over(driven):
    revision = driven.do(write_note, first(driven), NoteGiven("", "Udkast"), 0).revision
    after = driven.do(write_note, first(driven), NoteGiven("", " Mødet gik godt. "), revision)
    assert (after.text(""), read(driven).text("")) == ("Mødet gik godt.", "Mødet gik godt.")


def test_a_note_names_no_citizen_and_is_short_and_stands_by_an_item_there_is(driven):
    with pytest.raises(PersonalDataFound):
        driven.do(write_note, first(driven), NoteGiven("", "Testa Prøvesen kom op."), 0)
    with pytest.raises(NoteTooLong):
        driven.do(write_note, first(driven), NoteGiven("", "x" * 8001), 0)
    with pytest.raises(NoSuchItem):
        driven.do(write_note, first(driven), NoteGiven("nothing", "Tekst"), 0)


def test_what_is_said_of_a_case_is_not_written_here(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        case = next(item.id for item in items_of(unit, minutes_read(unit, first(driven))) if item.about)
    with pytest.raises(WrittenInTheCase):
        driven.do(write_note, first(driven), NoteGiven(case, "Samtale"), 0)


def test_two_who_write_at_once_lose_nothing(driven):
    driven.do(write_note, first(driven), NoteGiven("", "Den første"), 0)
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(write_note, first(driven), NoteGiven("", "Den anden"), 0)
    assert refused.value.current == {"revision": 2, "state": "draft"}
    assert read(driven).text("") == "Den første"


def test_out_for_comments_those_invited_are_told_and_may_comment(driven):
    in_review(driven)
    driven.play_until(driven.now + PAUSE)
    told = Told("2026-11-24 11:05", "minutes_for_comment", "")
    assert driven.told("minutes_for_comment") == [
        Told(told.at, told.occasion, member_of("sof")),
        Told(told.at, told.occasion, member_of("ssp")),
    ]
    driven.do(comment, first(driven), CommentGiven("Vi sendte oplysninger."), as_="agency:sof")
    whose = place(driven, "sof")
    driven.do(comment, first(driven), CommentGiven("Pr. telefon: enig.", attendee_id=whose))
    assert [(c.commented_by, c.text) for c in read(driven, "agency:sof").comments] == [
        ("agency:sof", "Vi sendte oplysninger."),
        (whose, "Pr. telefon: enig."),
    ]


def test_a_draft_is_neither_shown_to_the_agencies_nor_commented_on(driven):
    mark(driven, ssp=Presence.PRESENT)
    with pytest.raises(NoSuchMinutes):
        read(driven, "agency:ssp")
    with pytest.raises(MinutesNotThere):
        driven.do(comment, first(driven), CommentGiven("Enig"), as_="agency:ssp")


def test_an_empty_comment_and_one_with_a_name_in_it_are_refused(driven):
    in_review(driven)
    with pytest.raises(MinutesCommentMissing):
        driven.do(comment, first(driven), CommentGiven(" "), as_="agency:ssp")
    with pytest.raises(PersonalDataFound):
        driven.do(comment, first(driven), CommentGiven("010190-5001 var der"), as_="agency:ssp")


def test_somebody_who_was_there_approves_and_the_minutes_are_locked(driven):
    minutes = approved(driven)
    assert (minutes.state, minutes.approved_by) == (MinutesState.APPROVED, place(driven, "ssp"))
    with pytest.raises(MinutesAreLocked):
        driven.do(write_note, first(driven), NoteGiven("", "For sent"), minutes.revision)
    with pytest.raises(MinutesAreLocked):
        driven.do(comment, first(driven), CommentGiven("For sent"), as_="agency:ssp")
    driven.play_until(driven.now + PAUSE)
    assert len(driven.told("minutes_approved")) == 2


def test_somebody_who_was_not_there_does_not_approve(driven):
    in_review(driven)
    with pytest.raises(WasNotThere):
        approve_as(driven, first(driven), place(driven, "sof"))
    assert read(driven).state is MinutesState.IN_REVIEW


def test_an_agency_approves_for_its_own_people_alone(driven):
    bring_to_approval(driven, first(driven))
    with pytest.raises(NoSuchAttendee):
        approve_as(driven, first(driven), place(driven, "ssp"), "agency:sof")
    approve_as(driven, first(driven), place(driven, "sof"), "agency:sof")
    assert read(driven).approved_by == place(driven, "sof")


def test_nobody_approves_what_was_not_sent_for_comments(driven):
    mark(driven, ssp=Presence.PRESENT)
    with pytest.raises(MinutesNotThere):
        approve_as(driven, first(driven), place(driven, "ssp"))


def test_they_are_reopened_with_a_reason_alone_and_approved_anew(driven):
    revision = approved(driven).revision
    with pytest.raises(ReasonMissing):
        driven.do(reopen, first(driven), " ", revision)
    reopened = driven.do(reopen, first(driven), "Et fremmøde var forkert", revision)
    assert (reopened.state, reopened.reason, reopened.approved_by) == (
        MinutesState.REOPENED,
        "Et fremmøde var forkert",
        None,
    )
    again = mark(driven, reopened.revision, sof=Presence.PRESENT, ssp=Presence.PRESENT)
    driven.do(send_for_comments, first(driven), again.revision)
    assert approve_as(driven, first(driven), place(driven, "sof")).is_locked


def test_the_secretariat_is_reminded_each_working_day_from_the_deadline_until_they_are_approved(start_on):
    driven = held(start_on)
    driven.play_until(local("2026-12-02", "10:00"))
    days = ("2026-11-27 16:00", "2026-11-30 09:00", "2026-12-01 09:00", "2026-12-02 09:00")
    assert driven.told("minutes_wanted") == [Told(day, "minutes_wanted", OFFICE) for day in days]
    bring_to_approval(driven, first(driven))
    approve_as(driven, first(driven), place(driven, "ssp"))
    driven.play_until(local("2026-12-07", "12:00"))
    assert len(driven.told("minutes_wanted")) == len(days)


class Away:
    """A server that takes nothing, and may not say so."""

    def __init__(self, fault):
        self.fault = fault

    def find(self, _key):
        return False

    def send(self, _parcel):
        raise self.fault()


@pytest.mark.parametrize("fault", [NotSent, InDoubt], ids=["not sent", "in doubt"])
def test_of_two_reminders_held_up_together_the_newer_one_goes_out(start_on, fault):
    driven = held(start_on)
    driven.play_until(local("2026-11-27", "15:00"))
    up = driven.carrier
    driven.send_by(Away(fault))
    driven.play_until(local("2026-11-30", "10:00"))
    driven.send_by(up)
    driven.play_until(local("2026-11-30", "12:00"))
    assert [one.state for one in driven.messages("minutes_wanted")] == [State.DROPPED, State.SENT]


def test_minutes_approved_in_time_are_not_chased(driven):
    approved(driven)
    driven.play_until(local("2026-12-02", "10:00"))
    assert driven.told("minutes_wanted") == []


def test_reopened_after_their_deadline_they_are_chased_again(driven):
    revision = approved(driven).revision
    driven.play_until(local("2026-11-30", "12:00"))
    driven.do(reopen, first(driven), "En rettelse", revision)
    driven.play_until(local("2026-12-01", "12:00"))
    assert driven.told("minutes_wanted") == [Told("2026-12-01 09:00", "minutes_wanted", OFFICE)]


def test_after_an_outage_one_reminder_goes_out_in_office_hours(driven):
    driven.at(local("2026-12-01", "20:00"))
    driven.play_until(local("2026-12-02", "08:30"))
    assert [told.at for told in driven.told("minutes_wanted")] == ["2026-12-01 20:00"]


def test_the_forum_has_its_minutes_mailed_with_their_text_and_no_link(new_service):
    driven = new_service(local("2027-01-04"))
    set_everybody(driven, member("ssp", FORUM))
    driven.plan(FORUM, "2027-01-01", "2027-06-30")
    meeting = driven.meetings(FORUM)[0]
    driven.do(compose_agenda, meeting.id, as_="forum")
    driven.play_until(meeting.ends_at)
    revision = driven.do(
        write_note, meeting.id, NoteGiven("", "Vi talte om ungdom."), 0, as_="forum"
    ).revision
    driven.do(send_for_comments, meeting.id, revision, as_="forum")
    driven.play_until(driven.now + PAUSE)
    (mail,) = driven.messages("minutes_for_comment")
    with driven.service.unit(actor_named("agency:ssp")) as unit, pytest.raises(Absent):
        minutes_read(unit, meeting.id)
    sent = driven.mail_of(mail)
    assert (b"Vi talte om ungdom." in sent, b"/minutes" in sent) == (True, False)
