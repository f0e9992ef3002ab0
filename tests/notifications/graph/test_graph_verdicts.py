"""What a status of Graph's means: nothing happened, nobody knows, or never."""

import json
from datetime import timedelta

import pytest
import requests

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.graph.verdicts import Absent, Ask, Duplicate, Expired, Unknown, on_status

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
        (400, Unknown),
        (401, NotSent),
        (403, NotSent),
        (404, Unknown),
        (408, InDoubt),
        (409, Unknown),
        (410, Unknown),
        (412, InDoubt),
        (413, Refused),
        (415, Unknown),
        (422, Unknown),
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


def test_an_item_is_there_before_or_no_longer_only_where_that_was_asked():
    makes = Ask("POST", "/users/vink@example.dk/events", content={})
    assert [type(verdict(409, makes)), type(verdict(410, READS))] == [Duplicate, Expired]


def code(name):
    return json.dumps({"error": {"code": name, "message": "ssp@example.dk"}}).encode()


@pytest.mark.parametrize("ask", [WRITES, READS])
@pytest.mark.parametrize(
    "name",
    ["MailboxNotEnabledForRESTAPI", "mailboxNotEnabledForRESTAPI", "ErrorInvalidUser", "ResourceNotFound"],
)
def test_a_mailbox_that_is_not_there_rests_and_no_item_is_taken_for_gone(name, ask):
    told = verdict(404, ask, code(name))
    assert (type(told), told.retry_after, name in str(told)) == (NotSent, QUARTER, True)


def test_an_item_that_is_not_there_is_absent():
    assert type(verdict(404, body=code("ErrorItemNotFound"))) is Absent


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ErrorInvalidRecipients", Refused),
        ("ErrorMessageSizeExceeded", Refused),
        ("ErrorQuotaExceeded", NotSent),
        ("ErrorIrresolvableConflict", NotSent),
        ("RequestBodyRead", Unknown),
        ("ErrorOfTomorrow", Unknown),
    ],
)
def test_a_code_says_whom_a_no_concerns_and_an_unknown_one_kills_nothing(name, kind):
    assert type(verdict(400, body=code(name))) is kind


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
    ("body", "named"),
    [
        (b'{"error": {"code": "RequestBodyRead", "message": "ssp@example.dk"}}', "400 RequestBodyRead"),
        (b'{"error": {"code": "ssp@example.dk"}}', "400"),
        (b'{"error": "ssp@example.dk"}', "400"),
        (b"<html>", "400"),
        (b"\xff", "400"),
    ],
)
def test_a_no_says_the_code_and_no_address(body, named):
    assert str(verdict(400, body=body)) == f"Graph said no for a reason that is unknown here ({named})"


def test_a_refusal_is_the_code_and_no_address():
    assert verdict(400, body=code("ErrorInvalidRecipients")).reason == "400 ErrorInvalidRecipients"


def test_an_id_of_another_make_is_no_item():
    assert type(verdict(400, body=b'{"error": {"code": "ErrorInvalidIdMalformed"}}')) is Absent
