"""An agency withdraws its answer, or redacts it after the release; what it said is then readable nowhere."""

from dataclasses import replace

import pytest
from driven_service import Told, local
from sample_people import KE, PARTIES, confirmed, contact_of, delegate, deputy_of, member_of, set_everybody
from sample_people import OFFICE as VINK

from agenda.cases.case import CaseState
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.readiness import Readiness
from agenda.cases.taking_back import (
    NoSuchStatement,
    NotReleasedYet,
    RedactionGiven,
    ReleasedAlready,
    WithdrawalGiven,
    WithdrawalWhy,
)
from agenda.errors import Absent, NotAllowed
from service.database.cases.questions import NoSuchLookup
from service.database.cases.taking_back import NoSuchRedaction
from service.workflow.agendas import compose_agenda
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing import show_case, show_lookup
from service.workflow.cases.taking_back import redact_answer, see_redaction, withdraw_answer
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.excluding import exclude

SAID = AnswerGiven(AnswerKind.RELEVANT, ("Er set ved optøjer", "Skylder penge"), ("Har et arbejde",))
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
WRONG = WithdrawalGiven(1, WithdrawalWhy.WRONG_PERSON)
WHOLE = RedactionGiven(1, 1, "Det handlede om en anden", is_whole=True)
ONE = replace(WHOLE, is_whole=False, risk_factors=(2,))
SSP, SOF, OFFICE = "agency:ssp", "agency:sof", "secretariat"


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, *(delegate(party_id) for party_id in PARTIES))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


