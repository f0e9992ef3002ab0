from datetime import date

import pytest
from driven_service import local
from sample_people import KE, PARTIES, citizen, concern, confirmed, party, set_everybody
from sqlalchemy import select, text

from agenda.cases.case import CaseState, NecessityUnconfirmed, NoPartiesConfirmed
from agenda.cases.citizen import CitizenUnclear, CprOfTheLiving, ImpossibleCpr
from agenda.cases.concern import (
    Notification,
    Referral,
    SourceKind,
    SourceNamedAnonymous,
    TextMissing,
    TextTooLong,
    UnknownTheme,
    Urgency,
)
from agenda.cases.fictitious import LivingPerson
from agenda.cases.placing import NoMeetingAhead
from agenda.errors import Absent, ChangedMeanwhile, NotAllowed
from agenda.municipality import UnknownMunicipality
from service.workflow.cases.asking import Confirmation, PartyUnreachable, confirm_parties
from service.workflow.cases.closing import Clearance, clear_case
from service.workflow.cases.intake import Gate, Intake, proposed_parties, take_concern

NOVEMBER = local("2026-11-09")
BY_BIRTH = citizen("Barn Prøvesen", "", date(2013, 5, 6))


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def rows(driven):
    """How many rows each table holds that intake may write to."""
    tables = (
        "case",
        "concern",
        "lookup",
        "case_key",
        "case_name",
        "names_kept",
        "referral",
        "acute_count",
        "message",
        "record_entry",
    )
    with driven.service.engine.connect() as connection:
        return {t: connection.execute(text(f'SELECT count(*) FROM "{t}"')).scalar() for t in tables}


def test_a_concern_becomes_a_case_and_every_confirmed_party_is_asked_at_once(driven):
    taken = driven.do(take_concern, confirmed())
    case = driven.case(taken.reference)
    assert (taken.gate, taken.reference, taken.words) == (Gate.TAKEN, "KE-2026-0001", "")
    assert [k.party_id for k in case.lookups] == list(PARTIES)
    assert {k.due_at for k in case.lookups} == {local("2026-11-19", "12:00")}
    assert [m.occasion for m in driven.messages()] == ["lookup_request"] * 5


def test_a_concern_without_confirmation_waits_and_nobody_is_asked(driven):
    taken = driven.do(take_concern, Intake(concern()))
    assert driven.case(taken.reference).state is CaseState.RECEIVED
    assert driven.messages() == []


def test_references_count_up_and_say_nothing_of_the_person(driven):
    given = [confirmed(concern(citizen(f"Prøve Nummer{n}", f"010190-500{n}"))) for n in (1, 2)]
    assert [driven.do(take_concern, each).reference for each in given] == ["KE-2026-0001", "KE-2026-0002"]


def test_an_acute_concern_leaves_nothing_but_a_count(driven):
    before = rows(driven)
    given = concern(citizen("", "", None, ""), urgency=Urgency.ACUTE, words="Han står her med en kniv.")
    received = driven.do(take_concern, confirmed(given))
    assert (received.gate, received.reference, received.words) == (
        Gate.ACUTE,
        "",
        "Han står her med en kniv.",
    )
    assert rows(driven) == before | {"acute_count": 1}


def test_a_citizen_of_another_municipality_leaves_reference_date_and_municipality(driven):
    before = rows(driven)
    received = driven.do(take_concern, confirmed(concern(citizen(municipality="Aarhus"))))
    assert (received.gate, received.reference) == (Gate.ELSEWHERE, "KE-2026-0001")
    assert received.words == "En vending, som ingen andre bruger."
    assert rows(driven) == before | {"referral": 1}
    with driven.service.sessions() as session:
        kept = session.scalars(select(Referral)).one()
    assert (kept.reference, kept.on, kept.municipality) == ("KE-2026-0001", date(2026, 11, 9), "Aarhus")


def test_a_municipality_that_holds_a_number_of_a_person_is_refused_and_nothing_kept(driven):
    before = rows(driven)
    with pytest.raises(UnknownMunicipality) as refused:
        driven.do(take_concern, confirmed(concern(citizen(municipality="Aarhus 010190-5001"))))
    assert refused.value.field == "citizen.municipality"
    assert "010190" not in str(refused.value)
    assert rows(driven) == before


