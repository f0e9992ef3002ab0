"""The forum's topics and materials over the API: what is taken, and what is refused in words."""

import http.client
import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from driven_service import local
from sample_people import FORUM, set_everybody
from served import SOON, Served

from agenda.access import actor_named
from service.web.authentication import token_for

PIECE = bytes(65_536)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
BYTES = "application/octet-stream"


def zipped(*names, **texts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parts:
        for name in names:
            parts.writestr(name, texts.get(name, ""))
    return made.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
ODT = "application/vnd.oasis.opendocument.text"
RENAMED = {
    "[Content_Types].xml": '<Override PartName="/word/a.dat" ContentType="application/vnd.ms-office.vbaProject"/>'
}
BOMB = zipped(
    "[Content_Types].xml", "word/document.xml", "word/media/a", **{"word/media/a": "0" * 200_000_001}
)
DOCM = zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


@pytest.fixture
def meeting(planned):
    plan = planned.post(
        "/api/v1/plans", {"body": "medborgerforum", "from": "2027-01-01", "to": "2027-12-31"}, "forum"
    )
    plan = plan.get_json()
    planned.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    listed = planned.get("/api/v1/meetings?body=medborgerforum").get_json()["meetings"]
    return listed[0]["id"]


def send(planned, meeting, name, content, role="forum", **named):
    named = {"content_type": BYTES, **named}
    path = f"/api/v1/forum/meetings/{meeting}/materials?name={name}"
    return planned.call("POST", path, None, role, data=content, **named)


def told(response):
    problem = response.get_json()
    return response.status_code, problem["type"].rpartition(":")[2], problem.get("field", "")


def materials(planned, meeting):
    listed = planned.get(f"/api/v1/forum/meetings/{meeting}/materials", "forum").get_json()["materials"]
    return [one["file_name"] for one in listed]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("oplaeg.pdf", PDF),
        ("oplaeg.PDF", PDF),
        ("kort.png", PNG),
        ("tekst.txt", "Første linje\næøå".encode()),
        ("oplaeg.docx", DOCX),
        ("oplaeg.odt", zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text")),
    ],
)
def test_a_file_that_is_what_it_says_is_taken_and_given_back_as_it_was(planned, meeting, name, content):
    taken = send(planned, meeting, name, content)
    assert (taken.status_code, taken.get_json()["size"]) == (201, len(content))
    given = planned.get(f"/api/v1/forum/materials/{taken.get_json()['id']}/file", "forum")
    assert (given.data, given.headers["X-Content-Type-Options"]) == (content, "nosniff")
    assert given.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "told_as"),
    [
        ("dagsorden.pdf", "attachment; filename=dagsorden.pdf"),
        ("Oplæg.pdf", "attachment; filename=Oplaeg.pdf; filename*=UTF-8''Opl%C3%A6g.pdf"),
        ("Τέχνη.pdf", "attachment; filename=.pdf; filename*=UTF-8''%CE%A4%CE%AD%CF%87%CE%BD%CE%B7.pdf"),
    ],
)
def test_a_file_is_given_back_under_its_name_whatever_the_letters(planned, meeting, name, told_as):
    taken = send(planned, meeting, name, PDF).get_json()
    given = planned.get(f"/api/v1/forum/materials/{taken['id']}/file", "forum")
    assert given.headers["Content-Disposition"] == told_as
    assert given.headers["Content-Disposition"].isascii()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("oplaeg.pdf", b"MZ\x90\x00\x03\x00\x00\x00", "disguised-file"),
        ("oplaeg.pdf", b"<html><script>", "disguised-file"),
        ("oplaeg.pdf", PNG, "disguised-file"),
        ("oplaeg.docx", PDF, "disguised-file"),
        ("oplaeg.docx", zipped("evil.exe"), "disguised-file"),
        ("oplaeg.docx", DOCM, "disguised-file"),
        (
            "oplaeg.docx",
            zipped("[Content_Types].xml", "word/document.xml", "WORD/VBAPROJECT.BIN"),
            "disguised-file",
        ),
        ("oplaeg.docx", zipped("[Content_Types].xml", "word/document.xml", **RENAMED), "disguised-file"),
        (
            "tal.xlsx",
            zipped("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/a.xml"),
            "disguised-file",
        ),
        (
            "oplaeg.docx",
            zipped("[Content_Types].xml", "word/document.xml", "word/activeX/a.bin"),
            "disguised-file",
        ),
        ("oplaeg.odt", zipped("mimetype", "Scripts/python/a.py", mimetype=ODT), "disguised-file"),
        ("oplaeg.docx", BOMB, "disguised-file"),
        ("oplaeg.docx", b"PK\x03\x04 and no more", "disguised-file"),
        ("oplaeg.odt", DOCX, "disguised-file"),
        ("tekst.txt", b"\x00\x01", "disguised-file"),
        ("oplaeg.exe", b"MZ", "file-type-not-allowed"),
        ("oplaeg.svg", b"<svg/>", "file-type-not-allowed"),
        ("oplaeg.pdf.exe", PDF, "file-type-not-allowed"),
        ("oplaeg", PDF, "file-name-unclear"),
        (".pdf", PDF, "file-name-unclear"),
        ("..%2Foplaeg.pdf", PDF, "file-name-unclear"),
        ("a%22b.pdf", PDF, "file-name-unclear"),
        ("010190-5001.pdf", PDF, "personal-data-found"),
    ],
)
def test_a_file_that_is_not_is_refused_and_nothing_is_kept(planned, meeting, name, content, code):
    refused = send(planned, meeting, name, content)
    assert told(refused)[:2] == (422, code)
    assert materials(planned, meeting) == []


