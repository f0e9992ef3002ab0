"""What a failed request to Exchange means: nothing happened, nobody knows, or a definite no."""

import re
from datetime import timedelta

from exchangelib import errors
from exchangelib.protocol import FailFast
from exchangelib.util import is_xml
from requests import Response

from notifications.carrier import InDoubt, NotSent, Refused

_LATER = timedelta(minutes=15)
_NEVER_CONNECTED = re.compile(
    r"NewConnectionError|ConnectTimeout|NameResolutionError|Connection refused|CERTIFICATE_VERIFY_FAILED"
)
_CODE = re.compile(r"Error[A-Za-z0-9]{1,80}")

# The server says that it did not take the request at all, or that it took nothing of it.
_NOT_NOW = (
    errors.ErrorServerBusy,
    errors.ErrorExceededConnectionCount,
    errors.ErrorTooManyObjectsOpened,
    errors.ErrorInsufficientResources,
    errors.ErrorMailboxMoveInProgress,
    errors.ErrorMailboxStoreUnavailable,
    errors.ErrorADUnavailable,
    errors.ErrorADOperation,
    errors.ErrorIrresolvableConflict,
    errors.ErrorStaleObject,
)
# What stops every message of the mailbox alike is no fault of one of them: a person mends it, and they go out.
_NOT_ALLOWED = (
    errors.ErrorAccessDenied,
    errors.ErrorImpersonateUserDenied,
    errors.ErrorImpersonationDenied,
    errors.ErrorImpersonationFailed,
    errors.ErrorNonExistentMailbox,
    errors.ErrorNoRespondingCASInDestinationSite,
    errors.ErrorAccountDisabled,
    errors.ErrorFolderNotFound,
    errors.ErrorSendAsDenied,
)
_FULL = (errors.ErrorQuotaExceeded, errors.ErrorSubmissionQuotaExceeded)
_UNCLEAR = (
    errors.ErrorInternalServerError,
    errors.ErrorInternalServerTransientError,
    errors.ErrorTimeoutExpired,
    errors.ErrorBatchProcessingStopped,
    errors.ErrorNotEnoughMemory,
    errors.ErrorConnectionFailed,
    errors.ErrorProxyRequestProcessingFailed,
    errors.ErrorItemNotFound,
)


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
    return isinstance(fault.__cause__, errors.ErrorInternalServerError | ServerFailed)


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
        return NotSent(_LATER, f"there is no EWS at this address (HTTP {status})")
    return InDoubt(retry_after, f"the server answered with HTTP {status}")


def _login_refused() -> NotSent:
    return NotSent(_LATER, "the server refuses the service's login")  # soon again would lock the account


def _busy(fault: errors.ErrorServerBusy) -> NotSent | InDoubt | Refused:
    if str(fault).startswith(("Reraised from", "Caused by")):  # the library's own guess at a lost answer
        return _by_words(fault)
    return NotSent(timedelta(seconds=float(fault.back_off or 10)), "the server is busy")


def _by_code(fault: Exception) -> NotSent | InDoubt | Refused | None:
    if not isinstance(fault, errors.ResponseMessageError):
        return None
    code = type(fault).__name__
    if isinstance(fault, _NOT_ALLOWED):
        return NotSent(_LATER, f"the service may not act in the organiser's mailbox ({code})")
    if isinstance(fault, _FULL):
        return NotSent(_LATER, f"the organiser's mailbox is full, or may send no more ({code})")
    if isinstance(fault, _NOT_NOW):
        return NotSent(None, f"the server could not take it now ({code})")
    if isinstance(fault, _UNCLEAR):
        return _by_words(fault)
    return Refused(code)


def _by_words(fault: Exception) -> NotSent | InDoubt | Refused:
    said = str(fault)
    if _NEVER_CONNECTED.search(said):
        return NotSent(None, "the server can't be reached")
    if isinstance(fault, errors.SOAPError) and said.startswith("SOAP error code"):
        code = _CODE.search(said)
        return Refused(code[0] if code else "the server gave a SOAP fault")
    if said.startswith("Unknown ResponseCode"):
        return Refused("the server gave a code that nobody knows")
    return InDoubt(None, f"no clear answer came ({type(fault).__name__})")


def _retry_after(response: Response) -> timedelta | None:
    """Read seconds alone: Exchange gives no dates."""
    said = str(response.headers.get("Retry-After", "")).strip()
    return timedelta(seconds=int(said)) if re.fullmatch(r"\d{1,6}", said) else None
