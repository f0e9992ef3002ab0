"""What each fault stands for: nothing sent, nobody knows, or a definite no."""

from datetime import timedelta
from io import BytesIO

import pytest
from exchangelib import errors
from exchangelib.errors import ErrorServerBusy, MalformedResponseError, SOAPError, TransportError
from requests import Response

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.exchange.trouble import OneAttempt, meaning

NOT_SENT = [
    ErrorServerBusy("busy", back_off=1.5),
    errors.ErrorIrresolvableConflict("stale"),
    errors.ErrorQuotaExceeded("full"),
    errors.ErrorImpersonateUserDenied("no"),
    errors.ErrorTimeoutExpired("Reraised from ConnectionError(... NewConnectionError: refused)"),
    errors.UnauthorizedError("Invalid credentials"),
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
]
REFUSED = [
    errors.ErrorInvalidRecipients("no"),
    errors.ErrorMissingRecipients("no"),
    errors.ErrorMessageSizeExceeded("large"),
    errors.ErrorInvalidOperation("unsupported"),
    errors.ErrorSchemaValidation("invalid"),
    SOAPError(
        "SOAP error code: SOAP:Server string: unknown recipient aase@example.dk actor: None detail: None"
    ),
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
