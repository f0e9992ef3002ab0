"""The last look before a mail leaves: refuses numbers of persons, and names the house knows."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from urllib.parse import unquote

from icalendar import Calendar

from agenda.errors import Invalid
from notifications.letters import seen
from notifications.names import traces_in
from notifications.person_number import has_number_in_link, numbers_in

LONGEST_CHECKED = 200_000
_AFTER_SCHEME = re.compile(r"://\S+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*$", re.IGNORECASE)
_LONGEST_SCHEME = 30
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_HEX_ID = re.compile(r"\b(?=\w*[a-f])(?=\w*[0-9])[0-9a-f]{16,}\b", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CALENDAR_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"}
_SEEN_ATTRIBUTES = {"alt", "title", "href"}
_BREAKING_TAGS = {"p", "br", "li", "ul", "ol", "div", "td", "th", "tr", "h1", "h2", "h3", "title"}


class PersonalDataFound(Exception):
    """`kind` is "cpr" or "name"; the datum itself is repeated nowhere."""

    def __init__(self, field: str, kind: str) -> None:
        super().__init__(f"{field} holds personal data ({kind}), which may not leave")
        self.field = field
        self.kind = kind


class TooLongToCheck(Invalid):
    """A text that is too long to be looked through whole may not leave at all."""


KnownAmong = Callable[[Collection[str]], Collection[str]]


def check(parts: Mapping[str, str], known_among: KnownAmong) -> None:
    """Read each text people will read, whole; `known_among` gives those that are known of names' traces and numbers.

    It is asked once, for all texts. Of a number nobody knows it is enough that it looks like a person's; in a
    link, whose digits are mostly nobody's, it needs more to look like one. A link is read as browsers show it.
    """
    read = {field: _read(field, text) for field, text in parts.items()}
    asked = {each for one in read.values() for each in (*one.numbers, *one.names)}
    known = frozenset(known_among(asked)) if asked else frozenset()
    for field, one in read.items():
        if one.has_number or not known.isdisjoint(one.numbers):
            raise PersonalDataFound(field, "cpr")
        if not known.isdisjoint(one.names):
            raise PersonalDataFound(field, "name")


def normalised(name: str) -> str:
    """Give one spelling for all: folded case, words of letters and digits, single spaces."""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", name)).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


def readable_parts(mail: bytes) -> dict[str, str]:
    """Give what people read of a mail, by field."""
    message = message_from_bytes(mail, policy=default)
    parts = {"subject": str(message["Subject"] or "")}
    for part in message.walk():
        for field, text in _readable(part):
            parts[field] = f"{parts[field]}\n{text}" if field in parts else text
    return parts


@dataclass(frozen=True)
class _Found:
    """Whether a text has what must be somebody's number, and what is to be held against known ones."""

    has_number: bool
    numbers: frozenset[str]
    names: frozenset[str]


def _read(field: str, written: str) -> _Found:
    _check_length(field, written)
    pieces = [(is_link, seen(_unescaped(piece, is_link=is_link))) for is_link, piece in _pieces(written)]
    whole = "".join(piece for _, piece in pieces)
    _check_length(field, whole)  # there are letters that stand for a whole sentence
    plain = "".join(" x " if is_link else piece for is_link, piece in pieces)
    for identifier in (_UUID, _HEX_ID):  # a random one can look like a number
        plain = identifier.sub("x", plain)
    found = numbers_in(plain)
    known = found if plain == whole else numbers_in(whole)
    is_in_link = any(has_number_in_link(piece) for is_link, piece in pieces if is_link)
    return _Found(found.has_number or is_in_link, known.to_hold_against_known, traces_in(whole))


def _check_length(field: str, text: str) -> None:
    if len(text) > LONGEST_CHECKED:
        raise TooLongToCheck(
            f"give at most {LONGEST_CHECKED} letters, so that all of it can be checked", field
        )


def _unescaped(piece: str, *, is_link: bool) -> str:
    """Links are passed on within links, and escaped anew each time."""
    return unquote(unquote(piece)) if is_link else unquote(piece)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, each with whether it is a link. A scheme is looked for backwards, and not far."""
    at = 0
    for found in _AFTER_SCHEME.finditer(text):
        scheme = _SCHEME.search(text, max(at, found.start() - _LONGEST_SCHEME), found.start())
        if scheme is not None:
            yield False, text[at : scheme.start()]
            yield True, text[scheme.start() : found.end()]
            at = found.end()
    yield False, text[at:]


def _readable(part: EmailMessage) -> Iterator[tuple[str, str]]:
    if name := part.get_filename():
        yield "file name", name
    kind = part.get_content_type()
    if kind == "text/calendar":
        yield from _calendar_texts(_text(part))
    elif kind == "text/html":
        yield "html", _html_as_text(_text(part))
    elif kind == "text/plain":
        yield "text", _text(part)


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    return content.decode(errors="replace") if isinstance(content, bytes) else ""


def _calendar_texts(calendar: str) -> Iterator[tuple[str, str]]:
    for component in Calendar.from_ical(calendar).walk():
        for name, value in component.property_items(recursive=False):
            if name in _CALENDAR_TEXTS:
                yield f"calendar {name.lower()}", str(value)


def _html_as_text(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.texts)


class _Reader(HTMLParser):
    """Keeps words whole across inline tags, and apart across blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING_TAGS:
            self.texts.append("\n")
        self.texts.extend(f" {value} " for name, value in attrs if name in _SEEN_ATTRIBUTES and value)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING_TAGS:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
