"""What is said of one meeting in a few minutes is one mail, with the items named; what was taken back is in none."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from agenda_scene import OTHER, RELEASE, answer, nth, planned, read, take
from driven_service import local
from minuted import approve_as, bring_to_approval, read_minutes, send_out
from sample_people import citizen, concern, confirmed, member_of

from agenda.cases.concern import Urgency
from service.workflow.agendas import begin_version, compose_agenda, release_by_hand
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.agenda_versions import VersionGiven
from service.workflow.meetings.approving import reopen
from service.workflow.meetings.arranging import ItemGiven, add_item
from service.workflow.meetings.excluding import exclude
from service.workflow.meetings.reviewing import send_for_review, take_back

SSP = member_of("ssp")


@pytest.fixture
def driven(start_on):
    return planned(start_on)


@pytest.fixture
def released(driven):
    """The agenda of a meeting with one case, released by the clock; the next minute has come."""
    answer(driven, take(driven))
    driven.play_until(RELEASE)
    driven.clock.now = local("2026-11-20", "12:01")
    return read(driven, nth(driven, 0))


def add(driven, heading):
    revision = read(driven, nth(driven, 0)).revision
    driven.do(add_item, nth(driven, 0), ItemGiven(heading, 5, revision, reason=f"{heading} haster"))


def later(driven, minutes):
    driven.play_until(driven.now + timedelta(minutes=minutes))


def mails(driven, occasion, to=SSP):
    """The texts of what somebody was sent on an occasion."""
    sent = [m for m in driven.messages(occasion) if m.recipient_email == to and m.state == "sent"]
    return [
        message_from_bytes(m.content, policy=policy.default).get_body(("plain",)).get_content() for m in sent
    ]


def test_three_addenda_within_the_pause_are_one_mail_that_names_them(driven, released):
    for heading in ("Første punkt", "Andet punkt", "Tredje punkt"):
        add(driven, heading)
        later(driven, 1)
    later(driven, 10)
    (text,) = mails(driven, "agenda_changed")
    assert "har fået 3 tillæg:" in text
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- Første punkt (Første punkt haster)",
        "- Andet punkt (Andet punkt haster)",
        "- Tredje punkt (Tredje punkt haster)",
    ]


def test_an_addendum_after_the_pause_is_another_mail_that_names_it_alone(driven, released):
    for heading in ("Første punkt", "Andet punkt"):
        add(driven, heading)
        later(driven, 6)
    first, second = mails(driven, "agenda_changed")
    assert ("Første" in first, "Andet" in first) == (True, False)
    assert ("Første" in second, "Andet" in second) == (False, True)


def test_an_addendum_that_a_new_version_takes_up_is_told_with_it(driven, released):
    add(driven, "Første punkt")
    newer = driven.do(
        begin_version, nth(driven, 0), VersionGiven("Rækkefølgen", read(driven, nth(driven, 0)).revision)
    )
    driven.do(release_by_hand, nth(driven, 0), newer.revision)
    add(driven, "Andet punkt")
    later(driven, 10)
    (text,) = mails(driven, "agenda_changed")
    assert "foreligger i en ny udgave" in text
    assert "Begrundelse: Rækkefølgen" in text
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- Andet punkt (Andet punkt haster)"
    ]


def urgent(driven, about):
    given = confirmed(concern(about, urgency=Urgency.URGENT), parties=("ssp",))
    return driven.do(take_concern, given).reference


def test_three_late_cases_are_one_mail_and_one_notice_to_the_office(driven, released):
    names = ("Anden Prøvesen", "Tredje Prøvesen", "Fjerde Prøvesen")
    references = [urgent(driven, citizen(name, f"0{n}0290-500{n}")) for n, name in enumerate(names, start=2)]
    driven.play_until(local("2026-11-24", "08:59"))
    (text,) = mails(driven, "agenda_changed")
    assert all(reference in text for reference in references)
    (notice,) = (m for m in driven.messages("case_with_gaps") if m.state == "sent")
    assert sorted(notice.facts["references"]) == sorted(references)


def test_who_is_kept_out_of_an_added_case_reads_of_a_closed_item(driven, released):
    late = urgent(driven, OTHER.citizen)
    driven.play_until(driven.case(late).release_at)
    agenda = read(driven, nth(driven, 0))
    item = next(one for one in agenda.items if one.about == late)
    theirs = next(a for a in driven.attendees(nth(driven, 0)) if a.email == SSP)
    driven.do(exclude, nth(driven, 0), item.id, theirs.id)
    later(driven, 10)
    (text,), (others,) = mails(driven, "agenda_changed"), mails(driven, "agenda_changed", member_of("sof"))
    assert ("- Lukket punkt" in text, late in text) == (True, False)
    assert late in others


def test_a_review_taken_back_and_begun_again_is_one_mail(driven):
    agenda = driven.do(compose_agenda, nth(driven, 0))
    for verb in (send_for_review, take_back, send_for_review):
        agenda = driven.do(verb, nth(driven, 0), agenda.revision)
    later(driven, 10)
    assert len(mails(driven, "agenda_for_review")) == 1


def test_a_review_taken_back_within_the_pause_is_told_to_nobody(driven):
    agenda = driven.do(compose_agenda, nth(driven, 0))
    for verb in (send_for_review, take_back):
        agenda = driven.do(verb, nth(driven, 0), agenda.revision)
    later(driven, 10)
    assert mails(driven, "agenda_for_review") == []


@pytest.fixture
def held(driven, released):
    """The meeting is over, and its minutes are out for comments; gives who approves them."""
    driven.play_until(local("2026-11-24", "12:00"))
    return bring_to_approval(driven, nth(driven, 0))


def open_again(driven):
    driven.do(reopen, nth(driven, 0), "Et punkt manglede", read_minutes(driven, nth(driven, 0)).revision)
    send_out(driven, nth(driven, 0))


def test_approved_reopened_and_approved_within_the_pause_is_one_mail(driven, held):
    approve_as(driven, nth(driven, 0), held)
    open_again(driven)
    approve_as(driven, nth(driven, 0), held)
    later(driven, 10)
    (text,) = mails(driven, "minutes_approved")
    assert "er godkendt." in text
    assert len(mails(driven, "minutes_for_comment")) == 0


def test_approved_again_after_the_pause_is_told_with_why_they_were_opened(driven, held):
    approve_as(driven, nth(driven, 0), held)
    later(driven, 10)
    open_again(driven)
    approve_as(driven, nth(driven, 0), held)
    later(driven, 10)
    first, second = mails(driven, "minutes_approved")
    assert "igen" not in first
    assert "er godkendt igen." in second
    assert "Et punkt manglede" in second
