"""All that a house shows: every page and every list and document of its API, to each role, with real keys."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from agenda.access import Role, actor_named
from agenda.meetings.meeting import MeetingState
from service.database.mapped import mapped
from service.web.application import create_app
from service.web.authentication import token_for

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
MOST_KEYS = 6  # of each kind
FILES = [
    f"format={each}&language={language}" for each in ("html", "docx", "json") for language in ("da", "en")
]
PURPOSE = "purpose=Kontrol"
QUERIES = {  # what a route of the API wants to be told; the others want nothing
    "/meetings/<meeting>/agenda/file": [*FILES, "format=pdf"],
    "/meetings/<meeting>/minutes/file": [*FILES, "format=pdf"],
    "/cases/<reference>": [PURPOSE],
    "/cases/<reference>/effort": [PURPOSE],
    "/cases/<reference>/proposal": [PURPOSE],
    "/cases/<reference>/minutes/<meeting>": [PURPOSE],
    "/cases/<reference>/orientations/letter": ["language=da", "language=en"],
    "/cases/<reference>/orientations/letter/file": FILES,
    "/cases/<reference>/conversations/<conversation>/letter": ["language=da", "language=en"],
    "/cases/<reference>/conversations/<conversation>/letter/file": FILES,
}
OF_BODIES = {"/plans", "/meetings"}
IN_ANY_HOUSE = {"extension": ["html", "docx", "json", "pdf"]}


@dataclass(frozen=True)
class Shown:
    role: str
    address: str
    status: int
    content: bytes

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")


class House:
    def __init__(self, service):
        self.service = service
        self.app = create_app(service)
        self._keys = {}

    def everything(self, role):
        """Every address that a role may ask for, as it is answered."""
        client = self._logged_in(role)
        token = token_for(self.service, actor_named(role))
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda one: one.rule):
            if "GET" not in rule.methods or rule.endpoint == "static" or "<token>" in rule.rule:
                continue
            for address in self._addresses(rule):
                headers = {"Authorization": f"Bearer {token}"} if address.startswith("/api/") else {}
                response = client.get(address, headers=headers)
                yield Shown(role, address, response.status_code, response.data)

    def private_pages(self, tokens):
        client = self.app.test_client()
        for token in tokens:
            response = client.get(f"/m/{token}")
            yield Shown(str(Role.MEMBER), "/m/…", response.status_code, response.data)

    def keys_of(self, argument):
        name = argument.removesuffix("_id")
        if name not in self._keys:
            self._keys[name] = IN_ANY_HOUSE.get(name) or self._read(name)
        return self._keys[name]

    def _read(self, name):
        with self.service.sessions() as session:
            if name == "reference":
                return list(session.scalars(select(mapped().tables["case"].c.reference)))
            if name == "meeting":
                return self._meetings(session)
            found = session.scalars(select(mapped().tables[name].c.id).order_by("id"))
            return list(found)[: None if name == "body" else MOST_KEYS]

    def _meetings(self, session):
        """Of each body some that were held, and some ahead."""
        table = mapped().tables["meeting"].c
        ids = []
        for body in self.service.settings.bodies:
            for state in (MeetingState.HELD, MeetingState.CONFIRMED):
                question = select(table.id).where(table.body_id == body, table.state == state)
                ids += list(session.scalars(question.order_by(table.starts_at)))[:2]
        return ids

    def _addresses(self, rule):
        found = [rule.rule]
        for name in sorted(rule.arguments):
            found = [one.replace(f"<{name}>", key) for one in found for key in self.keys_of(name)]
        path = rule.rule.removeprefix("/api/v1")
        queries = QUERIES.get(path, [""]) if path != rule.rule else [""]
        if path in OF_BODIES and path != rule.rule:
            queries = [f"body={body}" for body in self.service.settings.bodies]
        return [f"{one}?{query}" if query else one for one in found for query in queries]

    def _logged_in(self, role):
        """With a purpose stated for every case: whoever has nothing to do with one is not let in by that."""
        client = self.app.test_client()
        token = CSRF.search(client.get("/login").text).group(1)
        client.post("/login", data={"csrf_token": token, "role": role})
        token = CSRF.search(client.get("/login").text).group(1)
        for reference in self.keys_of("reference"):
            form = {"csrf_token": token, "purpose_chosen": "Forberede mødet"}
            client.post(f"/cases/{reference}/purpose", data=form)
        return client