@pytest.mark.parametrize(
    "written",
    ["København K", "kobenhavn", "københavns kommune", "Copenhagen", " Københavns  Kommune ", "101"],
)
def test_copenhagen_is_known_however_it_is_written(driven, written):
    assert driven.do(take_concern, confirmed(concern(citizen(municipality=written)))).gate is Gate.TAKEN


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        (concern(citizen(cpr="310290-5001")), ImpossibleCpr, "citizen.cpr"),
        (concern(citizen(cpr="010190")), ImpossibleCpr, "citizen.cpr"),
        (concern(citizen(cpr="0101905001x")), ImpossibleCpr, "citizen.cpr"),
        (concern(citizen(cpr="010190-1234")), CprOfTheLiving, "citizen.cpr"),
        (concern(citizen("Jens Jensen", "", date(2013, 5, 6))), LivingPerson, "citizen.born_on"),
        (concern(citizen("Jens Jensen", "", date(1900, 1, 1))), LivingPerson, "citizen.born_on"),
        (concern(citizen(municipality="Malmö")), UnknownMunicipality, "citizen.municipality"),
        (concern(citizen(cpr="")), CitizenUnclear, "citizen"),
        (concern(citizen(name=" ")), CitizenUnclear, "citizen"),
        (concern(citizen(municipality=" ")), CitizenUnclear, "citizen.municipality"),
        (concern(citizen(cpr="", born_on=date(2026, 11, 10))), CitizenUnclear, "citizen.born_on"),
        (concern(citizen(born_on=date(1990, 1, 1))), CitizenUnclear, "citizen.born_on"),
        (concern(theme="weather"), UnknownTheme, "theme"),
        (concern(purpose=" "), TextMissing, "purpose"),
        (concern(necessity=""), TextMissing, "necessity"),
        (concern(words="x" * 4001), TextTooLong, "words"),
        (concern(source="Nabo", source_kind=SourceKind.ANONYMOUS), SourceNamedAnonymous, "source"),
    ],
)
def test_a_concern_that_cannot_be_is_refused_by_field_and_nothing_is_kept(driven, given, refusal, field):
    before = rows(driven)
    with pytest.raises(refusal) as refused:
        driven.do(take_concern, confirmed(given))
    assert refused.value.field == field
    assert rows(driven) == before


@pytest.mark.parametrize(
    ("intake", "refusal"),
    [
        (Intake(concern(), PARTIES), NecessityUnconfirmed),
        (Intake(concern(), (), is_confirmed=True), NoPartiesConfirmed),
        (Intake(concern(), ("ssp", "nobody"), is_confirmed=True), NoPartiesConfirmed),
    ],
)
def test_asking_takes_named_parties_each_confirmed_as_necessary(driven, intake, refusal):
    before = rows(driven)
    with pytest.raises(refusal):
        driven.do(take_concern, intake)
    assert rows(driven) == before


def test_without_a_confirmed_meeting_no_concern_is_taken(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    with pytest.raises(NoMeetingAhead):
        driven.do(take_concern, confirmed())
    assert rows(driven)["case"] == 0


def test_a_party_that_nobody_can_reach_is_not_asked_and_nothing_is_half_written(start_on):
    driven = start_on(NOVEMBER)
    silent = (party("kf", has_contact=False, has_deputy=False),)
    set_everybody(driven, parties=(*(party(p) for p in PARTIES if p != "kf"), *silent))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    before = rows(driven)
    with pytest.raises(PartyUnreachable):
        driven.do(take_concern, confirmed())
    assert rows(driven) == before


def test_only_the_secretariat_takes_concerns(driven):
    for other in ("agency:ssp", "forum", "auditor"):
        with pytest.raises(NotAllowed):
            driven.do(take_concern, confirmed(), as_=other)


def test_for_a_young_child_fewer_parties_are_proposed_and_the_notification_is_kept(driven):
    taken = driven.do(take_concern, Intake(concern(BY_BIRTH), is_confirmed=True))
    case = driven.case(taken.reference)
    assert [k.party_id for k in case.lookups] == ["dks", "sof", "ssp"]
    assert (case.is_child, case.concerns[0].notification) == (True, Notification.PENDING)


def test_for_an_adult_all_parties_are_proposed_and_no_notification_is_asked_for(driven):
    taken = driven.do(take_concern, Intake(concern(), is_confirmed=True))
    case = driven.case(taken.reference)
    assert [k.party_id for k in case.lookups] == list(PARTIES)
    assert (case.is_child, case.concerns[0].notification) == (False, Notification.NOT_A_CHILD)


def test_from_the_fifteenth_birthday_all_parties_are_proposed(driven):
    def proposed(born_on):
        given = concern(citizen("Barn Prøvesen", "", born_on))
        taken = driven.do(take_concern, Intake(given, is_confirmed=True))
        return [k.party_id for k in driven.case(taken.reference).lookups]

    assert driven.do(proposed_parties, None) == list(PARTIES)
    assert proposed(date(2011, 11, 10)) == ["dks", "sof", "ssp"]
    assert proposed(date(2011, 11, 9)) == list(PARTIES)


def test_a_further_concern_is_attached_to_the_open_case_and_asks_nobody_again(driven):
    first = driven.do(take_concern, confirmed())
    further = driven.do(take_concern, confirmed(concern(words="Noget nyt.")))
    case = driven.case(first.reference)
    assert (further.gate, further.reference) == (Gate.ATTACHED, first.reference)
    assert (len(case.concerns), len(case.lookups), case.round) == (2, 5, 1)


def test_a_further_concern_asks_everybody_again_where_that_is_wanted(driven):
    first = driven.do(take_concern, confirmed())
    driven.do(take_concern, confirmed(asks_again=True))
    case = driven.case(first.reference)
    assert (len(case.lookups), case.round, len(case.standing)) == (10, 2, 5)


def test_the_same_citizen_is_recognised_by_name_and_birth_where_a_number_is_lacking(driven):
    first = driven.do(take_concern, confirmed(concern(citizen("Testa Prøvesen", "", date(1890, 1, 1)))))
    same = driven.do(take_concern, confirmed(concern(citizen("TESTA  proevesen", "", date(1890, 1, 1)))))
    other = driven.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "", date(1890, 1, 1)))))
    assert (same.gate, same.reference) == (Gate.ATTACHED, first.reference)
    assert other.gate is Gate.TAKEN


