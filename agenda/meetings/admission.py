"""Which members a body lets in to a meeting, where it does not let in all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Admitted:
    """Members by id: who may be invited now, and whose invitation, once sent, may stand."""

    to_join: frozenset[str]
    to_stay: frozenset[str]
