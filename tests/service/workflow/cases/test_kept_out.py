from dataclasses import replace
from datetime import date

import pytest
from driven_service import local
from sample_people import KE, PARTIES, confirmed, contact_of, delegate, deputy_of, member_of, set_everybody

from agenda.access import CLOCK, actor_named
from agenda.cases.action import ActionGiven, ActionSettled, ActionState
from agenda.cases.authorities import TakesNoPart, UnknownAuthority
from agenda.cases.conversation import ConversationPlan
from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.oral_note import NoteGiven as OralGiven
from agenda.cases.outcome import Dissent, FurtherLookup, OutcomeGiven, OutcomeKind
from agenda.cases.written import Consent
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.attendance import Answered
from agenda.meetings.exclusion import KeptOutAlready, NothingToKeepOutOf, NotKeptOut
from agenda.meetings.party import Recipient
from agenda.paging import PageWanted
from service.database.cases.acting import NoSuchAction
from service.database.cases.questions import NoSuchCase
from service.database.meetings.attending import NoSuchAttendee
from service.workflow.agendas import compose_agenda
from service.workflow.cases.agreeing import (
    ActionEnd,
    Agreement,
    OwnerGiven,
    agree_action,
    hand_over_action,
    settle_action,
)
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.consenting import ConsentGiven, state_consent
from service.workflow.cases.conversing import Which, move_conversation, plan_conversation
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.noting import Noting, take_note
from service.workflow.cases.own_actions import actions_shown, show_action
from service.workflow.cases.showing import show_case, show_lookup
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.cases.showing_written import show_written
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.agenda import agenda_read
from service.workflow.meetings.agenda_showing import items_shown
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.excluding import exclude, lift_exclusion

TREATED_BY = date(2026, 12, 22)
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, *(delegate(party_id) for party_id in PARTIES))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.tick()
    return driven


@pytest.fixture
def case(driven):
    return driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference


def meeting(driven, number=0):
    return driven.meetings(KE)[number]


def attendee(driven, email, number=0):
    return next(one for one in driven.attendees(meeting(driven, number).id) if one.email == email)


def keep_out(driven, reference, email, number=0):
    agenda = driven.do(compose_agenda, meeting(driven, number).id)
    item = next(one for one in agenda.items if one.about == reference)
    return driven.do(exclude, meeting(driven, number).id, item.id, attendee(driven, email, number).id)


def headings(driven, as_):
    with driven.service.unit(actor_named(as_)) as unit:
        return [shown.heading for shown in items_shown(unit, agenda_read(unit, meeting(driven).id))]


def answered(driven, reference):
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(reference, party_id).id, NOTHING, as_=f"agency:{party_id}")
    driven.play_until(local("2026-11-20", "12:00"))


def test_an_agency_whose_member_is_kept_out_loses_sight_of_the_case(driven, case):
    keep_out(driven, case, member_of("ssp"))
    with pytest.raises(NoSuchCase):
        driven.do(show_case, case, "forberede mødet", as_="agency:ssp")
    assert driven.do(show_case, case, "forberede mødet", as_="agency:sof").case.reference == case
    assert driven.do(show_case, case, "forberede mødet").case.reference == case


def test_its_own_request_is_read_as_long_as_it_is_to_be_answered_and_the_others_never(driven, case):
    keep_out(driven, case, member_of("ssp"))
    lookup = driven.lookup(case, "ssp").id
    assert driven.do(show_lookup, lookup, as_="agency:ssp").citizen is not None
    answered(driven, case)
    asked = driven.do(show_lookup, lookup, as_="agency:ssp")
    assert (asked.citizen, asked.concern, asked.others) == (None, None, ())
    assert len(driven.do(show_lookup, driven.lookup(case, "sof").id, as_="agency:sof").others) == 1


def test_the_item_is_closed_to_that_agency_and_open_to_the_others(driven, case):
    keep_out(driven, case, member_of("ssp"))
    answered(driven, case)
    assert "Lukket punkt" in headings(driven, "agency:ssp")
    assert case not in headings(driven, "agency:ssp")
    assert case in headings(driven, "agency:sof")
    assert case in headings(driven, "secretariat")


def test_where_somebody_else_stands_in_the_agency_sees_the_case_until_they_decline(driven, case):
    keep_out(driven, case, member_of("ssp"))
    deputy = Recipient("Suppleant ssp", deputy_of("ssp"), "da")
    invited = driven.do(invite_deputy, meeting(driven).id, attendee(driven, member_of("ssp")).id, deputy)
    assert driven.do(show_case, case, "forberede mødet", as_="agency:ssp").case.reference == case
    with driven.service.unit(CLOCK) as unit:
        found = unit.session.get_one(type(invited), invited.id)
        found.take_by_hand(Answered.DECLINED, 0, driven.now)
    with pytest.raises(NoSuchCase):
        driven.do(show_case, case, "forberede mødet", as_="agency:ssp")


