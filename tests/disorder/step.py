"""One step of a walk: somebody calls, or time passes. It says what was meant, so that it can be taken again elsewhere.

Ids are made of the step that made them, and what is counted or drawn anew in each house (references, revisions,
private links) stands in a step as a placeholder: so a step still means the same where others before it are left out.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

REFERENCE, REVISION, LINK = "$case", "$revision", "$link"
SHORTEST_LINE = 160


@dataclass(frozen=True)
class Call:
    """`path` is the route's, with its keys in `keys`; `role` is empty where nobody asks."""

    number: int
    at: datetime
    role: str
    method: str
    path: str
    keys: dict = field(default_factory=dict)
    query: dict = field(default_factory=dict)
    body: object = None
    content_type: str = "application/json"
    ticks: bool = True

    @property
    def route(self):
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Passage:
    """Time passes until a moment: lived through, with the clock ticking, or away, with nothing running.

    `is_fine` while every channel is well.
    """

    number: int
    at: datetime
    is_lived: bool = True
    is_fine: bool = False


@dataclass(frozen=True)
class ByHand:
    """Somebody does something to an entry in the calendar itself, and time passes until a moment."""

    is_lived: ClassVar[bool] = True

    number: int
    at: datetime
    entry: str
    deed: str


def reference_of(case_id):
    return {REFERENCE: case_id}


def revision_of(table, key, off=0):
    return {REVISION: [table, key, off]}


def link_of(attendee_id):
    return {LINK: attendee_id}


def resolved(tree, resolve):
    """The same with every placeholder replaced by what `resolve` gives for its kind and its argument."""
    if isinstance(tree, dict) and len(tree) == 1:
        ((kind, about),) = tree.items()
        if kind in {REFERENCE, REVISION, LINK}:
            return resolve(kind, about)
    if isinstance(tree, dict):
        return {name: resolved(value, resolve) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [resolved(value, resolve) for value in tree]
    return tree


def told(step, address="", body=None, status=""):
    """A line that a person can take by hand."""
    if isinstance(step, Passage):
        passes = "time passes" if step.is_lived else "away until then"
        return f"{step.number:>5}  {step.at.isoformat()}  {passes}{', every channel well' * step.is_fine}"
    if isinstance(step, ByHand):
        return f"{step.number:>5}  {step.at.isoformat()}  in Outlook  entry {step.entry} is {step.deed}"
    said = json.dumps(body, ensure_ascii=False, default=str) if body is not None else ""
    ticked = "" if step.ticks else "  (no tick)"
    return (
        f"{step.number:>5}  {step.at.isoformat()}  {step.role or 'nobody'}  {step.method} {address or step.path}"
        f"  {said}  -> {status}{ticked}"
    )
