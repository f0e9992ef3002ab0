"""What each fault stands for: nothing sent, nobody knows, or a definite no."""

from datetime import timedelta
from io import BytesIO

import pytest
from exchangelib import errors
from exchangelib.errors import ErrorServerBusy, MalformedResponseError, SOAPError, TransportError
from lxml import etree
from requests import Response

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.exchange.trouble import OneAttempt, meaning
from notifications.server_codes import CONCERNS, Concern, concern_of
from tests.doubles.schemas import EWS, schema_or_skip

NOT_SENT = [
    ErrorServerBusy("busy", back_off=1.5),
    errors.ErrorIrresolvableConflict("stale"),
    errors.ErrorQuotaExceeded("full"),
    errors.ErrorImpersonateUserDenied("no"),
    errors.ErrorTimeoutExpired("Reraised from ConnectionError(... NewConnectionError: refused)"),
    errors.UnauthorizedError("Invalid credentials"),
    errors.ErrorMailboxFailover("elsewhere"),
    errors.ErrorPasswordExpired("expired"),
    errors.ErrorMailboxLogonFailed("no"),
    TransportError("Unknown ResponseCode in ResponseMessage: ErrorServiceUnavailable (MessageText: x)"),
    SOAPError(
        "SOAP error code: x string: y actor: None detail: CreateItem: code: ErrorInvalidLicense msg: z (<x/>)"
    ),
]
IN_DOUBT = [
    ErrorServerBusy("Caused by closed connection", back_off=10),
    ErrorServerBusy("Reraised from ErrorTimeoutExpired(no answer)", back_off=10),
    errors.ErrorTimeoutExpired("Reraised from ReadTimeout(...)"),
    errors.ErrorInternalServerError("failed"),
    errors.ErrorInternalServerTransientError("failed"),
    MalformedResponseError("html"),
    SOAPError("Bad SOAP response: not XML"),
    TransportError("Empty ResponseCode in ResponseMessage"),
    ConnectionResetError("reset"),
    ValueError("Expected result length 1, but got []"),
    AttributeError("an answer of another make"),
    errors.ErrorInvalidOperation("unsupported"),
    errors.ErrorSchemaValidation("invalid"),
    errors.ErrorRequestAborted("aborted"),
    errors.ErrorProxyCallFailed("proxy"),
    TransportError("Unknown ResponseCode in ResponseMessage: ErrorOfTomorrow (MessageText: aase@example.dk)"),
    SOAPError(
        "SOAP error code: x string: y actor: None detail: CreateItem: code: ErrorOfTomorrow msg: z (<x/>)"
    ),
    SOAPError(
        "SOAP error code: SOAP:Server string: unknown recipient aase@example.dk actor: None detail: None"
    ),
]
REFUSED = [
    errors.ErrorInvalidRecipients("no"),
    errors.ErrorMissingRecipients("no"),
    errors.ErrorMessageSizeExceeded("large"),
    TransportError("Unknown ResponseCode in ResponseMessage: ErrorRecipientNotFound (MessageText: x)"),
]


@pytest.mark.parametrize("fault", NOT_SENT, ids=str)
def test_what_the_server_did_not_take_is_not_sent(fault):
    assert type(meaning(fault)) is NotSent


@pytest.mark.parametrize("fault", IN_DOUBT, ids=str)
def test_a_lost_answer_is_in_doubt(fault):
    assert type(meaning(fault)) is InDoubt


@pytest.mark.parametrize("fault", REFUSED, ids=str)
def test_a_definite_no_is_refused(fault):
    assert type(meaning(fault)) is Refused


def codes_of_the_schema():
    tree = etree.parse(schema_or_skip(EWS) / "messages.xsd")
    codes = tree.xpath("//*[local-name()='simpleType'][@name='ResponseCodeType']//*/@value")
    assert len(codes) > 500
    return [code for code in codes if code != "NoError"]


def given_as(code):
    """As the library gives it, which has no class for some."""
    known = getattr(errors, code, None)
    return (
        known("x")
        if known
        else TransportError(f"Unknown ResponseCode in ResponseMessage: {code} (MessageText: x)")
    )


def test_of_all_codes_of_the_schema_only_those_that_concern_one_message_kill_it():
    codes = codes_of_the_schema()
    killing = {code for code in codes if isinstance(meaning(given_as(code)), Refused)}
    assert killing == {code for code in codes if concern_of(code) in {Concern.MESSAGE, Concern.OUR_MAIL}}
    assert len(killing) < 25


def test_of_all_codes_of_the_schema_each_is_told_by_its_name():
    assert [
        code
        for code in codes_of_the_schema()
        if code != "ErrorServerBusy" and code not in str(meaning(given_as(code)))
    ] == []


def test_of_all_codes_known_here_each_is_one_of_the_schema_or_of_graph():
    known = {code.casefold() for code in codes_of_the_schema()}
    graphs = {
        *(
            "authenticationerror",
            "errorinvaliduser",
            "mailboxnotenabledforrestapi",
            "mailboxnotsupportedforrestapi",
        ),
        *("organizationfromtenantguidnotfound", "request_resourcenotfound", "resourcenotfound"),
    }
    assert set(CONCERNS) - known == graphs


@pytest.mark.parametrize("fault", [*NOT_SENT, *IN_DOUBT, *REFUSED], ids=str)
def test_no_reason_repeats_what_the_server_said(fault):
    assert "aase@example.dk" not in str(meaning(fault)) + repr(meaning(fault))


def test_a_busy_server_is_left_alone_as_long_as_it_asks():
    assert meaning(ErrorServerBusy("busy", back_off=1.5)).retry_after == timedelta(seconds=1.5)


def answer(status, body=b"", **headers):
    made = Response()
    made.status_code, made.raw = status, BytesIO(body)
    made.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return made


@pytest.mark.parametrize(
    ("given", "kind", "minutes"),
    [
        (answer(401, Connection="close"), NotSent, 15),
        (answer(403), NotSent, 15),
        (answer(404), NotSent, 15),
        (answer(429, Retry_After="120"), NotSent, 2),
        (answer(429, Retry_After="tomorrow"), NotSent, None),
        (answer(503, Retry_After="60", Connection="close"), InDoubt, 1),
        (answer(500, b"<html>"), InDoubt, None),
    ],
    ids=lambda value: getattr(value, "status_code", None),
)
def test_a_status_of_http_is_told_with_the_wait_that_it_asks_for(given, kind, minutes):
    with pytest.raises(kind) as raised:
        OneAttempt().raise_response_errors(given)
    assert raised.value.retry_after == (minutes and timedelta(minutes=minutes))


@pytest.mark.parametrize("given", [answer(200), answer(500, b"<?xml version='1.0'?><Envelope/>")])
def test_an_answer_in_soap_is_read(given):
    OneAttempt().raise_response_errors(given)
