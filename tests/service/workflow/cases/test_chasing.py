from datetime import date, timedelta

import pytest
from driven_service import Told, local
from sample_people import KE, OFFICE, citizen, concern, confirmed, contact_of, deputy_of, set_everybody

from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.meetings.party import ContactRole
from service.workflow.absences import add_absence
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.people import Days, PersonGiven, replace_contact

NOVEMBER = local("2026-11-09")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CHASING = ("reminder", "escalation")


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


def ask_ssp(driven, given=None):
    return driven.do(take_concern, confirmed(given, parties=("ssp",))).reference


def answer(driven, reference, party_id="ssp"):
    driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")


BEFORE_THE_DEADLINE = [
    Told("2026-11-17 09:00", "reminder", contact_of("ssp")),
    Told("2026-11-18 09:00", "reminder", contact_of("ssp")),
    Told("2026-11-19 09:00", "reminder", contact_of("ssp")),
]
AFTER_THE_DEADLINE = [
    Told("2026-11-19 12:00", "escalation", deputy_of("ssp")),
    Told("2026-11-19 12:00", "escalation", OFFICE),
    Told("2026-11-20 09:00", "reminder", contact_of("ssp")),
    Told("2026-11-20 09:00", "reminder", deputy_of("ssp")),
    Told("2026-11-23 09:00", "reminder", contact_of("ssp")),
    Told("2026-11-23 09:00", "reminder", deputy_of("ssp")),
]


def test_an_agency_is_chased_until_the_meeting_and_no_longer(driven):
    ask_ssp(driven)
    driven.play_until(local("2026-12-01"))
    assert driven.told(*CHASING) == [*BEFORE_THE_DEADLINE, *AFTER_THE_DEADLINE]


def test_nobody_is_chased_who_has_answered(driven):
    reference = ask_ssp(driven)
    driven.play_until(local("2026-11-17", "10:00"))
    answer(driven, reference)
    driven.play_until(local("2026-12-01"))
    assert driven.told(*CHASING) == BEFORE_THE_DEADLINE[:1]


def test_an_answer_in_the_second_before_stops_the_reminder_of_that_moment(driven):
    reference = ask_ssp(driven)
    driven.play_until(local("2026-11-17") - timedelta(seconds=1))
    answer(driven, reference)
    driven.play_until(local("2026-11-17"))
    assert driven.told(*CHASING) == []


def test_the_escalation_comes_at_the_deadline_and_not_a_second_before(driven):
    ask_ssp(driven)
    driven.play_until(local("2026-11-19", "12:00") - timedelta(seconds=1))
    assert driven.told("escalation") == []
    driven.play_until(local("2026-11-19", "12:00"))
    assert driven.told("escalation") == AFTER_THE_DEADLINE[:2]


def test_no_reminder_comes_sooner_than_one_working_day_after_the_request(driven):
    driven.play_until(local("2026-11-16", "15:59"))
    ask_ssp(driven)
    driven.play_until(local("2026-11-19", "11:00"))
    assert [t.at for t in driven.told(*CHASING)] == ["2026-11-18 09:00", "2026-11-19 09:00"]


def test_one_digest_goes_to_each_agency_and_moment(driven):
    ask_ssp(driven)
    ask_ssp(driven, concern(citizen("Anden Prøvesen", "020290-5002")))
    driven.play_until(local("2026-11-17", "10:00"))
    assert driven.told(*CHASING) == BEFORE_THE_DEADLINE[:1]
    (digest,) = driven.messages("reminder")
    assert len(digest.facts["lookup_ids"]) == 2


def test_what_falls_outside_office_hours_waits_for_the_next_opening(start_on):
    driven = start_on(
        NOVEMBER,
        config="[bodies.koordineringsenheden.lead_times]\n"
        'cut_off = { working_days = -6, at = "16:00" }\nanswers_due = { working_days = -3, at = "18:00" }\n'
        'agenda_due = { working_days = -2, at = "12:00" }\nminutes_due = { working_days = 3, at = "16:00" }\n',
    )
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    ask_ssp(driven)
    driven.play_until(local("2026-11-20", "10:00"))
    assert driven.told("escalation") == [
        Told("2026-11-20 08:00", "escalation", deputy_of("ssp")),
        Told("2026-11-20 08:00", "escalation", OFFICE),
    ]


