"""A form that is gone when it comes back: that is said, no fault leads nowhere, and what was typed stays readable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from markupsafe import escape

from service.web.pages.attempt import NotRepeated, OfWhatWasTyped

GONE = "Det er afgjort eller ændret imens, så formularen er her ikke længere. Det, du sendte, er ikke gemt."
# Fields that are chosen or carried, and so hold nothing that somebody typed.
CHOSEN = frozenset(
    (
        *("addressee", "amends", "answered", "asks_again", "at_home", "attendee_id", "basis", "became"),
        *("body_id", "cause", "cleared", "close_reason", "closes_case", "closes_with_withdrawal", "concern"),
        *("consent", "corrects", "course_kind", "csrf_token", "decision", "down", "excluded_item"),
        *("exemption", "file", "for_body", "found", "giver", "guardian_consents", "guest_item", "held"),
        *("how", "is_confirmed", "is_oriented", "is_protected", "is_whole", "item", "kind", "language"),
        *("meeting_id", "member_id", "needs", "needs_clearance", "notification", "organisation_id"),
        *("orientation", "outcome", "owner", "parties", "party", "presence", "purpose_chosen", "responsible"),
        *("rest", "revision", "role", "shown", "source_kind", "spoken_by", "step", "theme", "then"),
        *("treated", "up", "urgency", "why", "with_gaps"),
        *("another_person", "is_same", "protective_number", "risk_number", "same_person"),
    )
)
_BEGINNING = re.compile("[a-z_]*")


@dataclass(frozen=True)
class Summary:
    """`faults` are words, each with the field they lead to where that is there; `kept` is what was typed.

    `at` are the fields at fault that are not on the page, for whoever reads it by a program.
    """

    faults: tuple[tuple[str, str], ...]
    kept: tuple[str, ...]
    at: tuple[str, ...] = ()


def summary_of(errors: Mapping[str, str], content: str, gone: str = GONE) -> Summary:
    """Of the faults of a form, on the page that it comes back on."""
    lost = [name for name in errors if name in request.form and not _is_there(name, content)]
    is_of_typing = isinstance(errors, OfWhatWasTyped)
    rest = {name: words for name, words in errors.items() if not (is_of_typing and name in lost)}
    listed = [(name if _leads(name, content) else "", words) for name, words in rest.items()]
    kept = () if isinstance(errors, NotRepeated) else tuple(_unread(content))
    elsewhere = tuple(name for name in errors if name and not _leads(name, content))
    return Summary((*([("", gone)] if lost else []), *listed), kept, elsewhere)


def _is_there(name: str, content: str) -> bool:
    return f' name="{name}"' in content


def _leads(name: str, content: str) -> bool:
    return bool(name) and f'id="f-{name}"' in content


def _unread(content: str) -> list[str]:
    """What was typed and stands nowhere on the page."""
    shown = _squashed(content)
    typed = [
        value
        for name, value in request.form.items(multi=True)
        if _BEGINNING.match(name)[0] not in CHOSEN and value.strip()  # type: ignore[index]  # it matches an empty name
    ]
    return [value for value in dict.fromkeys(typed) if _squashed(str(escape(value))) not in shown]


def _squashed(text: str) -> str:
    return " ".join(text.split())
