"""What went wrong, told as a problem (RFC 9457) to programs and on a page to people; nothing given is repeated."""

import secrets
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, Response, current_app, g, json, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from agenda.access import Role
from agenda.errors import Refusal
from notifications.leaks import PersonalDataFound
from service.database.away import is_away
from service.documents.faults import Fault, faults
from service.web.current import TIMEKEEPER, current_service

log = structlog.get_logger()

STATUS = {"invalid": 422, "conflict": 409, "absent": 404, "forbidden": 403}
REMEDY = {
    400: "send the body as JSON, in UTF-8",
    403: "this is not for you",
    404: "there is no such address; see /openapi/openapi.json",
    405: "use another method; see /openapi/openapi.json",
    415: "say what you send: Content-Type: application/json",
}
PERSONAL = {
    "cpr": "leave the CPR out: this text stands in mails; write the case's reference",
    "name": "leave the name out: this text stands in mails; write the case's reference",
}


@dataclass(frozen=True)
class Problem:
    """`code` is stable; `errors` are the faults of a document; `current` is the state that won."""

    status: int
    code: str
    detail: str
    current: Mapping[str, object] = field(default_factory=dict)
    field: str = ""
    errors: tuple[Fault, ...] = ()
    request_id: str = ""

    @property
    def title(self) -> str:
        return self.code.replace("-", " ").capitalize()

    def as_json(self) -> dict[str, Any]:
        """The members of RFC 9457 always, the others where there is something to say."""
        extra = {"field": self.field, "current": dict(self.current), "request_id": self.request_id}
        return {
            "type": f"urn:moedeklar:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **{name: value for name, value in extra.items() if value},
            **(
                {"errors": [{"field": f.field, "remedy": f.remedy} for f in self.errors]}
                if self.errors
                else {}
            ),
        }


class FaultShape(BaseModel):
    field: str
    remedy: str


class ProblemShape(BaseModel):
    """A problem by RFC 9457; `type` ends in a stable code."""

    type: str
    title: str
    status: int
    detail: str
    field: str = ""
    current: dict[str, Any] = {}
    errors: list[FaultShape] = []
    request_id: str = ""


UNKNOWN_CALLER = Problem(
    401, "unknown-caller", "send a token: Authorization: Bearer …, from `moedeklar token --as ROLE`"
)
NOT_FOR_YOU = Problem(404, "absent", "it is not here, or not for you: look for it in your own lists")
FORM_EXPIRED = Problem(
    400, "form-expired", "the form is not of this login: load the page again and fill it in anew"
)
STORAGE_UNAVAILABLE = Problem(
    503,
    "storage-unavailable",
    "the storage can't be reached or written just now, and nothing of this was kept; send it again in some seconds",
)
RETRY_AFTER = 5  # seconds
ID_LETTERS = "bcdfghjkmnpqrstvwxz"
CHANGED_MEANWHILE = Problem(409, "changed-meanwhile", "somebody changed it at the same moment; read it again")


def is_for_programs(path: str) -> bool:
    return path.startswith(("/api/", "/openapi/")) or path in {"/healthz", "/readyz"}


def render_problem(problem: Problem) -> Response:
    """As problem+json to programs, by `problem.html` to people, unless they asked for a house that is not ours."""
    if is_for_programs(request.path) or _is_for_another_host():
        response = make_response(json.dumps(problem.as_json()), problem.status)
        response.content_type = "application/problem+json"
        return response
    return make_response(render_template("problem.html", problem=problem), problem.status)


def _is_for_another_host() -> bool:
    """Then no address of ours can be made, and so no page."""
    try:
        return not request.host
    except SecurityError:
        return True


def document_refused(error: ValidationError) -> Response:
    return render_problem(problem_of_document(error))


def problem_of(refusal: Refusal) -> Problem:
    zone = current_service().settings.calendar.time_zone
    current = {name: _written(value, zone) for name, value in refusal.current.items()}
    return Problem(STATUS[refusal.kind], refusal.code, refusal.remedy, current, refusal.field)


def _written(value: object, zone: ZoneInfo) -> object:
    """Moments and days as everywhere else in the API."""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def problem_of_document(error: ValidationError) -> Problem:
    found = tuple(faults(error))
    first = found[0]
    return Problem(422, "document-invalid", first.remedy, field=first.field, errors=found)


def tell_errors(app: Flask) -> None:
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(PersonalDataFound, _personal)
    app.register_error_handler(ValidationError, document_refused)
    app.register_error_handler(StaleDataError, _once_more)
    app.register_error_handler(IntegrityError, _once_more)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _failed)


def _refused(refusal: Refusal) -> Response:
    """Foreign looks like absent, down to the byte; to the secretariat nothing is foreign."""
    problem = problem_of(refusal)
    actor = g.get("actor")
    is_told = problem.status != HTTPStatus.NOT_FOUND or (actor and actor.role is Role.SECRETARIAT)
    return render_problem(problem if is_told else NOT_FOR_YOU)


def _once_more(_: Exception) -> Response:
    """Whoever lost against somebody at the same moment is told what now stands: what was begun has been undone."""
    if not is_for_programs(request.path):
        return render_problem(CHANGED_MEANWHILE)
    try:
        return make_response(current_app.ensure_sync(current_app.dispatch_request)())
    except Refusal as refusal:
        return _refused(refusal)
    except PersonalDataFound as found:
        return _personal(found)
    except (StaleDataError, IntegrityError):
        return render_problem(CHANGED_MEANWHILE)
    except (DBAPIError, NoConnection) as fault:
        return _failed(fault)


def _personal(found: PersonalDataFound) -> Response:
    return render_problem(Problem(422, "personal-data-found", PERSONAL[found.kind], field=found.field))


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    name = HTTPStatus(status).phrase
    remedy = REMEDY.get(status, f"{name.lower()}; see /openapi/openapi.json")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and request.max_content_length:
        remedy = f"send less: at most {request.max_content_length // 1_000_000} MB"
    response = render_problem(Problem(status, name.lower().replace(" ", "-"), remedy))
    for key, value in error.get_headers():
        if key in {"Allow", "Retry-After"}:
            response.headers[key] = value
    return response


def _form_expired(_: CSRFError) -> Response:
    return render_problem(FORM_EXPIRED)


def _failed(error: Exception) -> Response:
    return _storage_away(error) if is_away(error) else _unexpected(error)


def _storage_away(error: Exception) -> Response:
    """What was begun has been undone; the timer tries soon whether it is back, and tells when it is."""
    g.is_storage_away = True  # the page that says so reads nothing
    current_service().storage.note(error)
    timekeeper = current_app.extensions.get(TIMEKEEPER)
    if timekeeper is not None:
        timekeeper.try_again()
    response = render_problem(STORAGE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _unexpected(error: Exception) -> Response:
    """The log gets where it happened, and not the error's own words, which may hold what was given."""
    request_id = _new_request_id()
    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)[-8:]]
    log.error("request_failed", request_id=request_id, error=type(error).__name__, where=frames)
    detail = "it failed on our side; tell the secretariat this request_id"
    return render_problem(Problem(500, "failed", detail, request_id=request_id))


def _new_request_id() -> str:
    """Letters in groups: easily read aloud, and neither a number nor a private link to the log, which would hide it."""
    return "-".join("".join(secrets.choice(ID_LETTERS) for _ in range(4)) for _ in range(4))