@pytest.fixture
def reference(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    answer(driven, taken, SAID)
    return taken


@pytest.fixture
def released(driven, reference):
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-20", "12:00"))
    assert driven.case(reference).state is CaseState.RELEASED
    return reference


def lookup_id(driven, reference, as_=SSP):
    return driven.lookup(reference, as_.partition(":")[2]).id


def answer(driven, reference, given, as_=SSP):
    return driven.do(answer_lookup, lookup_id(driven, reference, as_), given, as_=as_)


def take_back(driven, reference, given=WRONG, as_=SSP):
    return driven.do(withdraw_answer, lookup_id(driven, reference), given, as_=as_)


def redact(driven, reference, given=WHOLE, as_=SSP):
    return driven.do(redact_answer, lookup_id(driven, reference), given, as_=as_)


def seen(driven, reference, as_):
    """The request of SSP as somebody sees it in the case."""
    shown = driven.do(show_case, reference, "opfølgning", as_=as_)
    return next(one for one in shown.lookups if one.lookup.party_id == "ssp")


def desk(driven):
    found = driven.do(waiting_for_a_person)
    return [(one.about, one.since) for one in found if one.what == "answer_redacted"]


def test_a_withdrawn_answer_opens_the_request_again_and_the_case_waits(driven, reference):
    answer(driven, reference, NOTHING, SOF)
    before = driven.do(show_case, reference, "x").readiness
    lookup = take_back(driven, reference)
    after = driven.do(show_case, reference, "x").readiness
    assert (lookup.state, lookup.answered_at) == (LookupState.OPEN, None)
    assert (before, after) == (Readiness.READY, Readiness.WAITING)


def test_its_agency_and_the_secretariat_see_that_it_was_and_not_what_it_said(driven, reference):
    take_back(driven, reference)
    for as_ in (SSP, OFFICE):
        (version,) = seen(driven, reference, as_).versions
        kept = (version.answer.answered_at, version.answer.withdrawn_by, version.answer.withdrawn_why)
        assert (version.content, *kept) == (None, driven.now, SSP, "wrong_person")


def test_answered_anew_the_others_learn_of_the_new_answer_alone(driven, reference):
    take_back(driven, reference)
    answer(driven, reference, NOTHING)
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-20", "12:00"))
    versions = [(v.answer.version, v.content.kind) for v in seen(driven, reference, SOF).versions]
    assert versions == [(2, AnswerKind.NOTHING_REGISTERED)]


def test_it_is_chased_from_then_on_and_what_was_due_before_is_not_made_good(driven, reference):
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-19", "10:00"))
    take_back(driven, reference)
    assert driven.lookup(reference, "ssp").due_at == local("2026-11-20", "10:00")
    driven.play_until(local("2026-11-20", "10:00"))
    assert driven.told("reminder", "escalation") == [
        Told("2026-11-20 09:00", "reminder", contact_of("ssp")),
        Told("2026-11-20 10:00", "escalation", deputy_of("ssp")),
        Told("2026-11-20 10:00", "escalation", VINK),
    ]
    assert driven.entries("miss_reminder") == []


def test_a_deadline_that_lies_ahead_stays(driven, reference):
    due_at = driven.lookup(reference, "ssp").due_at
    assert take_back(driven, reference).due_at == due_at == local("2026-11-19", "12:00")


def test_after_a_meeting_that_no_tick_has_seen_begin_there_is_a_working_day(driven, reference):
    """The clock stood still over the meeting: what it left undone doesn't set a deadline in the past."""
    driven.clock.now = local("2026-11-25", "10:00")
    assert take_back(driven, reference).due_at == local("2026-11-26", "10:00")


def test_the_record_keeps_that_it_was_withdrawn_and_for_what_kind_of_reason(driven, reference):
    take_back(driven, reference)
    (entry,) = driven.entries("withdraw_answer")
    assert (entry.actor, entry.about, entry.facts) == (
        SSP,
        reference,
        {"party": "ssp", "version": 1, "why": "wrong_person"},
    )


def test_after_the_release_it_is_not_withdrawn_and_before_it_not_redacted(driven, reference):
    with pytest.raises(NotReleasedYet):
        redact(driven, reference)
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-20", "12:00"))
    with pytest.raises(ReleasedAlready):
        take_back(driven, reference)


def test_nobody_takes_back_anothers_answer(driven, released):
    for as_, refusal in ((SOF, Absent), (OFFICE, NotAllowed)):
        with pytest.raises(refusal):
            take_back(driven, released, as_=as_)
        with pytest.raises(refusal):
            redact(driven, released, as_=as_)


def test_a_statement_that_is_redacted_is_gone_and_the_others_stand(driven, released):
    redact(driven, released, ONE)
    for as_ in (SSP, SOF, OFFICE):
        content = seen(driven, released, as_).latest.content
        assert (content.risk_factors, content.protective_factors) == (
            ("Er set ved optøjer",),
            ("Har et arbejde",),
        )


def test_taken_out_whole_not_even_its_kind_is_left(driven, released):
    redact(driven, released)
    for as_ in (SSP, SOF, OFFICE):
        version = seen(driven, released, as_).latest
        assert (version.content, version.answer.redacted_at) == (None, driven.now)


def test_earlier_versions_go_with_it(driven, reference):
    answer(driven, reference, replace(SAID, risk_factors=("Skylder penge",), amends=1))
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-20", "12:00"))
    redact(driven, reference, replace(ONE, version=2, risk_factors=(1,)))
    contents = [version.content for version in seen(driven, reference, OFFICE).versions]
    assert (contents[0], contents[1].risk_factors) == (None, ())


def test_the_others_are_told_that_something_was_redacted_and_why_is_read_by_two_alone(driven, released):
    redact(driven, released, ONE)
    told = {as_: seen(driven, released, as_).redactions[0] for as_ in (SSP, SOF, OFFICE)}
    assert {as_: one.reason for as_, one in told.items()} == {
        SSP: "Det handlede om en anden",
        SOF: None,
        OFFICE: "Det handlede om en anden",
    }
    one = told[SOF].redaction
    assert (one.redacted_at, one.is_whole, one.statements) == (driven.now, False, 1)
    beside = driven.do(show_lookup, lookup_id(driven, released, SOF), as_=SOF).others[0]
    assert len(beside.redactions) == 1


def test_the_desk_says_so_until_somebody_has_taken_note(driven, released):
    redact(driven, released, ONE)
    before = desk(driven)
    redaction = seen(driven, released, OFFICE).redactions[0].redaction
    driven.do(see_redaction, released, redaction.id)
    assert (before, desk(driven)) == ([(released, driven.now)], [])


def test_nobody_takes_note_of_what_is_not_there(driven, released):
    with pytest.raises(NoSuchRedaction):
        driven.do(see_redaction, released, "nobody")


def test_a_withdrawn_answer_says_nothing_on_the_desk(driven, reference):
    take_back(driven, reference)
    assert desk(driven) == []


def test_it_is_redacted_long_after_the_case_was_discussed_too(driven, released):
    driven.play_until(local("2027-01-11"))
    redact(driven, released)
    assert seen(driven, released, OFFICE).latest.content is None


def test_a_number_that_no_statement_has_changes_nothing(driven, released):
    with pytest.raises(NoSuchStatement):
        redact(driven, released, replace(ONE, risk_factors=(3,)))
    assert seen(driven, released, OFFICE).latest.content.risk_factors == SAID.risk_factors
    assert driven.entries("redact_answer") == []


def test_taken_out_whole_it_is_answered_again_until_the_meeting_and_read_at_once(driven, released):
    redact(driven, released)
    answer(driven, released, NOTHING)
    assert seen(driven, released, SOF).latest.content.kind is AnswerKind.NOTHING_REGISTERED


def test_who_is_kept_out_of_the_case_takes_nothing_back(driven, released):
    meeting_id = driven.case(released).meeting_id
    agenda = driven.do(compose_agenda, meeting_id)
    item = next(one for one in agenda.items if one.about == released)
    barred = next(one for one in driven.attendees(meeting_id) if one.email == member_of("ssp"))
    driven.do(exclude, meeting_id, item.id, barred.id)
    with pytest.raises(NoSuchLookup):
        redact(driven, released)


def test_what_was_taken_back_lies_nowhere_in_the_file_of_the_database(driven, reference):
    """The sealed bytes themselves are overwritten, as a destroyed key is."""
    sealed = [driven.lookup(reference, "ssp").answers[0].sealed_content]
    take_back(driven, reference)
    answer(driven, reference, SAID)
    answer(driven, reference, NOTHING, SOF)
    driven.play_until(local("2026-11-20", "12:00"))
    sealed.append(driven.lookup(reference, "ssp").answers[1].sealed_content)
    redact(driven, reference, replace(ONE, version=2))
    sealed.append(driven.lookup(reference, "ssp").answers[1].sealed_content)
    redact(driven, reference, replace(WHOLE, version=2, revision=2))
    driven.hold_alone()
    driven.service.engine.dispose()
    files = [file.read_bytes() for file in driven.service.folder.glob("moedeklar.db*")]
    assert [any(one in content for content in files) for one in sealed] == [False, False, False]


def test_no_entry_of_the_record_says_what_it_said_or_why_it_went(driven, released):
    redact(driven, released, ONE)
    (entry,) = driven.entries("redact_answer")
    assert entry.facts == {"party": "ssp", "version": 1, "is_whole": False, "statements": 1}
