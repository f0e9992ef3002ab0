"""A service on an empty folder with its clock in the test's hands, and a client that calls in a role's name."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from api_samples import CONCERN, FORUM_HOUSE, PEOPLE
from api_tour import numbered_ids
from flask.testing import FlaskClient
from toured_house import toured

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


@pytest.fixture(scope="session")
def fresh_store(tmp_path_factory):
    """A folder with a migrated database in it, to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    open_service(Surroundings(folder, clock=Clock(), new_id=numbered_ids())).engine.dispose()
    return folder


@pytest.fixture(scope="session")
def planned_store(fresh_store, tmp_path_factory):
    """The same with people known and meetings of the case body confirmed."""
    folder = shutil.copytree(fresh_store, tmp_path_factory.mktemp("planned") / "store")
    service = open_service(Surroundings(folder, clock=Clock(), new_id=numbered_ids()))
    caller = Caller(service, create_app(service).test_client())
    caller.call("PUT", "/api/v1/people", PEOPLE)
    caller.call("PUT", "/api/v1/people", FORUM_HOUSE, "forum")
    period = {"body": "koordineringsenheden", "from": "2026-11-24", "to": "2027-01-31"}
    plan = caller.post("/api/v1/plans", period).get_json()
    caller.post(f"/api/v1/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    service.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def toured_caller(fresh_store, tmp_path_factory):
    """Of a house in which everything has happened once; what a test does there is there for the next."""
    caller = toured(shutil.copytree(fresh_store, tmp_path_factory.mktemp("toured") / "store"))
    yield caller
    caller.service.engine.dispose()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def service(fresh_store, tmp_path, clock):
    yield from opened(fresh_store, tmp_path / "store", clock)


@pytest.fixture
def app(service):
    return create_app(service)


@pytest.fixture
def caller(service, app):
    return Caller(service, app.test_client())


@pytest.fixture
def planned(planned_store, tmp_path, clock):
    for service in opened(planned_store, tmp_path / "planned", clock):
        yield Caller(service, create_app(service).test_client())


@pytest.fixture
def asked(planned):
    """A case whose parties have been asked; gives its reference."""
    return planned.post("/api/v1/concerns", CONCERN).get_json()["reference"]


def opened(store, folder, clock):
    """Ids go on from far beyond those of the copied store."""
    shutil.copytree(store, folder)
    service = open_service(Surroundings(folder, clock=clock, new_id=numbered_ids(first=1_000_000)))
    yield service
    service.engine.dispose()
