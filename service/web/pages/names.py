"""What those who act are called on pages: each party as the store knows it, the forum as the settings do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import g, request
from sqlalchemy.exc import SQLAlchemyError

from agenda.access import Actor, Role, actor_named
from agenda.errors import Invalid
from notifications.possessive import possessive
from service.database.meetings.party_names import PartyNamed, parties_by_name
from service.database.sending import is_off as is_sending_off
from service.database.sending import sending_off
from service.web.current import current_moment, current_service
from service.web.pages.words import ROLES

LOGIN = "login"
OF_THE_FORUM = frozenset({Role.FORUM, Role.MEMBER})


@dataclass(frozen=True)
class Names:
    """The parties of all times, by name, as they stand on a day; and, read with them, whether messages go out."""

    parties: tuple[PartyNamed, ...] = ()
    on: date = date.min
    is_sending_off: bool = False

    @property
    def by_id(self) -> Mapping[str, str]:
        """Those that have ended too: their names stay where they took part."""
        return {party.id: party.name for party in self.parties}

    def choices(self, *kept: str) -> list[tuple[str, str]]:
        """The parties of the day, and those that were chosen already."""
        return [(one.id, one.name) for one in self.parties if one.is_valid(self.on) or one.id in kept]


def names() -> Names:
    """Read once a request, by every page before it opens a transaction of its own.

    A page that says that the store can't be reached has none.
    """
    if "names" not in g:
        try:
            g.names = Names() if g.get("is_storage_away") else _read()
        except SQLAlchemyError:
            g.names = Names()
    found: Names = g.names
    return found


def read_names() -> None:
    """Before a page begins: if the store can't be reached, that is what the page says."""
    g.names = _read()


def actor_in_words(actor: Actor) -> str:
    if actor.party_id:
        return names().by_id.get(actor.party_id, actor.party_id)
    return forum_office() if actor.role is Role.FORUM else ROLES[actor.role]


def doer_in_words(did: str, otherwise: str) -> str:
    """Of whoever is kept as having done something: what is no role is an attendee, or was one."""
    try:
        return actor_in_words(actor_named(did))
    except Invalid:
        return otherwise


def forum_office() -> str:
    settings = current_service().settings
    return f"{possessive(settings.configured[settings.forum.body].name)} sekretariat"


def _read() -> Names:
    """Whoever has only the forum sees none, since the agencies belong to the cases; at the login all may enter."""
    actor: Actor | None = g.get("actor")
    service = current_service()
    with service.snapshots() as session:
        if actor is not None and actor.role in OF_THE_FORUM and request.blueprint != LOGIN:
            return Names(is_sending_off=sending_off(session) is not None)
        parties, is_off = parties_by_name(session, is_sending_off())
    on = service.settings.calendar.as_calendar().local(current_moment()).date()
    return Names(tuple(parties), on, is_off)
