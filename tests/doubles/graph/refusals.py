"""How Graph says no: a status, a code and a message, and the body in which they come."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Refused(Exception):
    """Nothing was done, unless `status` is 500."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, request_id, client_request_id, now):
        inner = {
            "date": now.strftime("%Y-%m-%dT%H:%M:%S"),
            "request-id": request_id,
            "client-request-id": client_request_id or request_id,
        }
        return {"error": {"code": self.code, "message": self.message, "innerError": inner}}


def not_found():
    return Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.")


def malformed_id():
    return Refused(400, "ErrorInvalidIdMalformed", "Id is malformed.")


def stale():
    return Refused(
        412,
        "ErrorIrresolvableConflict",
        "The send or update operation could not be performed because the change key passed in the request "
        "does not match the current change key for the item.",
    )


def unauthenticated(message="Access token is empty."):
    return Refused(401, "InvalidAuthenticationToken", message, {"WWW-Authenticate": 'Bearer realm=""'})


def denied():
    return Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def unknown_recipients(addresses):
    return Refused(
        400,
        "ErrorInvalidRecipients",
        f"At least one recipient isn't valid., {', '.join(addresses)} can't be resolved.",
    )


def failed():
    return Refused(
        500, "ErrorInternalServerError", "An internal server error occurred. The operation failed."
    )


def throttled(retry_after, limit="MailboxConcurrency"):
    return Refused(
        429,
        "ApplicationThrottled",
        f"Application is over its {limit} limit.",
        {"Retry-After": f"{max(1, round(retry_after))}"},
    )


def bad_query(message):
    return Refused(400, "RequestBroker--ParseUri", message)


def bad_content(message):
    return Refused(400, "RequestBodyRead", message)


def bad_value(message):
    return Refused(400, "ErrorPropertyValidationFailure", message)


def gone():
    return Refused(
        410,
        "SyncStateNotFound",
        "The sync state generation is not found; a full synchronization is required.",
    )
