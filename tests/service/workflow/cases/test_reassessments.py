"""An orientation put off or left out is chased from its day on, until the secretariat has decided anew."""

from datetime import date, timedelta
from email import policy
from email.parser import BytesParser

import pytest
from course_steps import to_conversation, with_plan
from driven_service import Told, local
from sample_people import OFFICE, citizen, concern, confirmed

from agenda.cases.case import CloseReason
from agenda.cases.orientation import Exemption, OrientationGiven, OrientationKind
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.intake import take_concern
from service.workflow.cases.letters import orientation_letter
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing import show_case

LEFT_OUT = OrientationGiven(
    OrientationKind.OMITTED, None, Exemption.PUBLIC_INTERESTS, "Det ville skade indsatsen", date(2026, 12, 4)
)
GIVEN = OrientationGiven(OrientationKind.GIVEN, date(2026, 12, 14))
MAILS = ("orientation_reminder",)


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    taken = to_conversation(driven)
    decide(driven, taken, LEFT_OUT)
    return taken


def decide(driven, reference, given):
    return driven.do(decide_orientation, reference, given, driven.case(reference).revision)


def reminded(*days):
    return [Told(f"{day} 09:00", "orientation_reminder", OFFICE) for day in days]


def test_the_secretariat_is_reminded_on_the_day_and_each_five_working_days_after_it(driven, reference):
    driven.play_until(local("2026-12-04") - timedelta(seconds=1))
    before = driven.told(*MAILS)
    driven.play_until(local("2026-12-31"))
    assert (before, driven.told(*MAILS)) == (
        [],
        reminded("2026-12-04", "2026-12-11", "2026-12-18", "2026-12-29"),
    )


def test_a_decision_settles_it(driven, reference):
    driven.play_until(local("2026-12-14"))
    decide(driven, reference, GIVEN)
    driven.play_until(local("2026-12-31"))
    assert driven.told(*MAILS) == reminded("2026-12-04", "2026-12-11")


def test_left_out_again_it_is_chased_from_the_new_day_on(driven, reference):
    driven.play_until(local("2026-12-07"))
    decide(
        driven,
        reference,
        OrientationGiven(LEFT_OUT.kind, None, LEFT_OUT.exemption, "Som før", date(2026, 12, 21)),
    )
    driven.play_until(local("2026-12-23"))
    assert driven.told(*MAILS) == reminded("2026-12-04", "2026-12-21")


def test_a_decision_at_the_same_moment_stops_the_mail_of_that_moment(driven, reference):
    driven.clock.now = local("2026-12-04")
    decide(driven, reference, OrientationGiven(OrientationKind.GIVEN, date(2026, 12, 4)))
    driven.play_until(local("2026-12-31"))
    assert driven.told(*MAILS) == []


def test_a_closed_case_is_chased_too(driven, reference):
    driven.do(close_case, reference, Closing(CloseReason.MOVED_AWAY, driven.case(reference).revision))
    driven.play_until(local("2026-12-04"))
    assert driven.told(*MAILS) == reminded("2026-12-04")


def test_two_whose_day_has_come_are_told_of_in_one_mail_that_names_nobody(driven, reference):
    another = concern(citizen("Fiktiva Eksempel", "020280-6002"))
    other = driven.do(take_concern, confirmed(another, parties=("ssp",))).reference
    decide(driven, other, LEFT_OUT)
    driven.play_until(local("2026-12-04"))
    (message,) = driven.messages(*MAILS)
    mail = BytesParser(policy=policy.default).parsebytes(driven.mail_of(message))
    text = mail.get_body(("plain",)).get_content()
    assert mail["subject"] == "Vurdér orienteringen igen i 2 sager"
    assert [f"/cases/{each}/effort" in text for each in (reference, other)] == [True, True]
    assert [
        word for word in ("Testa", "Prøvesen", "Fiktiva", "010190", "skade indsatsen") if word in text
    ] == []


def test_an_outage_costs_one_late_mail_and_no_more(driven, reference):
    driven.at(local("2026-12-23", "10:00"))
    driven.play_until(local("2026-12-29", "08:59"))
    assert driven.told(*MAILS) == [Told("2026-12-23 10:00", "orientation_reminder", OFFICE)]


def test_the_text_of_orientation_promises_no_deletion_that_the_program_does_not_carry_out(driven, reference):
    """Whoever builds the deletion of cases makes the letter say so: then this test wants the days in it."""
    driven.do(close_case, reference, Closing(CloseReason.UNFOUNDED, driven.case(reference).revision))
    kept_days = driven.service.settings.cases.unfounded_kept_days
    words = " ".join(" ".join(driven.do(orientation_letter, reference, "da").texts()).split())
    driven.play_until(driven.now + timedelta(days=kept_days + 1))
    is_deleted = driven.do(show_case, reference, "se efter").citizen is None
    assert (f"{kept_days} dage" in words, "ikke fastsat en bestemt dag" in words) == (
        is_deleted,
        not is_deleted,
    )