def test_a_case_that_is_carried_over_stays_out_of_their_sight(driven, case):
    keep_out(driven, case, member_of("ssp"))
    driven.play_until(local("2026-11-20", "12:00"))
    assert driven.meeting(driven.case(case).meeting_id).starts_at == local("2026-12-08")
    with pytest.raises(NoSuchCase):
        driven.do(show_case, case, "forberede mødet", as_="agency:ssp")


def agreed_with(driven, case, owner):
    action = ActionGiven(owner, "Kontakt til skolen", date(2026, 12, 8))
    return driven.do(agree_action, case, Agreement(meeting(driven).id, action))


def lost_to_ssp(driven, case):
    """SSP was to see to an action, and is kept out of the case since."""
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    agreed = agreed_with(driven, case, "ssp")
    keep_out(driven, case, member_of("ssp"))
    return agreed


def waits(driven):
    return [one.what for one in driven.do(waiting_for_a_person)]


def test_it_is_given_no_action_in_the_case(driven, case):
    keep_out(driven, case, member_of("ssp"))
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    with pytest.raises(TakesNoPart) as refused:
        agreed_with(driven, case, "ssp")
    assert (refused.value.field, driven.entries("agree_action")) == ("owner", [])
    assert agreed_with(driven, case, "sof").owner == "sof"


def test_an_action_it_owned_before_is_out_of_its_sight_and_the_secretariat_settles_it(driven, case):
    agreed = lost_to_ssp(driven, case)
    with pytest.raises(NoSuchAction):
        driven.do(show_action, agreed.id, as_="agency:ssp")
    assert "hand_over_action" in waits(driven)
    driven.do(settle_action, agreed.id, ActionEnd(ActionState.DONE, "", agreed.revision))
    assert driven.do(show_action, agreed.id).action.state is ActionState.DONE
    assert "hand_over_action" not in waits(driven)


def test_or_hands_it_over_to_one_that_sees_the_case_and_is_told_at_once(driven, case):
    agreed = lost_to_ssp(driven, case)
    handed = driven.do(hand_over_action, agreed.id, OwnerGiven("sof", agreed.revision))
    assert (handed.owner, "hand_over_action" in waits(driven)) == ("sof", False)
    assert driven.do(show_action, agreed.id, as_="agency:sof").content.what == "Kontakt til skolen"
    driven.tick()
    assert [told.to for told in driven.told("action_reminder")] == [contact_of("sof")]
    (entry,) = driven.entries("hand_over_action")
    assert (entry.about, entry.facts) == (case, {"before": "ssp", "owner": "sof"})
    driven.play_until(local("2026-12-08", "10:00"))
    assert {told.to for told in driven.told("action_reminder")} == {contact_of("sof")}


def test_it_is_handed_to_nobody_who_is_kept_out_nor_unknown_nor_once_it_is_settled(driven, case):
    agreed = lost_to_ssp(driven, case)
    taken_over = driven.do(hand_over_action, agreed.id, OwnerGiven("sof", agreed.revision))
    for owner, refusal in (("ssp", TakesNoPart), ("sof", UnknownAuthority), ("nobody", UnknownAuthority)):
        with pytest.raises(refusal):
            driven.do(hand_over_action, agreed.id, OwnerGiven(owner, taken_over.revision))
    with pytest.raises(ChangedMeanwhile):
        driven.do(hand_over_action, agreed.id, OwnerGiven("kf", agreed.revision))
    with pytest.raises(NotAllowed):
        driven.do(hand_over_action, agreed.id, OwnerGiven("kf", taken_over.revision), as_="agency:sof")
    done = driven.do(settle_action, agreed.id, ActionEnd(ActionState.DONE, "", taken_over.revision))
    with pytest.raises(ActionSettled):
        driven.do(hand_over_action, agreed.id, OwnerGiven("kf", done.revision))


def test_it_is_lifted_again_once_and_recorded_both_times(driven, case):
    exclusion = keep_out(driven, case, member_of("ssp"))
    driven.do(lift_exclusion, meeting(driven).id, exclusion.id)
    assert driven.do(show_case, case, "forberede mødet", as_="agency:ssp").case.reference == case
    with pytest.raises(NotKeptOut):
        driven.do(lift_exclusion, meeting(driven).id, exclusion.id)
    assert [entry.about for entry in driven.entries("exclude") + driven.entries("lift_exclusion")] == [
        case,
        case,
    ]


