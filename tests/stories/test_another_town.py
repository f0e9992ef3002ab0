"""The demo is played as another town, and all that is then written, shown or said is read for a trace of ours."""

import re
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from another_town import ONE_MORE, POLICE, SETTINGS, traces
from click.testing import CliRunner
from whole_house import House

from service.app import Surroundings, open_service
from service.cli.main import SUBCOMMANDS, main
from service.demo.player import DrivenClock
from service.logs import set_up_logs

UNTIL = datetime.fromisoformat("2027-03-25T13:00:00+01:00")
ROLES = ("secretariat", "forum", "auditor", f"agency:{POLICE}", f"agency:{ONE_MORE}")
PRIVATE = re.compile(r"/m/([bcdfghjkmnpqrstv]{32,})")
ANSWERED = {200, 302, 403, 404, 409}
OF_ANOTHER_MEETING = re.compile(
    r"/cases/[^/]+/(minutes|outcomes)/"
)  # there every case is tried with every meeting
COMMANDS = (
    ("plan", "borgerenheden"),
    ("plan", "dialograad", "--json"),
    ("readiness",),
    ("upcoming",),
    ("upcoming", "--office", "forum", "--days", "300"),
    ("outbox",),
    ("check",),
    ("agenda", "--format", "html"),
    ("token", "--as", "forum"),
)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The folder of the demo, and what the command told and logged."""
    folder = tmp_path_factory.mktemp("town")
    file = folder / "egne.toml"
    file.write_text(SETTINGS, encoding="utf-8")
    arguments = ["--dir", str(folder / "demo"), "--config", str(file), "--until", UNTIL.isoformat()]
    result = CliRunner().invoke(main, ["demo", "--no-serve", *arguments])
    assert result.exit_code == 0, result.output
    return folder / "demo", result.output


@pytest.fixture(scope="module")
def folder(played):
    return played[0]


@pytest.fixture
def service(folder):
    service = open_service(Surroundings(folder, folder / "demo.toml", {}, DrivenClock(UNTIL)))
    yield service
    service.engine.dispose()


@pytest.fixture
def moedeklar(folder):
    def run(command, *arguments):
        beside = [] if command == "plan" else ["--dir", str(folder)]  # that one needs no database
        where = [*beside, "--config", str(folder / "demo.toml")]
        return CliRunner().invoke(main, [command, *arguments, *where])

    return run


def mails_of(folder):
    return sorted((folder / "outbox").glob("*.eml"))


def readable(mail):
    """A mail as it lies there, and what people read of it: the encodings of mails hide words from a search."""
    message = message_from_bytes(mail, policy=default)
    parts = [part.get_payload(decode=True) or b"" for part in message.walk()]
    headers = "\n".join(f"{name}: {value}" for name, value in message.items())
    return "\n".join(
        [mail.decode("utf-8", "replace"), headers, *(p.decode("utf-8", "replace") for p in parts)]
    )


def read(shown):
    """The words of an answer; those of a Word document lie packed, and those of a PDF are its HTML's."""
    if not shown.content.startswith(b"PK"):
        return shown.text
    with ZipFile(BytesIO(shown.content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_what_the_demo_tells_is_the_towns_own(played):
    _, told = played
    assert traces(told) == []
    assert "foreslår Borgerenhedens møder" in told
    assert "møde i Dialogråd Syd" in told
    assert "OD-2027-0001" in told


def test_no_mail_and_no_invitation_bears_a_trace(folder):
    mails = {path.name: readable(path.read_bytes()) for path in mails_of(folder)}
    assert len(mails) > 100
    assert {name: found for name, text in mails.items() if (found := traces(text))} == {}


def test_every_mail_is_signed_by_the_sender_of_the_settings(folder):
    unsigned = [
        path.name
        for path in mails_of(folder)
        if "Prøvestedet, Odense Kommune" not in readable(path.read_bytes())
    ]
    assert unsigned == []


@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_answer_of_the_api_bears_a_trace(service, role):
    everything = list(House(service).everything(role))
    assert {each.status for each in everything if not OF_ANOTHER_MEETING.search(each.address)} <= ANSWERED
    assert len([each for each in everything if each.status == 200]) > 5
    assert {each.address: found for each in everything if (found := traces(read(each)))} == {}


def test_no_members_page_bears_a_trace(folder, service):
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in mails_of(folder)]
    plain = [
        part.get_content()
        for mail in mails
        for part in mail.walk()
        if part.get_content_type() == "text/plain"
    ]
    links = {link for text in plain for link in PRIVATE.findall(text)}
    pages = list(House(service).private_pages(sorted(links)))
    assert {page.status for page in pages} == {200}
    assert [found for page in pages if (found := traces(read(page)))] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_tells_a_trace(moedeklar, command):
    result = moedeklar(*command)
    assert (result.exit_code, traces(result.output)) == (0, [])


@pytest.mark.parametrize("command", [one.name for one in SUBCOMMANDS])
def test_no_help_of_a_command_speaks_of_a_town(command):
    assert traces(CliRunner().invoke(main, [command, "--help"]).output) == []


def test_nothing_lies_in_the_database_or_beside_it(folder):
    texts = {
        path.name: path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir() if path.is_file()
    }
    assert {"moedeklar.db", "demo.toml"} <= texts.keys()
    own = texts.pop("demo.toml")
    assert {name: found for name, text in texts.items() if (found := traces(text))} == {}
    assert "[bodies.medborgerforum]\nactive = false" in own


def test_a_day_more_of_the_clock_logs_no_trace(service):
    told = StringIO()
    set_up_logs(told)
    service.tick()
    assert traces(told.getvalue()) == []
