"""What an agency is told of a request is measured by what it has been told of it before."""

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, contact_of, deputy_of, set_everybody

from agenda.cases.case import CloseReason
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.meetings.party import ContactRole
from notifications.carrier import InDoubt
from notifications.message import State
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.intake import take_concern
from service.workflow.cases.placing import OntoMeeting, move_case
from service.workflow.people import PersonGiven, replace_contact

ANOTHER = citizen("Anden Eksempelborg", "020290-5002")
CONFLICT = AnswerGiven(AnswerKind.CONFLICT_OF_INTEREST)
NEW = PersonGiven("Ny Kontakt", "ny.kontakt@ssp.example")


class Lost:
    """Whether what it was given went out, nobody can say."""

    def send(self, _parcel):
        raise InDoubt

    def find(self, _key):
        return True


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


@pytest.fixture
def reference(driven):
    return driven.do(take_concern, confirmed(concern(), parties=("ssp",))).reference


def later(driven, at):
    driven.clock.now = local("2026-11-09", at)


def close(driven, reference):
    driven.do(close_case, reference, Closing(CloseReason.OPENED_IN_ERROR, driven.case(reference).revision))


def onto_another(driven, reference):
    driven.do(correct, reference, Correction(ANOTHER, driven.case(reference).revision, is_same=False))


def told(driven):
    return [(one.occasion, one.to) for one in driven.told() if one.occasion.startswith("lookup")]


def test_who_was_never_told_of_a_request_is_not_told_that_it_is_withdrawn(driven, reference):
    close(driven, reference)
    driven.at(local("2026-11-09", "09:10"))
    assert told(driven) == []


def test_who_was_told_of_it_is(driven, reference):
    driven.tick()
    later(driven, "09:05")
    close(driven, reference)
    driven.tick()
    assert told(driven) == [("lookup_request", contact_of("ssp")), ("lookup_withdrawn", contact_of("ssp"))]


def test_and_who_may_have_been(driven, reference):
    driven.send_by(Lost())
    driven.tick()
    assert [one.state for one in driven.messages("lookup_request")] == [State.IN_DOUBT]
    later(driven, "09:05")
    close(driven, reference)
    assert [one.recipient_email for one in driven.messages("lookup_withdrawn")] == [contact_of("ssp")]


def test_a_request_that_is_corrected_before_it_goes_out_is_told_once_as_it_stands(driven, reference):
    later(driven, "09:05")
    onto_another(driven, reference)
    driven.at(local("2026-11-09", "09:20"))
    assert told(driven) == [("lookup_request", contact_of("ssp"))]


def test_so_is_one_whose_deadline_moves_before_it_goes_out(driven, reference):
    case = driven.case(reference)
    onto = max(driven.meetings(KE), key=lambda meeting: meeting.starts_at)
    driven.do(move_case, reference, OntoMeeting(onto.id, "Flyttet", case.revision))
    driven.at(local("2026-11-10"))
    assert told(driven) == [("lookup_request", contact_of("ssp"))]


def test_the_contact_that_takes_over_meanwhile_is_told_of_it_alone(driven, reference):
    later(driven, "09:05")
    driven.do(replace_contact, "ssp", ContactRole.CONTACT, (NEW, driven.now.date()))
    onto_another(driven, reference)
    driven.at(local("2026-11-09", "09:06"))
    assert told(driven) == [("lookup_request", NEW.email)]


def test_a_deputy_is_told_of_no_withdrawal_before_the_request(driven, reference):
    driven.tick()
    later(driven, "09:05")
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, CONFLICT, as_="agency:ssp")
    close(driven, reference)
    driven.at(local("2026-11-09", "09:10"))
    assert [to for _, to in told(driven) if to == deputy_of("ssp")] == []


def test_who_had_answered_before_the_mail_went_out_is_told_that_the_request_is_corrected(driven, reference):
    nothing = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, nothing, as_="agency:ssp")
    later(driven, "09:05")
    onto_another(driven, reference)
    driven.at(local("2026-11-09", "09:10"))
    assert ("lookup_corrected", contact_of("ssp")) in told(driven)
