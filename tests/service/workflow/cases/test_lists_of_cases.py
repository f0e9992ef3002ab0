"""Cases are listed open and closed, each reader has their own, and each reading is recorded with its purpose."""

from datetime import date, timedelta

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, delegate, set_everybody

from agenda.access import actor_named
from agenda.cases.case import CloseReason
from agenda.cases.concern import TextMissing
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.errors import NotAllowed
from agenda.paging import PageWanted
from notifications.leaks import PersonalDataFound
from service.database.cases.listing import CasesWanted
from service.workflow.agendas import compose_agenda
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import Intake, take_concern
from service.workflow.cases.listing import NoReferenceBeginsSo, list_cases
from service.workflow.meetings.excluding import exclude

CLOSED, PURPOSE = CasesWanted(is_open=False), "gøre status"
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
NO_CONVERSATION = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Ingen grund til mere.")
CPRS = {"Testa": "010190-5001", "Fiktiva": "020280-6002", "Opdigta": "030370-7003"}


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


def taken(driven, name, parties, **named):
    about = concern(citizen(f"{name} Prøvesen", CPRS[name]))
    return driven.do(take_concern, confirmed(about, parties=parties, **named)).reference


@pytest.fixture
def three(driven):
    """The first is decided at its meeting and closed so, the second closed on the day before, the third open."""
    first, second = taken(driven, "Testa", ("ssp",)), taken(driven, "Fiktiva", ("sof",))
    driven.do(answer_lookup, driven.lookup(first, "ssp").id, NOTHING, as_="agency:ssp")
    driven.do(answer_lookup, driven.lookup(second, "sof").id, NOTHING, as_="agency:sof")
    driven.play_until(local("2026-11-23", "10:00"))
    driven.do(close_case, second, Closing(CloseReason.MOVED_AWAY, driven.case(second).revision))
    driven.play_until(local("2026-11-24", "11:00"))
    case = driven.case(first)
    driven.do(record_outcome, first, Decision(case.meeting_id, NO_CONVERSATION, case.revision))
    return first, second, taken(driven, "Opdigta", ("ssp", "sof"))


def listed(driven, wanted=CLOSED, purpose=PURPOSE, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        page = list_cases(unit, wanted, purpose, driven.now)
        return [one.case.reference for one in page.rows]


def rows(driven, wanted=CLOSED, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        return list_cases(unit, wanted, PURPOSE, driven.now)


def test_what_is_closed_is_listed_the_newest_first_and_what_is_open_by_reference(driven, three):
    first, second, third = three
    assert listed(driven) == [first, second]
    assert listed(driven, CasesWanted(), "") == [third]


def test_a_closed_case_bears_its_reason_and_the_newest_outcome(driven, three):
    found = [(one.case.close_reason, one.outcome) for one in rows(driven).rows]
    assert found == [("no_conversation", OutcomeKind.NO_CONVERSATION), ("moved_away", None)]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"reference": "KE-2026-0002"}, [1]),
        ({"reference": "KE-2026-000"}, [0, 1]),
        ({"reference": "KE-2027"}, []),
        ({"reason": CloseReason.MOVED_AWAY}, [1]),
        ({"outcome": OutcomeKind.NO_CONVERSATION}, [0]),
        ({"outcome": OutcomeKind.CONVERSATION}, []),
        ({"since": local("2026-11-24", "00:00")}, [0]),
        ({"before": local("2026-11-24", "00:00")}, [1]),
        ({"since": local("2026-11-23", "10:00"), "before": local("2026-11-23", "10:00:01")}, [1]),
    ],
)
def test_the_list_is_narrowed_by_reference_period_and_outcome(driven, three, narrowed, found):
    wanted = CasesWanted(is_open=False, **narrowed)
    assert listed(driven, wanted) == [three[at] for at in found]


@pytest.mark.parametrize("typed", ["%", "KE-2026-0_02", "Testa", "010190-5001"])
def test_what_no_reference_begins_with_is_refused(driven, three, typed):
    with pytest.raises(NoReferenceBeginsSo):
        listed(driven, CasesWanted(is_open=False, reference=typed))


def test_it_comes_in_pages_and_each_page_says_how_many_there_are(driven, three):
    first, second, _ = three
    pages = [rows(driven, CasesWanted(is_open=False, page=PageWanted(n, 1))) for n in (1, 2, 3)]
    assert [[one.case.reference for one in page.rows] for page in pages] == [[first], [second], []]
    assert [(page.total, page.next_number) for page in pages] == [(2, 2), (2, None), (2, None)]


def test_an_agency_has_the_cases_it_was_asked_about_and_no_others(driven, three):
    first, second, third = three
    seen = {
        party: (listed(driven, as_=f"agency:{party}"), opened(driven, party))
        for party in ("ssp", "sof", "kf")
    }
    assert seen == {"ssp": ([first], [third]), "sof": ([second], [third]), "kf": ([], [])}


def opened(driven, party):
    return listed(driven, CasesWanted(), "", f"agency:{party}")


def test_of_an_open_case_an_agency_learns_neither_who_else_is_asked_nor_how_far_they_are(driven, three):
    third = three[2]
    driven.do(answer_lookup, driven.lookup(third, "sof").id, NOTHING, as_="agency:sof")
    (own,), (office,) = rows(driven, CasesWanted(), "agency:sof").rows, rows(driven, CasesWanted()).rows
    assert (own.parties, own.readiness) == (("sof",), "ready")
    assert (office.parties, office.readiness) == (("sof", "ssp"), "waiting")


def test_whoever_is_kept_out_of_a_case_does_not_find_it_in_a_list(driven, three):
    third = three[2]
    meeting = driven.meetings(KE)[1]
    agenda = driven.do(compose_agenda, meeting.id)
    item = next(one.id for one in agenda.items if one.about == third)
    attendee = next(a.id for a in driven.attendees(meeting.id) if a.email.startswith("medlem.ssp"))
    driven.do(exclude, meeting.id, item, attendee)
    assert (opened(driven, "ssp"), opened(driven, "sof")) == ([], [third])


def test_the_police_find_what_they_are_to_clear(driven):
    about = concern(citizen("Testa Prøvesen", CPRS["Testa"]))
    intake = Intake(about, ("ssp",), is_confirmed=True, needs_clearance=True)
    reference = driven.do(take_concern, intake).reference
    assert (opened(driven, "dks"), opened(driven, "ssp")) == ([reference], [])


def test_each_case_on_the_page_is_recorded_as_read_with_its_purpose_and_no_other(driven, three):
    first, second, _ = three
    driven.clock.now += timedelta(minutes=1)
    listed(driven, CasesWanted(is_open=False, page=PageWanted(1, 1)))
    read = [(e.about, e.purpose) for e in driven.entries("list_case") if e.at == driven.now]
    assert read == [(first, PURPOSE)]
    assert second not in dict(read)


@pytest.mark.parametrize(("purpose", "refusal"), [("", TextMissing), ("Om 010190-5001", PersonalDataFound)])
def test_without_a_purpose_free_of_persons_no_closed_case_is_listed(driven, three, purpose, refusal):
    before = len(driven.entries("list_case"))
    with pytest.raises(refusal):
        listed(driven, purpose=purpose)
    assert len(driven.entries("list_case")) == before


def test_the_forums_office_and_the_auditor_list_no_case(driven, three):
    for role in ("forum", "auditor"):
        with pytest.raises(NotAllowed):
            listed(driven, as_=role)


def test_the_day_of_the_list_is_a_day_of_the_wall_clock(driven, three):
    assert date(2026, 11, 24) == driven.calendar.local(driven.case(three[0]).closed_at).date()
