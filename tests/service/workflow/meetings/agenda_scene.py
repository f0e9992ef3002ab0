"""A planned autumn of the case body, with cases taken and answered as a test needs them."""

from datetime import date

from driven_service import local
from sample_people import KE, PARTIES, citizen, concern, confirmed, delegate, set_everybody

from agenda.access import actor_named
from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.agenda import agenda_read

NOVEMBER = local("2026-11-09")
CUT_OFF, ANSWERS_DUE, RELEASE = (
    local("2026-11-16", "16:00"),
    local("2026-11-19", "12:00"),
    local("2026-11-20", "12:00"),
)
CHILD = concern(citizen("Prøve Barnesen", "", date(2015, 5, 1)))
OTHER = concern(citizen("Anden Prøvesen", "020290-5002"))


def planned(start_on, *members):
    driven = start_on(NOVEMBER)
    set_everybody(driven, *(members or [delegate(party_id) for party_id in PARTIES]))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    return driven


def take(driven, given=None, parties=("ssp",)):
    return driven.do(take_concern, confirmed(given, parties=parties)).reference


def answer(driven, reference, party_id="ssp"):
    given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    driven.do(answer_lookup, driven.lookup(reference, party_id).id, given, as_=f"agency:{party_id}")


def nth(driven, number):
    return driven.meetings(KE)[number].id


def read(driven, meeting_id, as_="secretariat", **named):
    with driven.service.unit(actor_named(as_)) as unit:
        return agenda_read(unit, meeting_id, **named)


def headings(agenda):
    return [item.heading for item in agenda.items]
