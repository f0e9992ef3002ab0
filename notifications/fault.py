"""What went wrong with a message, in the words of whoever is to do something about it."""

import re

from notifications.fault_words import PHRASES, REFUSED, RETURNED, SERVER_REFUSED, STATUSES
from notifications.server_codes import Concern, concern_of
from notifications.smtp_replies import is_fault_of_ours

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_CODES = re.compile(r"(\d{3}(?: [245]\.\d{1,3}\.\d{1,3})?): (.+)")  # of a mail server, before our own words
_NAMED = re.compile(r"(?:\d{3} ?)?(Error\w+|[\w.-]*)")  # as Exchange and Graph call it
_TOO_LARGE = "413"  # as Graph says it
_FALLBACK = "da"


def fault_in_words(fault: str | None, language: str) -> str:
    """The fault in words, with the code that it bears; what is known by no phrase is its own words."""
    if not fault:
        return ""
    language = language if language in PHRASES else _FALLBACK
    codes = _CODES.fullmatch(fault)
    if codes:
        status = _STATUS.search(codes[1])
        meaning = _meaning(status[0], language) if status else ""
        return f"{meaning or _phrase(codes[2], language) or REFUSED[language]} ({codes[1]})"
    return _phrase(fault, language) or _by_code(fault, language) or fault


def is_of_our_mail(fault: str | None) -> bool:
    """Whether it is a refusal of what we made or of who we are, which others meet alike until a person mends it."""
    said = fault or ""
    codes = {concern_of(word) for word in said.split()}
    is_returned = said.startswith("5.7.")
    return is_returned or said == _TOO_LARGE or Concern.OUR_MAIL in codes or is_fault_of_ours(said)


def _phrase(fault: str, language: str) -> str:
    for beginning, words in PHRASES[language].items():
        if fault.startswith(beginning):
            more = fault.removeprefix(beginning) if beginning.endswith(": ") else ""
            return words + fault_in_words(more, language)
    return ""


def _by_code(fault: str, language: str) -> str:
    """Where it bears no words at all, or some that are no channel's."""
    status = _STATUS.search(fault)
    if status is not None:
        other = RETURNED if status[0] == fault else REFUSED
        return f"{_meaning(status[0], language) or other[language]} ({fault})"
    named = _NAMED.fullmatch(fault)
    if named is None or not (fault[0].isdigit() or fault.startswith("Error")):
        return ""
    return f"{_phrase(named[1], language) or SERVER_REFUSED[language]} ({fault})"


def _meaning(status: str, language: str) -> str:
    known = STATUSES[language]
    return known.get(status) or known.get(status.rpartition(".")[0], "")