def test_nobody_is_kept_out_twice_nor_of_an_item_about_nothing_nor_who_is_not_invited(driven, case):
    keep_out(driven, case, member_of("ssp"))
    with pytest.raises(KeptOutAlready):
        keep_out(driven, case, member_of("ssp"))
    agenda = driven.do(compose_agenda, meeting(driven).id)
    with pytest.raises(NothingToKeepOutOf):
        driven.do(exclude, meeting(driven).id, agenda.items[0].id, attendee(driven, member_of("ssp")).id)
    with pytest.raises(NoSuchAttendee):
        driven.do(exclude, meeting(driven).id, agenda.items[1].id, "nobody")
    with pytest.raises(NotAllowed):
        driven.do(exclude, meeting(driven).id, agenda.items[1].id, "nobody", as_="agency:ssp")


def in_writing(driven, reference):
    """The case's meeting is held in writing, and an outcome is proposed."""
    first = meeting(driven)
    driven.do(hold_in_writing, first.id, WrittenCall(local("2026-11-26", "12:00"), "For få", first.revision))
    given = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Ingen bekymrende oplysninger")
    return driven.do(propose_outcome, reference, given, driven.case(reference).revision)


def test_in_writing_too_that_agency_sees_nothing_and_is_not_asked_for_its_consent(driven, case):
    keep_out(driven, case, member_of("ssp"))
    answered(driven, case)
    assert in_writing(driven, case).parties == ["sof"]
    consent = ConsentGiven(Consent.CONSENTS, "", 1)
    for verb, *given in ((show_case, "læse"), (show_written, "læse"), (state_consent, consent)):
        with pytest.raises(NoSuchCase):
            driven.do(verb, case, *given, as_="agency:ssp")
    assert driven.do(state_consent, case, consent, as_="agency:sof").consents == {"sof": "consents"}


def test_who_is_kept_out_after_an_outcome_is_proposed_reads_no_more_of_it(driven, case):
    answered(driven, case)
    exclusion = keep_out(driven, case, member_of("ssp"))
    driven.do(lift_exclusion, meeting(driven).id, exclusion.id)
    assert in_writing(driven, case).parties == ["sof", "ssp"]
    assert driven.do(show_written, case, "læse", as_="agency:ssp").grounds
    keep_out_again(driven, exclusion)
    with pytest.raises(NoSuchCase):
        driven.do(show_written, case, "læse", as_="agency:ssp")
    assert driven.do(show_written, case, "læse").parties == ["sof"]


def keep_out_again(driven, exclusion):
    with driven.service.unit(CLOCK) as unit:
        unit.session.get_one(type(exclusion), exclusion.id).lifted_at = None


def proposed_to_both(driven, case):
    """An outcome is proposed in writing while nobody is kept out; gives what kept SSP out before."""
    answered(driven, case)
    exclusion = keep_out(driven, case, member_of("ssp"))
    driven.do(lift_exclusion, meeting(driven).id, exclusion.id)
    in_writing(driven, case)
    return exclusion


def test_who_is_kept_out_after_an_outcome_is_proposed_is_mailed_nothing_of_it(driven, case):
    keep_out_again(driven, proposed_to_both(driven, case))
    driven.play_until(local("2026-11-26", "11:00"))
    asked = {told.to for told in driven.told("consent_wanted", "consent_reminder")}
    assert asked == {contact_of("sof")}


def test_nor_does_their_silence_or_objection_stand_in_the_way(driven, case):
    exclusion = proposed_to_both(driven, case)
    driven.do(state_consent, case, ConsentGiven(Consent.OBJECTS, "", 1), as_="agency:ssp")
    keep_out_again(driven, exclusion)
    driven.do(state_consent, case, ConsentGiven(Consent.CONSENTS, "", 1), as_="agency:sof")
    driven.play_until(local("2026-11-26", "12:00"))
    assert driven.case(case).close_reason == "no_conversation"


def test_an_action_of_theirs_is_listed_and_mailed_to_them_no_more(driven, case):
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    action = ActionGiven("ssp", "Kontakt til skolen", date(2026, 12, 8))
    driven.do(agree_action, case, Agreement(meeting(driven).id, action))
    with driven.service.unit(actor_named("agency:ssp")) as unit:
        assert [reference for _, reference in actions_shown(unit, PageWanted()).rows] == [case]
    keep_out(driven, case, member_of("ssp"))
    driven.play_until(local("2026-12-08", "10:00"))
    with driven.service.unit(actor_named("agency:ssp")) as unit:
        assert actions_shown(unit, PageWanted()).rows == []
    assert driven.told("action_reminder") == []


