"""The doors of the running service: every route with keys in its address, and a browser's way to them."""

import re

from agenda.access import MAY
from service.web.application import create_app
from service.web.authentication import rule_of

WRITES = {"POST", "PUT", "DELETE"}
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
MOST_KEYS = 2  # of each kind that are tried
TABLE_OF = {
    "item": "agenda_item",
    "entry": "calendar_entry",
    "exclusion": "agenda_exclusion",
    "note": "oral_note",
    "piece": "set_aside",
    "reply": "unmatched_reply",
}
KEYS = {"party": ["ssp"], "filename": ["x"], "extension": ["pdf"], "token": ["b" * 48]}  # in any story


def rules_of(story, wanted):
    app = story.http.client.application
    return [r for r in app.url_map.iter_rules() if wanted(r) and rule_of(app, r.endpoint) in MAY]


def logged_in(story, role):
    client = create_app(story.driven.service).test_client()
    token = CSRF.search(client.get("/login").text).group(1)
    client.post("/login", data={"csrf_token": token, "role": role})
    return client, CSRF.search(client.get("/login").text).group(1)


def addresses(rule, keys_of):
    """The rule's addresses with keys in them: `keys_of` gives those of each argument, by its name."""
    found = [rule.rule]
    for name in sorted(rule.arguments):
        keys = KEYS[name] if name in KEYS else keys_of(name)
        found = [
            one.replace(f"<{name}>", key).replace(f"<path:{name}>", key) for one in found for key in keys
        ]
    return found
