import json
from datetime import timedelta

import pytest

from agenda.access import actor_named
from service.database.meetings.questions import meetings_listed
from service.workflow.agendas import compose_agenda
from service.workflow.meetings.changing import Times, add_extraordinary


@pytest.fixture
def composed(store):
    """The ids of two meetings that have an agenda, and of one that has none."""
    with store.sessions() as session:
        ids = [meeting.id for meeting in meetings_listed(session, "koordineringsenheden")][:3]
    with store.unit(actor_named("secretariat")) as unit:
        for meeting_id in ids[:2]:
            compose_agenda(unit, meeting_id, store.clock())
    return ids


def test_without_a_meeting_it_is_the_latest_that_has_one_on_standard_output(moedeklar, composed):
    named = moedeklar("agenda", composed[1], "--format", "json")
    latest = moedeklar("agenda", "--format", "json")
    assert (latest.exit_code, latest.stdout) == (0, named.stdout)
    assert json.loads(latest.stdout)["kind"] == "agenda"


def test_of_the_forum_it_is_read_as_its_own_office_reads_it(moedeklar, store, composed):
    forum, now = actor_named("forum"), store.clock()
    later = Times(now + timedelta(days=400), reason="Ekstraordinært")
    with store.unit(forum) as unit:
        meeting = add_extraordinary(unit, "medborgerforum", later, now)
        compose_agenda(unit, meeting.id, now)
    named = moedeklar("agenda", meeting.id, "--format", "json")
    latest = moedeklar("agenda", "--format", "json")
    assert (named.exit_code, latest.exit_code, latest.stdout) == (0, 0, named.stdout)
    assert "Medborgerforum" in named.stdout


def test_left_to_itself_it_is_html_in_danish(moedeklar, composed):
    shown = moedeklar("agenda").stdout
    assert shown.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert "Dagsorden: Koordineringsenheden" in shown


@pytest.mark.parametrize(
    ("wanted", "begins"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("html", b"<!DOCTYPE")]
)
def test_it_is_written_to_a_file(moedeklar, composed, tmp_path, wanted, begins):
    file = tmp_path / f"out.{wanted}"
    written = moedeklar("agenda", composed[0], "--format", wanted, "--output", str(file))
    assert (written.exit_code, written.output, file.read_bytes()[: len(begins)]) == (0, "", begins)


def test_a_file_that_cannot_be_written_is_told_in_one_line(moedeklar, composed, tmp_path):
    refused = moedeklar("agenda", "--output", str(tmp_path / "nowhere" / "a.html"))
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert "No such file or directory" in refused.output


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nobody"], "meeting: read the list of meetings for its id"),
        (["--format", "odt"], "'odt' is not one of 'html', 'pdf', 'docx', 'json'"),
    ],
)
def test_what_there_is_none_of_is_refused(moedeklar, composed, asked, told):
    refused = moedeklar("agenda", *asked)
    assert (refused.exit_code, told in refused.output) == (2, True)


def test_a_meeting_without_an_agenda_and_a_house_without_any_are_told(moedeklar, composed):
    refused = moedeklar("agenda", composed[2])
    assert (refused.exit_code, "agenda: there is no agenda of the meeting" in refused.output) == (2, True)


def test_a_house_without_any_is_told(moedeklar, store):
    refused = moedeklar("agenda")
    assert (refused.exit_code, "agenda: no meeting has an agenda yet" in refused.output) == (2, True)
