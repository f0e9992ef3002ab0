"""Agendas leave as files: with references and headings, for whoever may read them, and never with a person in them."""

import io
import json

import pytest
from docx import Document
from driven_service import local
from sample_people import FORUM, KE, concern, confirmed, member, set_everybody

from agenda.access import actor_named
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.errors import Absent
from agenda.meetings.meeting import Meeting
from notifications.files import Format
from notifications.leaks import PersonalDataFound
from service.database.meetings.agendas import NoSuchAgenda
from service.workflow.agendas import compose_agenda
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.meetings.document import Wanted, agenda_file

PERSONAL = ("Testa", "Prøvesen", "010190", "En vending", "Har skiftet omgangskreds")


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.plan(FORUM, "2027-01-01", "2027-06-30")
    driven.do(take_concern, confirmed(concern(), parties=("ssp",)))
    given = AnswerGiven(AnswerKind.RELEVANT, ("Har skiftet omgangskreds",))
    driven.do(answer_lookup, driven.lookup("KE-2026-0001", "ssp").id, given, as_="agency:ssp")
    return driven


def fetch(driven, wanted=Format.HTML, body=KE, as_="secretariat", language="da"):
    return driven.do(agenda_file, driven.meetings(body)[0].id, Wanted(wanted, language), as_=as_)


def test_the_file_holds_the_reference_and_the_headings_and_nothing_of_the_person(driven):
    driven.play_until(local("2026-11-20", "12:00"))
    shown = fetch(driven).content.decode()
    said = ("Velkomst og erklæring om fortrolighed", "KE-2026-0001 (ny sag)", "rpl. § 115, stk. 2")
    assert ([w for w in said if w not in shown], [w for w in PERSONAL if w in shown]) == ([], [])


@pytest.mark.parametrize("wanted", Format)
def test_it_is_named_by_body_and_day_in_every_format(driven, wanted):
    driven.play_until(local("2026-11-20", "12:00"))
    file = fetch(driven, wanted)
    assert (file.name, file.format) == (f"agenda-koordineringsenheden-2026-11-24.{wanted}", wanted)


def test_the_word_file_and_the_json_say_the_same(driven):
    driven.play_until(local("2026-11-20", "12:00"))
    table = Document(io.BytesIO(fetch(driven, Format.DOCX).content)).tables[0]
    tree = json.loads(fetch(driven, Format.JSON).content)
    assert [row.cells[0].text for row in table.rows[1:]] == [str(item["number"]) for item in tree["items"]]
    assert [item["heading"] for item in tree["items"]][1] == "KE-2026-0001"


def test_each_file_is_kept_in_the_record(driven):
    driven.do(compose_agenda, driven.meetings(KE)[0].id)
    fetch(driven, Format.PDF)
    (entry,) = driven.entries("export_agenda")
    assert (entry.actor, entry.about, entry.facts) == (
        "secretariat",
        driven.meetings(KE)[0].id,
        {"format": "pdf"},
    )


def test_an_agency_fetches_what_is_released_and_no_draft(driven):
    driven.do(compose_agenda, driven.meetings(KE)[0].id)
    with pytest.raises(NoSuchAgenda):
        fetch(driven, as_="agency:ssp")
    driven.play_until(local("2026-11-20", "12:00"))
    assert b"KE-2026-0001" in fetch(driven, as_="agency:ssp").content


def test_the_forum_fetches_its_own_and_not_that_of_the_cases(driven):
    driven.do(compose_agenda, driven.meetings(FORUM)[0].id, as_="forum")
    driven.do(compose_agenda, driven.meetings(KE)[0].id)
    assert "efterforskning" not in fetch(driven, body=FORUM, as_="forum").content.decode()
    with pytest.raises(Absent):
        fetch(driven, as_="forum")


def test_a_name_that_has_come_in_keeps_the_file_from_leaving(driven):
    meeting = driven.meetings(KE)[0]
    driven.do(compose_agenda, meeting.id)
    with driven.service.unit(actor_named("secretariat")) as unit:
        unit.session.get_one(Meeting, meeting.id).place = "Hos Testa Prøvesen"
    with pytest.raises(PersonalDataFound):
        fetch(driven, Format.PDF)
