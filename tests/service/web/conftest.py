"""A service on an empty folder with its clock in the test's hands, and a client that calls in a role's name."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from api_samples import CONCERN, PEOPLE
from api_tour import numbered_ids
from flask.testing import FlaskClient

from agenda.access import actor_named
from service.app import Service, Surroundings, open_service
from service.web.application import create_app
from service.web.authentication import token_for


@dataclass
class Clock:
    moment: datetime = datetime(2026, 11, 9, 8, tzinfo=UTC)

    def __call__(self):
        return self.moment


@dataclass
class Caller:
    """Calls the API in the name of a role, or of nobody."""

    service: Service
    client: FlaskClient

    def call(self, method, path, body=None, role="secretariat", **more):
        headers = {"Authorization": f"Bearer {token_for(self.service, actor_named(role))}"} if role else {}
        if body is not None:
            more["json"] = body
        return self.client.open(path, method=method, headers=headers, **more)

    def get(self, path, role="secretariat"):
        return self.call("GET", path, role=role)

    def post(self, path, body, role="secretariat"):
        return self.call("POST", path, body, role)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(tmp_path, clock):
    opened = open_service(Surroundings(tmp_path, clock=clock, new_id=numbered_ids()))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def app(service):
    return create_app(service)


@pytest.fixture
def caller(service, app):
    return Caller(service, app.test_client())


@pytest.fixture
def planned(caller):
    """People known and the year's meetings of the case body confirmed."""
    caller.call("PUT", "/api/v1/people", PEOPLE)
    period = {"body": "koordineringsenheden", "from": "2026-11-24", "to": "2027-01-31"}
    plan = caller.post("/api/v1/plans", period).get_json()
    caller.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    return caller


@pytest.fixture
def asked(planned):
    """A case whose parties have been asked; gives its reference."""
    return planned.post("/api/v1/concerns", CONCERN).get_json()["reference"]