def test_a_conversation_they_hold_is_out_of_their_sight_and_another_takes_it_over(driven, case):
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    given = OutcomeGiven(
        OutcomeKind.CONVERSATION, "ssp", "Der er grund til en samtale", due_on=date(2026, 12, 22)
    )
    driven.do(record_outcome, case, Decision(meeting(driven).id, given, driven.case(case).revision))
    plan = ConversationPlan("ssp", "Holga Samtalesen", "Prøvegade 2", local("2026-12-01", "13:00"))
    planned = driven.do(plan_conversation, case, plan, driven.case(case).revision)
    assert driven.do(show_effort, case, "samtale", as_="agency:ssp").conversations
    keep_out(driven, case, member_of("ssp"))
    with pytest.raises(NoSuchCase):
        driven.do(show_effort, case, "samtale", as_="agency:ssp")
    driven.do(move_conversation, Which(case, planned.id, planned.revision), replace(plan, party_id="sof"))
    assert driven.do(show_effort, case, "samtale", as_="agency:sof").conversations


def treated(driven, case, *, comes_back_on=None):
    """The case was treated at the first meeting, and a conversation recommended that SOF is responsible for."""
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    given = OutcomeGiven(OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale", due_on=TREATED_BY)
    driven.do(record_outcome, case, Decision(meeting(driven).id, given, driven.case(case).revision))
    if comes_back_on is not None:
        given = Following(FollowUpGiven(comes_back_on, "Hvordan gik samtalen?"), driven.case(case).revision)
        driven.do(set_follow_up, case, given)
    return case


def test_of_a_case_that_comes_back_it_is_told_by_who_comes_to_the_meeting_it_comes_back_to(driven, case):
    treated(driven, case, comes_back_on=meeting(driven, 1).starts_at.date())
    assert driven.do(show_case, case, "forberede mødet", as_="agency:ssp").case.reference == case
    keep_out(driven, case, member_of("ssp"), 1)
    for verb in (show_case, show_effort):
        with pytest.raises(NoSuchCase):
            driven.do(verb, case, "forberede mødet", as_="agency:ssp")
    deputy = Recipient("Suppleant ssp", deputy_of("ssp"), "da")
    driven.do(invite_deputy, meeting(driven, 1).id, attendee(driven, member_of("ssp"), 1).id, deputy)
    assert driven.do(show_case, case, "forberede mødet", as_="agency:ssp").case.reference == case


def test_who_is_kept_out_is_responsible_for_nothing_says_nothing_and_does_nothing_in_it(driven, case):
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    keep_out(driven, case, member_of("ssp"))
    at, revision = meeting(driven).id, driven.case(case).revision
    by = OutcomeGiven(OutcomeKind.CONVERSATION, "ssp", "Der er grund til en samtale", due_on=TREATED_BY)
    dissent = replace(by, responsible="sof", dissents=(Dissent("ssp", "Vi er uenige"),))
    attempts = {
        "responsible": (record_outcome, Decision(at, by, revision)),
        "dissents": (record_outcome, Decision(at, dissent, revision)),
        "owner": (agree_action, Agreement(at, ActionGiven("ssp", "Kontakt til skolen", TREATED_BY))),
        "party": (take_note, Noting(at, OralGiven("En opdigtet oplysning", "ssp"))),
    }
    for field, (verb, given) in attempts.items():
        with pytest.raises(TakesNoPart) as refusal:
            driven.do(verb, case, given)
        assert (refusal.value.field, "bif, dks, kf, sof" in str(refusal.value)) == (field, True)


def test_nor_does_it_talk_with_the_citizen(driven, case):
    treated(driven, case)
    keep_out(driven, case, member_of("ssp"))
    plan = ConversationPlan("ssp", "Holga Samtalesen", "Prøvegade 2", local("2026-12-01", "13:00"))
    with pytest.raises(TakesNoPart):
        driven.do(plan_conversation, case, plan, driven.case(case).revision)


def test_what_it_has_on_record_it_can_be_asked_for_all_the_same(driven, case):
    answered(driven, case)
    driven.play_until(local("2026-11-24"))
    keep_out(driven, case, member_of("ssp"))
    more = (FurtherLookup("ssp", "Kun de kender skolegangen"),)
    given = OutcomeGiven(OutcomeKind.MORE_INFORMATION, "sof", "Der mangler noget", lookups=more)
    driven.do(record_outcome, case, Decision(meeting(driven).id, given, driven.case(case).revision))
    assert driven.lookup(case, "ssp").round == 2