def test_until_the_police_have_cleared_a_case_nobody_else_hears_of_it(driven):
    taken = driven.do(take_concern, confirmed(needs_clearance=True))
    driven.play_until(local("2026-11-10"))
    assert [(t.occasion, t.to) for t in driven.told()] == [
        ("clearance_wanted", "kontakt.dks@moedeklar.invalid")
    ]
    assert driven.case(taken.reference).lookups == []


def test_a_cleared_case_is_asked_about_and_an_uncleared_one_ends(driven):
    cleared = driven.do(take_concern, confirmed(needs_clearance=True)).reference
    stopped = driven.do(
        take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), needs_clearance=True)
    ).reference
    driven.do(clear_case, cleared, Clearance(True, driven.case(cleared).revision), as_="agency:dks")
    driven.do(clear_case, stopped, Clearance(False, driven.case(stopped).revision), as_="agency:dks")
    assert [k.party_id for k in driven.case(cleared).lookups] == list(PARTIES)
    assert (driven.case(stopped).state, driven.case(stopped).close_reason) == (
        CaseState.CLOSED,
        "police_alone",
    )
    assert driven.case(stopped).lookups == []


def test_clearance_wished_for_at_intake_holds_until_the_parties_are_confirmed_later(driven):
    taken = driven.do(take_concern, Intake(concern(), needs_clearance=True))
    driven.do(
        confirm_parties, taken.reference, Confirmation(PARTIES, True, driven.case(taken.reference).revision)
    )
    assert driven.case(taken.reference).state is CaseState.AWAITING_CLEARANCE
    assert [m.occasion for m in driven.messages()] == ["clearance_wanted"]


def test_a_police_that_nobody_can_reach_is_no_reason_to_wait_forever(start_on):
    driven = start_on(NOVEMBER)
    silent = party("dks", has_contact=False, has_deputy=False)
    set_everybody(driven, parties=(*(party(p) for p in PARTIES if p != "dks"), silent))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    with pytest.raises(PartyUnreachable):
        driven.do(take_concern, confirmed(parties=("ssp",), needs_clearance=True))


def test_another_agency_than_the_police_sees_no_case_to_clear(driven):
    reference = driven.do(take_concern, confirmed(needs_clearance=True)).reference
    with pytest.raises(Absent):
        driven.do(clear_case, reference, Clearance(True, 1), as_="agency:ssp")


def test_a_decision_on_an_older_reading_is_refused_with_what_now_stands(driven):
    reference = driven.do(take_concern, Intake(concern())).reference
    revision = driven.case(reference).revision
    driven.do(confirm_parties, reference, Confirmation(("ssp",), True, revision))
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(confirm_parties, reference, Confirmation(("sof",), True, revision))
    assert refused.value.current == {"revision": revision + 1, "state": "asking"}
    assert [k.party_id for k in driven.case(reference).lookups] == ["ssp"]


def test_every_concern_read_is_recorded_with_reader_and_purpose(driven):
    driven.do(take_concern, confirmed())
    driven.do(take_concern, confirmed())
    assert [(e.actor, e.about, e.purpose) for e in driven.entries("find_case")] == [
        ("secretariat", "KE-2026-0001", "open case on the same citizen?")
    ]
