"""What a status of Graph's means: nothing happened, nobody knows, or never."""

from datetime import timedelta

import pytest
import requests

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.graph.verdicts import Absent, Ask, Duplicate, Expired, on_status

WRITES = Ask("PATCH", "/users/vink@example.dk/events/1", content={})
READS = Ask("GET", "/users/vink@example.dk/events/1")
QUARTER = timedelta(minutes=15)


def answered(status, **headers):
    response = requests.Response()
    response.status_code = status
    response.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return response


def verdict(status, ask=WRITES, body=b"", **headers):
    return on_status(answered(status, **headers), body, ask)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, NotSent),
        (304, NotSent),
        (400, Refused),
        (401, NotSent),
        (403, NotSent),
        (404, Absent),
        (408, InDoubt),
        (409, Duplicate),
        (410, Expired),
        (412, InDoubt),
        (413, Refused),
        (415, Refused),
        (422, Refused),
        (423, NotSent),
        (429, NotSent),
        (500, InDoubt),
        (502, InDoubt),
        (503, InDoubt),
        (504, InDoubt),
        (507, InDoubt),
    ],
)
def test_each_status_has_one_meaning(status, kind):
    assert type(verdict(status)) is kind


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_what_only_reads_has_done_nothing(status):
    assert type(verdict(status, READS)) is NotSent


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("12", timedelta(seconds=12)),
        ("0", timedelta()),
        ("Tue, 08 Dec 2026 08:00:30 GMT", timedelta(seconds=30)),
        ("Tue, 08 Dec 2026 07:00:00 GMT", timedelta()),
        ("999999999999", timedelta(days=1)),
        ("snart", None),
        ("-3", None),
        ("", None),
    ],
)
def test_a_wish_to_wait_is_seconds_or_a_moment_of_the_servers_own_clock(said, wait):
    headers = {"Retry_After": said, "Date": "Tue, 08 Dec 2026 08:00:00 GMT"}
    assert [verdict(status, **headers).retry_after for status in (429, 503)] == [wait, wait]


def test_a_moment_without_the_servers_clock_is_no_wish():
    assert verdict(429, Retry_After="Tue, 08 Dec 2026 08:00:30 GMT").retry_after is None


@pytest.mark.parametrize(
    ("path", "permission"),
    [
        ("/users/vink@example.dk/events/1", "Calendars.ReadWrite"),
        ("/users/vink@example.dk/calendar/getSchedule", "Calendars.ReadWrite"),
        ("/users/vink@example.dk/messages", "Mail.ReadWrite"),
        ("/users/vink@example.dk/mailFolders/inbox/messages", "Mail.ReadWrite"),
        ("/users/vink@example.dk/messages/1/send", "Mail.Send"),
    ],
)
def test_a_denial_names_the_permission_that_is_missing(path, permission):
    denial = verdict(403, Ask("POST", path), b'{"error": {"code": "ErrorAccessDenied"}}')
    said = f"Graph denies access (403 ErrorAccessDenied): {permission} is missing, or does not reach this mailbox"
    assert (str(denial), denial.retry_after) == (said, QUARTER)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            b'{"error": {"code": "ErrorInvalidRecipients", "message": "ssp@example.dk"}}',
            "400 ErrorInvalidRecipients",
        ),
        (b'{"error": {"code": "ssp@example.dk"}}', "400"),
        (b'{"error": "ssp@example.dk"}', "400"),
        (b"<html>", "400"),
        (b"\xff", "400"),
    ],
)
def test_a_refusal_says_the_code_and_no_address(body, reason):
    assert verdict(400, body=body).reason == reason


def test_an_id_of_another_make_is_no_item():
    assert type(verdict(400, body=b'{"error": {"code": "ErrorInvalidIdMalformed"}}')) is Absent