def test_an_empty_file_is_none(planned, meeting):
    assert told(send(planned, meeting, "tom.txt", b""))[:2] == (422, "file-is-empty")


def test_a_file_a_little_too_large_is_refused_with_the_size_that_is_taken(planned, meeting):
    refused = send(planned, meeting, "stor.pdf", PDF + bytes(10_000_000))
    assert (told(refused), "10 MB" in refused.get_json()["detail"]) == ((422, "file-too-large", "file"), True)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_hundred_megabytes_are_refused_in_words_and_never_held(served_forum, chunked):
    """Whether it says how long it is, or turns out to be; whoever sends it gets to read the answer."""
    served, token, meeting = served_forum
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=SOON)
    length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(1600 * len(PIECE))}
    headers = {"Authorization": f"Bearer {token}", "Content-Type": BYTES, **length}
    path = f"/api/v1/forum/meetings/{meeting}/materials?name=stor.pdf"
    line.request("POST", path, (PIECE for _ in range(1600)), headers, encode_chunked=chunked)
    answer = line.getresponse()
    assert (answer.status, b"10 MB" in answer.read()) == (413, True)
    most = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{served.process.pid}/status").read_text())
    assert int(most[1]) < 250_000
    line.request("GET", path.partition("?")[0], headers={"Authorization": f"Bearer {token}"})
    assert line.getresponse().read() == b'{"materials":[]}'
    line.close()


@pytest.fixture
def served_forum(tmp_path, new_service):
    folder = tmp_path / "vink"
    driven = new_service(local("2026-11-24"), folder=folder)
    driven.clock.now = datetime.now(UTC)
    set_everybody(driven)
    year = driven.now.year + 1
    meeting = driven.plan(FORUM, f"{year}-01-01", f"{year}-12-31")[0]
    token = token_for(driven.service, actor_named("forum"))
    driven.service.engine.dispose()
    served = Served(folder).start().up()
    yield served, token, meeting.id
    served.stop()


def test_another_content_type_is_told_as_such(planned, meeting):
    refused = send(planned, meeting, "oplaeg.pdf", PDF, content_type="text/plain")
    assert told(refused)[:2] == (415, "unsupported-media-type")


def test_elsewhere_a_megabyte_is_still_the_most(planned, meeting):
    topic = {"title": "Et emne", "about": "x" * 1_100_000}
    refused = planned.post(f"/api/v1/forum/meetings/{meeting}/topics", topic, "forum")
    assert (refused.status_code, "1 MB" in refused.get_json()["detail"]) == (413, True)


def test_a_material_can_be_removed_and_is_gone(planned, meeting):
    material = send(planned, meeting, "oplaeg.pdf", PDF).get_json()["id"]
    planned.call("DELETE", f"/api/v1/forum/materials/{material}", None, "forum")
    assert planned.get(f"/api/v1/forum/materials/{material}/file", "forum").status_code == 404


def test_a_meeting_of_the_cases_takes_no_material_and_looks_absent(planned, meeting):
    own = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    refused = [send(planned, one, "oplaeg.pdf", PDF) for one in (own, "nobody")]
    assert (refused[0].status_code, refused[0].data) == (404, refused[1].data)


def test_two_who_decide_on_one_topic_at_once_do_not_overwrite_each_other(planned, meeting):
    given = {"title": "Unge i foreningslivet"}
    topic = planned.post(f"/api/v1/forum/meetings/{meeting}/topics", given, "forum").get_json()
    decision = {"decision": "accepted", "revision": topic["revision"]}
    path = f"/api/v1/forum/topics/{topic['id']}/decision"
    planned.post(path, decision, "forum")
    second = planned.post(path, {**decision, "decision": "declined", "reply": "Nej"}, "forum")
    assert (told(second), second.get_json()["current"]["state"]) == (
        (409, "changed-meanwhile", "revision"),
        "accepted",
    )
