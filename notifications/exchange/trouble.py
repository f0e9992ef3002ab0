"""What a failed request to Exchange means: nothing happened, nobody knows, or a definite no."""

import re
from collections.abc import Mapping
from datetime import timedelta

from exchangelib import errors
from exchangelib.protocol import FailFast
from exchangelib.util import is_xml
from requests import Response

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.server_codes import Concern, concern_of

LATER = timedelta(minutes=15)
_NEVER_CONNECTED = re.compile(
    r"NewConnectionError|ConnectTimeout|NameResolutionError|Connection refused|CERTIFICATE_VERIFY_FAILED"
)
_UNKNOWN_TO_THE_LIBRARY = re.compile(r"Unknown ResponseCode in ResponseMessage: (Error\w{1,80})")
_IN_A_FAULT = re.compile(r"code: (Error[A-Za-z0-9]{1,80})")
_NO_CANCELLING = {
    "ErrorInvalidOperation",
    "ErrorInvalidItemForOperationCancelItem",
    "ErrorInvalidReferenceItem",
    "ErrorInvalidRequest",
    "ErrorSchemaValidation",
}
_NO_SUCH_SEARCH = {
    "ErrorInvalidExtendedProperty",
    "ErrorInvalidOperation",
    "ErrorInvalidPropertyRequest",
    "ErrorInvalidRequest",
    "ErrorInvalidRestriction",
    "ErrorRestrictionTooComplex",
    "ErrorSchemaValidation",
    "ErrorUnsupportedPathForQuery",
    "ErrorUnsupportedPropertyDefinition",
    "ErrorUnsupportedQueryFilter",
}
_TOLD: Mapping[Concern, tuple[timedelta | None, str]] = {
    Concern.MAILBOX: (LATER, "the service may not act in the organiser's mailbox"),
    Concern.FULL: (LATER, "the organiser's mailbox is full, or may send no more"),
    Concern.NOT_NOW: (None, "the server could not take it now"),
}


class ServerFailed(Exception):
    """The server's own program gave up, and said so in no form that EWS knows."""

    def __init__(self) -> None:
        super().__init__("HTTP 500")


class OneAttempt(FailFast):  # type: ignore[misc] # exchangelib ships no types
    """Each request is made once, and the answer's status and Retry-After are ours to read."""

    def raise_response_errors(self, response: Response) -> None:
        status = response.status_code
        is_fault = status == 500 and bool(response.content) and is_xml(response.content)  # noqa: PLR2004
        if status == 200 or is_fault:  # noqa: PLR2004 - the two in which SOAP answers
            return
        cause = ServerFailed() if status == 500 and _is_plain(response) else None  # noqa: PLR2004
        raise _by_status(status, _retry_after(response)) from cause


def meaning(fault: Exception) -> NotSent | InDoubt | Refused:
    """Give what a fault of a request that writes stands for; its words are fixed, since a fault repeats addresses."""
    if isinstance(fault, errors.UnauthorizedError):
        return _login_refused()
    if isinstance(fault, errors.ErrorServerBusy):
        return _busy(fault)
    return _by_code(fault) or _by_words(fault)


def is_own_failure(fault: InDoubt) -> bool:
    """Whether the server itself failed at it, rather than something on the way there and back."""
    cause = fault.__cause__
    return isinstance(cause, errors.ErrorInternalServerError | ServerFailed) or _is_soap_fault(cause)


def knows_no_cancelling(fault: NotSent | InDoubt | Refused) -> bool:
    """Whether the server said so to a cancellation, or that the item is none to cancel."""
    cause = fault.__cause__
    return code_of(cause) in _NO_CANCELLING or _is_soap_fault(cause)


def knows_no_such_search(fault: Exception) -> bool:
    """Whether the server said so to a search; the same may then be found by going through what lies there."""
    return code_of(fault) in _NO_SUCH_SEARCH or _is_soap_fault(fault)


def _is_plain(response: Response) -> bool:
    """What stands before a server says such things on a page."""
    said = response.content[:500].lower()
    return bool(said) and b"<html" not in said and b"<!doctype" not in said


def _by_status(status: int, retry_after: timedelta | None) -> NotSent | InDoubt:
    if status in {401, 403}:
        return _login_refused()
    if status == 429:  # noqa: PLR2004 - too many requests: this one was not taken
        return NotSent(retry_after, "the server asks for fewer requests")
    if status in {301, 302, 307, 308, 404, 405}:
        return NotSent(LATER, f"there is no EWS at this address (HTTP {status})")
    return InDoubt(retry_after, f"the server answered with HTTP {status}")


def _login_refused() -> NotSent:
    return NotSent(LATER, "the server refuses the service's login")  # soon again would lock the account


def _busy(fault: errors.ErrorServerBusy) -> NotSent | InDoubt:
    if str(fault).startswith(("Reraised from", "Caused by")):  # the library's own guess at a lost answer
        return _by_words(fault)
    return NotSent(timedelta(seconds=float(fault.back_off or 10)), "the server is busy")


def _by_code(fault: Exception) -> NotSent | InDoubt | Refused | None:
    code = code_of(fault)
    match concern_of(code):
        case None:
            return None
        case Concern.MESSAGE | Concern.OUR_MAIL:
            return Refused(code)
        case concern:
            wait, said = _TOLD[concern]
            return NotSent(wait, f"{said} ({code})")


def code_of(fault: BaseException | None) -> str:
    """The code that the server gave, known to the library or not; empty where it gave none."""
    if isinstance(fault, errors.ResponseMessageError):
        return type(fault).__name__
    said = str(fault)
    found = _UNKNOWN_TO_THE_LIBRARY.match(said) or (_is_soap_fault(fault) and _IN_A_FAULT.search(said))
    return found[1] if found else ""


def _is_soap_fault(fault: BaseException | None) -> bool:
    return isinstance(fault, errors.SOAPError) and str(fault).startswith("SOAP error code")


def _by_words(fault: Exception) -> NotSent | InDoubt:
    if _NEVER_CONNECTED.search(str(fault)):
        return NotSent(None, "the server can't be reached")
    return InDoubt(None, f"no clear answer came ({code_of(fault) or type(fault).__name__})")


def _retry_after(response: Response) -> timedelta | None:
    """Read seconds alone: Exchange gives no dates."""
    said = str(response.headers.get("Retry-After", "")).strip()
    return timedelta(seconds=int(said)) if re.fullmatch(r"\d{1,6}", said) else None
