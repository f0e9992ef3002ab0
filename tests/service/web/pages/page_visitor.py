"""A visitor who logs in and fills forms the way a browser does, CSRF token and all."""

import re
from dataclasses import dataclass

from flask.testing import FlaskClient

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    client: FlaskClient

    def log_in(self, role):
        return self.fill("/login", role=role)

    def see(self, path):
        return self.client.get(path)

    def read(self, path):
        """The words of a page, as people read them."""
        return words_of(self.see(path))

    def fill(self, path, **fields):
        """Send a form with the token of the session, wherever the form stands."""
        token = TOKEN.search(self.see("/login").text).group(1)
        return self.client.post(path, data={"csrf_token": token, **fields})

    def state_purpose(self, reference):
        """For a case, or for the list of those that are closed."""
        return self.fill(f"/cases/{reference}/purpose", purpose_chosen="Forberede mødet")


def words_of(response):
    shown = re.sub(r"<(script|style)[^>]*>.*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())
