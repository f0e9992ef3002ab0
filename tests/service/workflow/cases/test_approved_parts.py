"""What was approved of a meeting is kept in parts with their hashes, and reads the same ever after."""

import json
from dataclasses import replace

import pytest
from case_at_meeting import CONVERSATION
from driven_service import local
from minuted import approve_as, bring_to_approval, read_minutes
from sample_people import KE, confirmed, delegate, member_of, set_everybody
from sqlalchemy import text

from agenda.access import actor_named
from agenda.cases.approved_case import AddedOnOtherDay, AdditionGiven, AdditionMissing, NotApprovedYet
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.meetings.approved import NothingApproved, hash_of
from agenda.meetings.meeting import ReasonMissing
from notifications.files import Format
from service.database.cases.minutes_tables import approved_cases
from service.database.meetings.minutes import approved_versions
from service.database.meetings.questions import party_named
from service.workflow.cases.adding import add_to_minutes
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.approved_parts import opened
from service.workflow.cases.case_minutes import TextGiven, write_case_minutes
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.reading_minutes import CaseAt, show_case_minutes
from service.workflow.meetings.approving import reopen
from service.workflow.meetings.document import Wanted
from service.workflow.minutes import minutes_file

CASE = "KE-2026-0001"


@pytest.fixture
def driven(start_on):
    """Approved: a meeting with one case and its outcome."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2027-01-31")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup(CASE, "ssp").id, given, as_="agency:ssp")
    driven.play_until(local("2026-11-24", "11:00"))
    driven.do(record_outcome, CASE, Decision(first(driven), CONVERSATION, driven.case(CASE).revision))
    bring_to_approval(driven, first(driven))
    approve_as(driven, first(driven), place(driven))
    return driven


def first(driven):
    return driven.meetings(KE)[0].id


def place(driven):
    return next(a.id for a in driven.attendees(first(driven)) if a.email == member_of("ssp"))


def file(driven, kind=Format.JSON, version=None, as_="secretariat", language="da"):
    wanted = Wanted(kind, language, version)
    return driven.do(minutes_file, first(driven), wanted, as_=as_).content


def case_text(driven, version=None, as_="secretariat"):
    return driven.do(show_case_minutes, CaseAt(CASE, first(driven), version), "referat", as_=as_)


def add(
    driven, words="Borgeren ønsker tilføjet, at oplysningen er gammel.", on="2026-12-01", reason="Art. 16"
):
    given = AdditionGiven(first(driven), words, reason, local(on).date())
    return driven.do(add_to_minutes, CASE, given)


def edit_again(driven, words):
    """Re-opened, written otherwise, and approved anew."""
    driven.do(reopen, first(driven), "En rettelse", read_minutes(driven, first(driven)).revision)
    shown = case_text(driven, as_="secretariat")
    driven.do(write_case_minutes, CASE, TextGiven(first(driven), words, shown.revision))
    bring_to_approval(driven, first(driven))
    approve_as(driven, first(driven), place(driven))


def test_each_part_has_its_hash_and_the_frame_binds_them(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        (approved,) = approved_versions(unit.session, first(driven))
        (part,) = approved_cases(unit.session, approved.id)
        whole = json.loads(approved.frame)
        said = opened(unit, part)
    assert (approved.version, approved.frame_hash) == (1, hash_of(approved.frame))
    assert whole["cases"] == {CASE: part.hash}
    assert (said.outcome.kind, said.outcome.authority, said.outcome.grounds) == (
        "conversation",
        "Socialforvaltningen",
        CONVERSATION.grounds,
    )
    assert said.text.startswith("Udfald: Samtale (i enighed).")


def test_a_case_lies_in_its_part_alone_and_sealed(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        frame = unit.session.execute(text("SELECT frame FROM approved_minutes")).scalar_one()
        sealed = unit.session.execute(text("SELECT sealed_part FROM approved_case")).scalar_one()
    assert (CONVERSATION.grounds in frame, CONVERSATION.grounds.encode() in bytes(sealed)) == (False, False)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", [Format.HTML, Format.JSON])
def test_whatever_comes_later_the_approved_file_stays_as_it_was(driven, kind, language):
    before = file(driven, kind, language=language)
    with driven.service.unit(actor_named("secretariat")) as unit:
        party_named(unit.session, "sof").name = "Et andet navn"
        party_named(unit.session, "ssp").name = "Endnu et navn"
    driven.play_until(local("2026-12-24"))
    assert file(driven, kind, language=language) == before


def test_an_agency_that_was_not_asked_sees_no_outcome_in_it_and_others_do(driven):
    said = {
        who: b"Samtale (i enighed)" in file(driven, Format.HTML, as_=who)
        for who in ("agency:ssp", "agency:kf")
    }
    assert said == {"agency:ssp": True, "agency:kf": False}


def test_approved_anew_both_versions_can_be_read(driven):
    edit_again(driven, "Skrevet i hånden.")
    assert (case_text(driven, 1).text.startswith("Udfald"), case_text(driven).text) == (
        True,
        "Skrevet i hånden.",
    )
    assert (case_text(driven).version, case_text(driven, 1).version) == (2, 1)
    assert (json.loads(file(driven, version=1))["version"], json.loads(file(driven))["version"]) == (1, 2)
    with pytest.raises(NothingApproved):
        file(driven, version=3)


def test_a_correction_by_the_citizen_is_an_addition_and_changes_no_part(driven):
    before = case_text(driven)
    driven.at(local("2026-12-02"))
    add(driven)
    after = case_text(driven)
    assert (after.text, after.hash) == (before.text, before.hash)
    (one,) = after.additions
    assert (one.addition.on, one.content.words, one.content.reason) == (
        local("2026-12-01").date(),
        "Borgeren ønsker tilføjet, at oplysningen er gammel.",
        "Art. 16",
    )
    assert "1. dec. 2026" in file(driven, Format.HTML).decode()


def test_an_addition_says_what_and_why_on_a_day_that_has_come(driven):
    driven.at(local("2026-12-02"))
    with pytest.raises(AdditionMissing):
        add(driven, words=" ")
    with pytest.raises(ReasonMissing):
        add(driven, reason="")
    for on in ("2026-11-23", "2026-12-03"):
        with pytest.raises(AddedOnOtherDay):
            add(driven, on=on)
    assert case_text(driven).additions == ()


def test_what_is_not_approved_is_written_where_it_stands(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(local("2026-12-08", "11:00"))
    with pytest.raises(NotApprovedYet):
        add(driven)


def test_of_a_case_that_is_destroyed_its_hash_is_left(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        (approved,) = approved_versions(unit.session, first(driven))
        for table in ("lookup", "answer", "concern", "outcome", "case_name"):
            _delete_of_case(unit, table)
        unit.session.execute(text('DELETE FROM "case" WHERE reference = :it'), {"it": CASE})
        unit.session.execute(text("DELETE FROM case_key"))
    with driven.service.unit(actor_named("secretariat")) as unit:
        (part,) = approved_cases(unit.session, approved.id)
        assert json.loads(approved.frame)["cases"] == {CASE: part.hash}
    item = next(one for one in json.loads(file(driven))["items"] if one["heading"] == CASE)
    assert (item["of_case"]["outcome"], item["of_case"]["is_destroyed"]) == (None, True)


def _delete_of_case(unit, table):
    within = {"answer": "lookup_id IN (SELECT id FROM lookup)"}.get(table, "1 = 1")
    unit.session.execute(text(f"DELETE FROM {table} WHERE {within}"))


def test_another_case_s_words_are_in_no_other_part(driven):
    assert replace(CONVERSATION).grounds not in file(driven, Format.HTML).decode()
