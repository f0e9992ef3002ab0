"""A house in which everything the API can do has happened once, with how each route was asked there."""

from dataclasses import dataclass
from datetime import datetime

from api_tour import numbered_ids, tour

from agenda.access import actor_named
from service.app import Surroundings, open_service
from service.web.application import create_app
from service.web.authentication import token_for


@dataclass
class Asked:
    """How a route was asked on the tour: the values in its address, its body, and by whom."""

    values: dict
    body: dict
    role: str

    def value(self, argument):
        short = argument.removesuffix("_id")
        return self.values.get(argument) or self.values.get(short) or self.body.get(short)


class Keeping:
    """Calls as the tour wants it, and keeps how each route was asked first."""

    def __init__(self, service):
        self.service, self.client, self.asked = service, create_app(service).test_client(), {}

    def call(self, method, path, body=None, role="secretariat", **more):
        addresses = self.client.application.url_map.bind("localhost")
        rule, values = addresses.match(path.partition("?")[0], method, return_rule=True)
        self.asked.setdefault(f"{method} {rule.rule}", Asked(values, body or {}, role))
        return self.send(method, path, body, role, **more)

    def send(self, method, path, body=None, role="secretariat", **more):
        headers = {"Authorization": f"Bearer {token_for(self.service, actor_named(role))}"}
        if body is not None:
            more["json"] = body
        return self.client.open(path, method=method, headers=headers, **more)


class Clock:
    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment


def toured(folder):
    """The caller that has gone on the tour, at its end."""
    clock = Clock(datetime.fromisoformat("2026-11-09T09:00:00+01:00"))
    caller = Keeping(open_service(Surroundings(folder, clock=clock, new_id=numbered_ids(first=1_000_000))))
    tour(caller)
    return caller
