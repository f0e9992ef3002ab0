"""The API as the people of a story call it, each in the name of a role."""

from dataclasses import dataclass

from flask.testing import FlaskClient

from agenda.access import actor_named
from service.web.authentication import token_for


@dataclass
class Http:
    """Gives the answer's JSON; whatever is refused fails the story, unless it is what the story is about."""

    service: object
    client: FlaskClient

    def open(self, method, path, body=None, role="secretariat"):
        headers = {"Authorization": f"Bearer {token_for(self.service, actor_named(role))}"}
        return self.client.open(path, method=method, json=body, headers=headers)

    def send(self, path, content, role="secretariat"):
        """A file."""
        headers = {"Authorization": f"Bearer {token_for(self.service, actor_named(role))}"}
        return self.client.post(path, data=content, content_type="application/octet-stream", headers=headers)

    def call(self, method, path, body=None, role="secretariat"):
        response = self.open(method, f"/api/v1{path}", body, role)
        return response.status_code, response.get_json()

    def get(self, path, role="secretariat"):
        return self._done("GET", path, None, role)

    def post(self, path, body, role="secretariat"):
        return self._done("POST", path, body, role)

    def put(self, path, body, role="secretariat"):
        return self._done("PUT", path, body, role)

    def refused(self, method, path, body, role="secretariat"):
        """Why it was refused, as a program reads it: the status and the problem's code."""
        status, problem = self.call(method, path, body, role)
        return status, problem["type"].rpartition(":")[2]

    def _done(self, method, path, body, role):
        status, answer = self.call(method, path, body, role)
        assert status in {200, 201}, (method, path, answer)
        return answer