def test_after_an_outage_the_newest_reminder_alone_goes_out_and_the_others_are_recorded_as_missed(driven):
    ask_ssp(driven)
    driven.tick()
    driven.at(local("2026-11-19", "10:00"))
    assert driven.told(*CHASING) == [Told("2026-11-19 10:00", "reminder", contact_of("ssp"))]
    assert [e.facts["at"][:13] for e in driven.entries("miss_reminder")] == ["2026-11-17T08", "2026-11-18T08"]


def test_an_escalation_that_an_outage_swallowed_is_not_lost(driven):
    ask_ssp(driven)
    driven.tick()
    driven.at(local("2026-11-20", "10:00"))
    assert driven.told(*CHASING) == [
        Told("2026-11-20 10:00", "escalation", contact_of("ssp")),
        Told("2026-11-20 10:00", "escalation", deputy_of("ssp")),
        Told("2026-11-20 10:00", "escalation", OFFICE),
    ]


def test_after_an_outage_that_ends_at_night_reminders_wait_for_the_morning(driven):
    ask_ssp(driven)
    driven.tick()
    driven.at(local("2026-11-17", "23:00"))
    assert driven.told(*CHASING) == []
    driven.play_until(local("2026-11-18", "10:00"))
    assert driven.told(*CHASING) == [Told("2026-11-18 08:00", "reminder", contact_of("ssp"))]


def test_while_the_contact_is_away_the_deputy_is_told_and_reminded(driven):
    ask_ssp(driven)
    driven.tick()
    driven.clock.now += timedelta(minutes=1)
    driven.do(add_absence, "ssp", Days(date(2026, 11, 16), date(2026, 11, 17)))
    driven.play_until(local("2026-11-18", "10:00"))
    assert driven.told("lookup_handed_over", *CHASING) == [
        Told("2026-11-16 08:00", "lookup_handed_over", deputy_of("ssp")),
        Told("2026-11-17 09:00", "reminder", deputy_of("ssp")),
        Told("2026-11-18 09:00", "reminder", contact_of("ssp")),
    ]


def test_a_contact_who_is_replaced_hands_over_what_is_open_and_hears_no_more(driven):
    ask_ssp(driven)
    driven.tick()
    successor = PersonGiven("Ny Kontakt", "ny.kontakt@moedeklar.invalid")
    driven.do(replace_contact, "ssp", ContactRole.CONTACT, (successor, date(2026, 11, 18)))
    driven.play_until(local("2026-11-18", "10:00"))
    assert driven.told("lookup_handed_over", *CHASING) == [
        Told("2026-11-17 09:00", "reminder", contact_of("ssp")),
        Told("2026-11-18 08:00", "lookup_handed_over", "ny.kontakt@moedeklar.invalid"),
        Told("2026-11-18 09:00", "reminder", "ny.kontakt@moedeklar.invalid"),
    ]


def test_a_contact_who_takes_over_nothing_hears_nothing(driven):
    successor = PersonGiven("Ny Kontakt", "ny.kontakt@moedeklar.invalid")
    driven.do(replace_contact, "ssp", ContactRole.CONTACT, (successor, date(2026, 11, 18)))
    driven.play_until(local("2026-11-18", "10:00"))
    assert [told for told in driven.told() if told.to == successor.email] == []


@pytest.mark.parametrize(
    ("start", "meeting_on", "expected"),
    [
        ("2026-10-19", "2026-10-27", ["2026-10-20 09:00", "2026-10-21 09:00", "2026-10-22 09:00"]),
        ("2027-03-22", "2027-03-30", ["2027-03-22 09:00"]),
    ],
)
def test_reminders_keep_to_the_clock_on_the_wall_when_it_changes(start_on, start, meeting_on, expected):
    """The clock goes back on 25 October 2026 and forward on 28 March 2027, which is Easter."""
    driven = start_on(
        local(start, "08:00") - timedelta(days=7),
        config="[bodies.koordineringsenheden.series]\n"
        f'rule = "dates"\ndates = [{meeting_on}]\nstarts = "09:00"\nends = "11:00"\n',
    )
    set_everybody(driven)
    driven.plan(KE, meeting_on, meeting_on)
    ask_ssp(driven)
    driven.play_until(local(meeting_on, "08:00"))
    told = [t.at for t in driven.told("reminder")]
    assert {at[11:] for at in told} == {"09:00"}
    assert [at for at in told if at in expected] == expected
