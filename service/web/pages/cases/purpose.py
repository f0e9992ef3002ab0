"""For what a case is read: stated once a session for each case, kept in the cookie and never in an address."""

from flask import session

PURPOSES = "purposes"
MOST_KEPT = 20


def purpose_of(reference: str) -> str:
    return str(_kept().get(reference, ""))


def keep_purpose(reference: str, purpose: str) -> None:
    """The newest win, since a cookie holds little."""
    others = {k: v for k, v in _kept().items() if k != reference}
    session[PURPOSES] = dict([*others.items(), (reference, purpose)][-MOST_KEPT:])


def _kept() -> dict[str, str]:
    kept: dict[str, str] = session.get(PURPOSES, {})
    return kept
