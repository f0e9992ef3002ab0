"""One request as Graph understands it: whose mailbox, which item, what is asked, what is preferred."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from tests.doubles.graph.refusals import bad_query, stale

# Graph reads these words in any case, and writes them in this one.
_WORDS = {
    "contentType": ("text", "html"),
    "importance": ("low", "normal", "high"),
    "sensitivity": ("normal", "personal", "private", "confidential"),
    "showAs": ("unknown", "free", "tentative", "busy", "oof", "workingElsewhere"),
    "type": ("required", "optional", "resource"),
    "response": ("none", "organizer", "tentativelyAccepted", "accepted", "declined", "notResponded"),
}
_PREFERENCE = re.compile(r'([\w.-]+)\s*=\s*(?:"([^"]*)"|([^,;\s"]+))')


@dataclass(frozen=True)
class Call:
    """`parts` are the ids in the path; `origin` is the scheme and host that links begin with."""

    number: int
    origin: str
    path: str
    mailbox: str
    parts: tuple[str, ...]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: Any
    now: datetime

    @property
    def preferences(self):
        values = ", ".join(self.headers.get_all("Prefer", []))
        return {name.casefold(): quoted or plain for name, quoted, plain in _PREFERENCE.findall(values)}

    @property
    def wants_immutable_ids(self):
        return self.preferences.get("idtype", "").casefold() == "immutableid"

    @property
    def time_zone(self):
        return self.preferences.get("outlook.timezone", "UTC")

    def check_unchanged(self, item):
        expected = self.headers.get("If-Match")
        if expected not in {None, "*", item.etag}:
            raise stale()

    def number_of(self, name, default, most):
        text = self.query.get(name, str(default))
        if not text.isdigit() or not int(text) <= most:
            raise bad_query(f"Invalid value for {name}: {text}")
        return int(text)


@dataclass(frozen=True)
class Done:
    """What a request came to: JSON, or bytes of a type of their own."""

    status: int
    content: Any = None
    raw: bytes = b""
    raw_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def read_query(text):
    """Names of the system's options are of any case; one given twice is refused."""
    pairs = [
        (k.casefold() if k.startswith("$") else k, v) for k, v in parse_qsl(text, keep_blank_values=True)
    ]
    if len({name for name, _ in pairs}) < len(pairs):
        raise bad_query("Query option specified more than once.")
    return dict(pairs)


def canonical(content):
    """The same JSON with the words of Graph's enumerations as Graph writes them."""
    if isinstance(content, list):
        return [canonical(entry) for entry in content]
    if not isinstance(content, dict):
        return content
    return {name: _word(name, canonical(value)) for name, value in content.items()}


def _word(name, value):
    words = {word.casefold(): word for word in _WORDS.get(name, ())}
    return words.get(value.casefold(), value) if isinstance(value, str) else value
