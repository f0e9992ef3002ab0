"""A service on an empty folder with its clock in the test's hands, and a client that calls in a role's name."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

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
    client: object

    def call(self, method, path, body=None, role="secretariat", **more):
        headers = {"Authorization": f"Bearer {self.token(role)}"} if role else {}
        return self.client.open(path, method=method, json=body, headers=headers, **more)

    def get(self, path, role="secretariat"):
        return self.call("GET", path, role=role)

    def post(self, path, body, role="secretariat"):
        return self.call("POST", path, body, role)

    def token(self, role):
        return token_for(self.service, actor_named(role))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(tmp_path, clock):
    opened = open_service(Surroundings(tmp_path, clock=clock))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def app(service):
    return create_app(service)


@pytest.fixture
def caller(service, app):
    return Caller(service, app.test_client())
