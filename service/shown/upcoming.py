"""What the service will do by itself: when, what, to whom, about what, and why."""

from collections.abc import Iterable

from notifications.reason import reason_in_words
from service.shown.shape import LANGUAGE, Local, Shape
from service.workflow.upcoming import Deed


class DeedShape(Shape):
    """`to` is empty where nobody is told; `why` is the reason's code, or a derivation in words."""

    at: Local
    what: str
    to: str
    about: str
    why: str
    why_in_words: str


class UpcomingShape(Shape):
    days: int
    deeds: tuple[DeedShape, ...]


def upcoming_shape(days: int, deeds: Iterable[Deed]) -> UpcomingShape:
    return UpcomingShape(days=days, deeds=tuple(_deed(deed) for deed in deeds))


def _deed(deed: Deed) -> DeedShape:
    return DeedShape(
        at=deed.at,
        what=deed.what,
        to=deed.to,
        about=deed.about,
        why=deed.why,
        why_in_words=reason_in_words(deed.why, LANGUAGE),
    )
