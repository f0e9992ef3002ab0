"""Where the people of the story sit: they call the API as everybody does, each with a token of their own."""

from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from agenda.access import actor_named
from service.app import Service
from service.demo.cast import Cast
from service.demo.schedule import Schedule
from service.settings.tables import Settings
from service.web.authentication import token_for

SECRETARIAT, FORUM_OFFICE = "secretariat", "forum"


class AskedInVain(RuntimeError):
    """The API refused what the story does: story and API no longer agree."""

    def __init__(self, path: str, status: int, answer: str) -> None:
        super().__init__(f"{path}: {status} {answer}")
        self.path = path
        self.status = status


@dataclass(frozen=True)
class Desk:
    """`known` is what people have written down: ids and references by the names the story gives them.

    `people` is who is who, as it is put in on the first day, and `cast` which party plays which part.
    """

    service: Service
    client: FlaskClient
    schedule: Schedule
    people: dict[str, Any]
    cast: Cast
    known: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, who: str = SECRETARIAT) -> Any:
        return self._ask("GET", path, who, None)

    def post(self, path: str, document: object = None, who: str = SECRETARIAT) -> Any:
        return self._ask("POST", path, who, document)

    def put(self, path: str, document: object, who: str = SECRETARIAT) -> Any:
        return self._ask("PUT", path, who, document)

    def send(self, path: str, content: bytes, who: str) -> Any:
        """A file."""
        return _answered(
            path,
            self.client.post(
                f"/api/v1{path}", data=content, content_type="application/octet-stream", headers=self._as(who)
            ),
        )

    def fill(self, address: str, form: dict[str, Any]) -> None:
        """A form of a page that opens without a login."""
        response = self.client.post(address, data=form)
        if response.status_code != HTTPStatus.SEE_OTHER:
            raise AskedInVain(address, response.status_code, response.get_data(as_text=True))

    @property
    def settings(self) -> Settings:
        return self.service.settings

    @property
    def outbox(self) -> Path:
        return self.service.folder / self.service.settings.mail.outbox

    @property
    def inbox(self) -> Path:
        return self.service.folder / self.service.settings.mail.inbox

    def _ask(self, method: str, path: str, who: str, document: object) -> Any:
        return _answered(
            path, self.client.open(f"/api/v1{path}", method=method, json=document, headers=self._as(who))
        )

    def _as(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token_for(self.service, actor_named(who))}"}


def _answered(path: str, response: TestResponse) -> Any:
    if not response.is_json or response.status_code >= HTTPStatus.BAD_REQUEST:
        raise AskedInVain(path, response.status_code, response.get_data(as_text=True))
    return response.get_json()
