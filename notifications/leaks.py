"""The last look before a mail leaves: refuses numbers of persons, and names the house knows."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from itertools import pairwise, product
from urllib.parse import unquote

from icalendar import Calendar

_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", re.IGNORECASE)
_HEX_ID = re.compile(r"\b(?=\w*[a-f])(?=\w*[0-9])[0-9a-f]{16,}\b", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_DAY, _MONTH, _YEAR = (f"(?P<{name}>[0-9]{{2}})" for name in ("day", "month", "year"))
_CPRS = tuple(
    re.compile(f"(?<![0-9]){date}[0-9]{{4}}(?![0-9])")
    for date in (
        rf"{_DAY}{_MONTH}{_YEAR}(?:\s?[{_DASHES}]?\s?|\.)",
        rf"{_DAY}{_MONTH}(?:19|20){_YEAR}[{_DASHES}]",
        rf"{_DAY}(?P<between>[{_DASHES} ./]){_MONTH}(?P=between)(?:19|20)?{_YEAR}[{_DASHES}]",
        rf"{_DAY} {_MONTH} {_YEAR} ",
    )
)
_TEN_DIGITS = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")
_CPR_IN_URL = re.compile(rf"(?<![0-9A-Za-z-]){_DAY}{_MONTH}{_YEAR}-[0-9]{{4}}(?![0-9A-Za-z-])")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEWEST_WORDS, _MOST_WORDS = 2, 5
_CALENDAR_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT"}
_SEEN_ATTRIBUTES = {"alt", "title", "href"}
_BREAKING_TAGS = {"p", "br", "li", "ul", "ol", "div", "td", "th", "tr", "h1", "h2", "h3", "title"}


class PersonalDataFound(Exception):
    """`kind` is "cpr" or "name"; the datum itself is repeated nowhere."""

    def __init__(self, field: str, kind: str) -> None:
        super().__init__(f"{field} holds personal data ({kind}), which may not leave")
        self.field = field
        self.kind = kind


def check(parts: Mapping[str, str], is_known: Callable[[str], bool]) -> None:
    """Read each text people will read; `is_known` is asked of every two to five words, normalised.

    Where the text has "Prøvesen, Testa" it is asked of "testa prøvesen" too, and of every ten digits,
    which a link may hold without being anybody's number. A link is read as browsers show it.
    """
    for field, written in parts.items():
        text = unquote(written)
        if _has_cpr(text) or any(is_known(digits) for digits in _TEN_DIGITS.findall(_plain(text))):
            raise PersonalDataFound(field, "cpr")
        if any(is_known(run) for run in {*_runs(normalised(text).split()), *_turned(text)}):
            raise PersonalDataFound(field, "name")


def normalised(name: str) -> str:
    """Give one spelling for all: folded case, words of letters and digits, single spaces."""
    folded = unicodedata.normalize("NFKC", _seen(name)).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


def readable_parts(mail: bytes) -> dict[str, str]:
    """Give what people read of a mail, by field."""
    message = message_from_bytes(mail, policy=default)
    parts = {"subject": str(message["Subject"] or "")}
    for part in message.walk():
        for field, text in _readable(part):
            parts[field] = f"{parts[field]}\n{text}" if field in parts else text
    return parts


def _has_cpr(text: str) -> bool:
    plain = _plain(text)
    if any(_is_date(found) for url in _URL.findall(plain) for found in _CPR_IN_URL.finditer(url)):
        return True
    for identifier in (_URL, _UUID, _HEX_ID):  # a random identifier can look like a number
        plain = identifier.sub("x", plain)
    return any(_is_date(found) for written in _CPRS for found in written.finditer(plain))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _seen(text))


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _is_date(found: re.Match[str]) -> bool:
    day, month, year = (int(found[group]) for group in ("day", "month", "year"))
    if not (1 <= month <= len(_LONGEST_MONTHS) and 1 <= day <= _LONGEST_MONTHS[month - 1]):
        return False
    is_leap_day = (day, month) == (29, 2)
    return not is_leap_day or year % 4 == 0


def _runs(words: list[str]) -> Iterator[str]:
    """Give each run, and once more without the s that a Danish genitive ends in."""
    for length in range(_FEWEST_WORDS, _MOST_WORDS + 1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            yield run
            if run.endswith("s"):
                yield run[:-1]


def _turned(text: str) -> Iterator[str]:
    """Give each run across a comma, family name first, in the order in which it is spoken."""
    segments = [normalised(each).split() for each in unicodedata.normalize("NFKC", text).split(",")]
    for before, after in pairwise(segments):
        for family, given in _shares(len(before), len(after)):
            first, last = " ".join(after[:given]), " ".join(before[-family:])
            yield f"{first} {last}"
            if first.endswith("s"):
                yield f"{first[:-1]} {last}"


def _shares(before: int, after: int) -> Iterator[tuple[int, int]]:
    most = _MOST_WORDS - 1
    for family, given in product(range(1, min(before, most) + 1), range(1, min(after, most) + 1)):
        if family + given <= _MOST_WORDS:
            yield family, given


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
