"""A body that meets, and from whose mailbox it invites."""

from dataclasses import dataclass

from agenda.errors import Conflict


class OrganiserHasInvited(Conflict):
    """Calendars take an update or a cancellation from the one alone who has invited."""


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

    def check_organiser(self, email: str, invited: int) -> None:
        """Whether another mailbox may invite from now on; `invited` are meetings of which calendars know this one."""
        if invited and email.lower() != self.organiser_email.lower():
            raise OrganiserHasInvited(
                "leave the address until those meetings are held, or call them off first, so that each is cancelled"
                " by the mailbox that invited to it",
                "organiser_email",
                {"meetings": invited},
            )


@dataclass
class Office:
    """The secretariat: where notices to it go. There is one (`id` is `secretariat`)."""

    id: str
    name: str
    email: str = ""
    language: str = "da"
