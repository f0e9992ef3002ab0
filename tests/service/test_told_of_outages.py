"""After an outage each office is told once of what it swallowed, and of nothing that was swallowed otherwise."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from broken_pieces import in_case, run
from driven_service import local
from sample_people import FORUM, KE, OFFICE, confirmed, member, set_everybody
from sqlalchemy import text

from agenda.errors import Absent, ChangedMeanwhile
from agenda.meetings.meeting import AGENDA_DUE, ANSWERS_DUE, CUT_OFF, MINUTES_DUE, TOPICS_CALLED
from agenda.outage import OutageSettled
from notifications.occasion import Occasion
from service.database.meetings.due import BETWEEN
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum.charters import publish
from service.workflow.forum.given import CharterGiven
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.outages import outages_seen, settle_outage
from service.workflow.people import PeopleGiven, PersonGiven, set_people
from service.works import works

ASKED_AT, LAST_SEEN_AT = local("2026-11-12", "10:00"), local("2026-11-16", "12:00")
BACK_AT = local("2026-11-20", "10:00")
FORUM_OFFICE = "forum@moedeklar.invalid"


@pytest.fixture
def driven(start_on):
    """A request due on 19 November at 12:00, and a clock that last ticked on the 16th."""
    driven = start_on(ASKED_AT)
    set_everybody(driven, member("ssp"), member("sof", FORUM))
    driven.plan(KE, "2026-11-10", "2026-12-31")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(LAST_SEEN_AT)
    return driven


def told(driven):
    return [(one.at, one.to) for one in driven.told(Occasion.OUTAGE)]


def read(unit, now):
    return outages_seen(unit)


def seen(driven, as_="secretariat"):
    return [
        (
            found.outage.from_at,
            found.outage.until_at,
            [(one.what, one.about, one.party_id, one.due_at) for one in found.missed],
            [(one.what, one.due_at) for one in found.late],
        )
        for found in driven.do(read, as_=as_)
    ]


def late_deeds(settings):
    """Whatever can be listed as late, by the kind of work and the milestone."""
    milestones = (CUT_OFF, ANSWERS_DUE, AGENDA_DUE, MINUTES_DUE, TOPICS_CALLED)
    told = [work.told_as for work in works(settings) if work.told_as]
    return {as_(f"meeting{BETWEEN}{name}") for as_ in told for name in milestones} - {""}


def on_desk(driven, desk=waiting_for_a_person, as_="secretariat"):
    return [(one.since, one.count) for one in driven.do(desk, as_=as_) if one.what == "outage"]


def test_the_secretariat_is_told_once_from_when_until_when_and_what(driven):
    driven.at(BACK_AT)
    assert told(driven) == [("2026-11-20 10:00", OFFICE)]
    nine = [local(f"2026-11-{day}") for day in (17, 18, 19)]
    milestones = [("pass_cut_off", local("2026-11-16", "16:00"))]
    assert seen(driven) == [
        (LAST_SEEN_AT, BACK_AT, [("reminder", "KE-2026-0001", "ssp", at) for at in nine], milestones)
    ]
    assert on_desk(driven) == [(BACK_AT, 3)]
    driven.tick()
    driven.play_until(BACK_AT + timedelta(hours=5))
    assert told(driven) == [("2026-11-20 10:00", OFFICE)]


@pytest.mark.parametrize("language", ["da", "en"])
def test_whatever_comes_late_has_its_words_in_the_mail(driven, language):
    template = Path(f"notifications/templates/{language}/outage.txt").read_text(encoding="utf-8")
    worded = set(re.findall(r'"(\w+)": "', template.splitlines()[0]))
    assert late_deeds(driven.service.settings) - worded == set()


def test_the_mail_names_nobody_and_lists_what_and_when(driven):
    driven.at(BACK_AT)
    (message,) = driven.messages(Occasion.OUTAGE)
    mail = message_from_bytes(driven.mail_of(message), policy=default)
    body = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "3 ting skete ikke, fordi tjenesten var ude af drift"
    assert "fra man. 16. nov. 2026 kl. 12.00 til fre. 20. nov. 2026 kl. 10.00" in body
    assert re.findall(r"^- (.*?)\r?$", body, re.MULTILINE) == [
        "Påmindelse til SSP København, KE-2026-0001: tir. 17. nov. 2026 kl. 9.00",
        "Påmindelse til SSP København, KE-2026-0001: ons. 18. nov. 2026 kl. 9.00",
        "Påmindelse til SSP København, KE-2026-0001: tor. 19. nov. 2026 kl. 9.00",
        "Frist for nye sager eller emner, Koordineringsenheden tir. 24. nov. 2026: man. 16. nov. 2026 kl. 16.00",
    ]
    assert "Testa" not in body


def test_an_office_reads_it_in_its_own_language(driven):
    driven.do(set_people, PeopleGiven(office=PersonGiven("VINK", OFFICE, "en")))
    driven.at(BACK_AT)
    (message,) = driven.messages(Occasion.OUTAGE)
    mail = message_from_bytes(driven.mail_of(message), policy=default)
    assert mail["Subject"] == "3 things did not happen because the service was out of operation"
    assert (
        "Reminder to SSP København, KE-2026-0001: Tue 17 Nov 2026 at 9:00"
        in mail.get_body(("plain",)).get_content()
    )


def test_the_other_office_is_told_nothing_and_sees_nothing_of_it(driven):
    driven.at(BACK_AT)
    assert (seen(driven, "forum"), on_desk(driven, waiting_for_the_forum, "forum")) == ([], [])
    (found,) = driven.do(read)
    with pytest.raises(Absent):
        driven.do(settle_outage, found.outage.id, 1, as_="forum")


def test_each_office_is_told_of_its_own(driven):
    driven.do(publish, CharterGiven("2027", date(2027, 3, 1)), as_="forum")
    driven.at(LAST_SEEN_AT + timedelta(minutes=5))
    driven.at(local("2027-02-01", "10:00"))
    assert told(driven) == [("2027-02-01 10:00", to) for to in (FORUM_OFFICE, OFFICE)]
    ((_, _, missed, _),) = seen(driven, "forum")
    assert {what for what, *_ in missed} == {"charter_reminder"}
    assert len(missed) >= 2


def test_a_short_standstill_and_one_in_which_nothing_was_due_are_no_outage(driven):
    driven.at(LAST_SEEN_AT + timedelta(minutes=15))
    driven.at(LAST_SEEN_AT + timedelta(hours=3))
    assert (seen(driven), told(driven), driven.entries("find_outage")) == ([], [], [])


def test_what_was_only_late_is_told_to_nobody(driven):
    driven.at(local("2026-11-16", "18:00"))
    assert (len(driven.entries("find_outage")), seen(driven), told(driven)) == (1, [], [])


def test_what_was_swallowed_because_it_could_not_be_read_is_no_outage(driven):
    """The reminder of the 17th could not be made until the 18th: the clock was there all the time."""
    fault = in_case(driven, "KE-2026-0001")
    run(driven, text(fault["fault"]), fault["values"])
    driven.play_until(local("2026-11-18", "09:30"))
    run(driven, text(fault["mended"]), fault["values"])
    driven.play_until(local("2026-11-18", "11:00"))
    assert [entry.facts["at"][:10] for entry in driven.entries("miss_reminder")] == ["2026-11-17"]
    assert (seen(driven), told(driven)) == ([], [])


def test_back_on_a_saturday_it_is_told_at_once_and_nothing_comes_after(driven):
    driven.at(local("2026-11-21", "10:00"))
    assert told(driven) == [("2026-11-21 10:00", OFFICE)]
    driven.play_until(local("2026-11-23", "12:00"))
    assert told(driven) == [("2026-11-21 10:00", OFFICE)]


def test_somebody_says_that_it_is_seen_and_that_is_recorded(driven):
    driven.at(BACK_AT)
    (found,) = driven.do(read)
    with pytest.raises(ChangedMeanwhile):
        driven.do(settle_outage, found.outage.id, found.notice.revision + 1)
    settled = driven.do(settle_outage, found.outage.id, found.notice.revision)
    assert (settled.notice.settled_at, settled.notice.settled_by) == (BACK_AT, "secretariat")
    assert on_desk(driven) == []
    assert [(entry.actor, entry.about) for entry in driven.entries("settle_outage")] == [
        ("secretariat", found.outage.id)
    ]
    with pytest.raises(OutageSettled):
        driven.do(settle_outage, found.outage.id, settled.notice.revision)


def test_what_was_to_be_done_for_a_meeting_that_began_meanwhile_is_among_what_was_missed(start_on):
    driven = start_on(local("2026-11-09"), config="[invitations]\nweeks_ahead = 1\n")
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    driven.tick()
    driven.at(local("2026-11-24", "12:00"))
    ((_, _, missed, late),) = seen(driven)
    (meeting,) = driven.meetings(KE)
    assert missed == [
        ("pass_cut_off", meeting.id, "", local("2026-11-16", "16:00")),
        ("invitation", meeting.id, "", local("2026-11-17")),
        ("pass_agenda_due", meeting.id, "", local("2026-11-20", "12:00")),
    ]
    assert "invitation" not in {what for what, _ in late}


def test_a_chased_reminder_of_each_kind_is_listed(driven):
    """Minutes are chased each working day: of a week away the newest goes out."""
    driven.play_until(local("2026-11-28"))
    driven.at(local("2026-12-04", "10:00"))
    missed = [(what, at.date().isoformat()) for _, _, listed, _ in seen(driven) for what, _, _, at in listed]
    assert [at for what, at in missed if what == "minutes_wanted"] == [
        *("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03")
    ]
