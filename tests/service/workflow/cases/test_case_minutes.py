"""What minutes say of a case is drafted from what was recorded, lies sealed with it, and is locked with the minutes."""

from datetime import date

import pytest
from driven_service import local
from minuted import approve_as
from sample_people import KE, confirmed, delegate, member_of, set_everybody
from sqlalchemy import text

from agenda.access import CLOCK, actor_named
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import Dissent, OutcomeGiven, OutcomeKind
from agenda.errors import ChangedMeanwhile
from agenda.meetings.minutes import MinutesAreLocked, MinutesCommentMissing, MinutesNotThere, NoSuchItem
from agenda.meetings.presence import Presence
from notifications.files import Format
from service.database.cases.questions import NoSuchCase
from service.database.meetings.minutes import NoSuchMinutes
from service.database.meetings.questions import office
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.case_minutes import TextGiven, write_case_minutes
from service.workflow.cases.correcting import OutcomeCorrection, correct_outcome
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.reading_minutes import CaseAt, comment_on_case, show_case_minutes
from service.workflow.meetings.document import Wanted
from service.workflow.meetings.minuting import MarkGiven, mark_presence
from service.workflow.minutes import minutes_file, send_minutes_for_comments

DRAFT = (
    "Udfald: Samtale (med uenighed).\n"
    "Ansvarlig myndighed: Socialforvaltningen, senest tir. 22. dec. 2026.\n"
    "Begrundelse: Der er grund til en samtale.\n"
    "Uenig, SSP København: Det haster ikke."
)
OUTCOME = OutcomeGiven(
    OutcomeKind.CONVERSATION,
    "sof",
    "Der er grund til en samtale.",
    (Dissent("ssp", "Det haster ikke."),),
    due_on=date(2026, 12, 22),
)


@pytest.fixture
def driven(start_on):
    """At the meeting the case has its outcome."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup("KE-2026-0001", "ssp").id, given, as_="agency:ssp")
    driven.play_until(local("2026-11-24", "09:30"))
    decision = Decision(first(driven), OUTCOME, driven.case("KE-2026-0001").revision)
    driven.do(record_outcome, "KE-2026-0001", decision)
    return driven


def first(driven):
    return driven.meetings(KE)[0].id


def read(driven, as_="secretariat"):
    return driven.do(show_case_minutes, CaseAt("KE-2026-0001", first(driven)), "referat", as_=as_)


def write(driven, words, revision):
    driven.do(write_case_minutes, "KE-2026-0001", TextGiven(first(driven), words, revision))


def send(driven, revision=0):
    ssp = next(a.id for a in driven.attendees(first(driven)) if a.email == member_of("ssp"))
    marked = driven.do(mark_presence, first(driven), [MarkGiven(ssp, Presence.PRESENT)], revision)
    return ssp, driven.do(send_minutes_for_comments, first(driven), marked.revision)


def test_a_day_that_was_given_with_any_outcome_stands_there(driven):
    given = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Intet bekymrende.", due_on=date(2026, 12, 1))
    decision = Decision(first(driven), given, driven.case("KE-2026-0001").revision)
    driven.do(correct_outcome, "KE-2026-0001", OutcomeCorrection(decision, "Det var et andet udfald"))
    assert "Ansvarlig myndighed: Socialforvaltningen, senest tir. 1. dec. 2026." in read(driven).text


def test_the_draft_says_what_was_recorded_and_is_kept_when_the_minutes_go_out(driven):
    assert (read(driven).text, read(driven).revision) == (DRAFT, 0)
    send(driven)
    kept = read(driven, "agency:ssp")
    assert (kept.text, kept.revision, kept.is_by_hand) == (DRAFT, 1, False)


def test_the_draft_is_in_the_language_of_the_secretariat_that_writes_it(driven):
    with driven.service.unit(CLOCK) as unit:
        office(unit.session).language = "en"
    assert read(driven).text.splitlines()[:2] == [
        "Outcome: Conversation (with dissent).",
        "Responsible authority: Socialforvaltningen, by Tue 22 Dec 2026.",
    ]


def test_an_agency_reads_no_draft_and_one_that_was_not_asked_nothing_at_all(driven):
    with pytest.raises(NoSuchMinutes):
        read(driven, "agency:ssp")
    send(driven)
    with pytest.raises(NoSuchCase):
        read(driven, "agency:kf")


def test_some_time_after_the_meeting_the_agencies_see_it_no_longer(driven):
    send(driven)
    driven.clock.now = local("2026-12-09")
    assert (read(driven, "agency:ssp").text, read(driven).text) == (None, DRAFT)


def test_what_somebody_wrote_is_replaced_by_no_draft_and_lies_sealed(driven):
    write(driven, "Samtale hos Testa Prøvesen.", 0)
    send(driven, revision=1)
    assert (read(driven).text, read(driven).is_by_hand) == ("Samtale hos Testa Prøvesen.", True)
    with driven.service.unit(actor_named("secretariat")) as unit:
        (sealed,) = unit.session.execute(text("SELECT sealed_text FROM case_minutes")).scalars()
    assert b"Testa" not in bytes(sealed)


def test_two_who_write_at_once_lose_nothing(driven):
    write(driven, "Den første", 0)
    with pytest.raises(ChangedMeanwhile):
        write(driven, "Den anden", 0)
    assert read(driven).text == "Den første"


def test_it_is_commented_on_while_the_minutes_are_out_alone(driven):
    write(driven, "Udkast", 0)
    with pytest.raises(MinutesNotThere):
        driven.do(comment_on_case, "KE-2026-0001", first(driven), "Enig")
    send(driven, revision=1)
    driven.do(comment_on_case, "KE-2026-0001", first(driven), "Enig", as_="agency:ssp")
    with pytest.raises(MinutesCommentMissing):
        driven.do(comment_on_case, "KE-2026-0001", first(driven), " ", as_="agency:ssp")
    assert [(c.comment.commented_by, c.words) for c in read(driven).comments] == [("agency:ssp", "Enig")]


def test_approved_it_is_locked_with_the_minutes(driven):
    ssp, _ = send(driven)
    approve_as(driven, first(driven), ssp)
    assert read(driven).is_locked
    with pytest.raises(MinutesAreLocked):
        write(driven, "For sent", 1)


def test_a_case_that_did_not_stand_on_the_agenda_has_no_minutes_there(driven):
    with pytest.raises(NoSuchItem):
        driven.do(show_case_minutes, CaseAt("KE-2026-0001", driven.meetings(KE)[1].id), "referat")


def test_the_file_tells_the_outcome_and_who_is_responsible_and_none_of_the_grounds(driven):
    send(driven)
    files = {
        role: driven.do(minutes_file, first(driven), Wanted(Format.HTML), as_=role).content.decode()
        for role in ("secretariat", "agency:ssp", "agency:kf")
    }
    said = {role: "Samtale (med uenighed)" in shown for role, shown in files.items()}
    assert said == {"secretariat": True, "agency:ssp": True, "agency:kf": False}
    assert [w for shown in files.values() for w in ("grund til", "haster", "Testa") if w in shown] == []
