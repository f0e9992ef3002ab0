"""A body that meets, and from whose mailbox it invites."""

from dataclasses import dataclass


@dataclass
class Body:
    """`id` is that of the settings; the organiser is who invites; `place` and `online` are shown in invitations.

    The room, where it has a mailbox, is invited too.
    """

    id: str
    name: str
    organiser_name: str = ""
    organiser_email: str = ""
    place: str = ""
    online: str = ""
    room_name: str = ""
    room_email: str = ""


@dataclass
class Office:
    """The secretariat: where notices to it go. There is one (`id` is `secretariat`)."""

    id: str
    name: str
    email: str = ""
    language: str = "da"
