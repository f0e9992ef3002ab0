"""What the forum's secretariat gives its verbs."""

from dataclasses import dataclass, field
from datetime import date

from agenda.forum.accession import Signature
from agenda.forum.appointment import ForumRole
from service.workflow.people import Days, PersonGiven


@dataclass(frozen=True)
class CharterGiven:
    version: str
    in_force_from: date
    link: str = ""


@dataclass(frozen=True)
class Acceded:
    """To which version, and who signed when."""

    version: str
    signature: Signature


@dataclass(frozen=True)
class OrganisationGiven:
    """`contact` is whoever the Charter is sent to; an organisation is recognised by its id."""

    id: str
    name: str
    contact: PersonGiven
    acceded: Acceded | None = None


@dataclass(frozen=True)
class AppointmentGiven:
    """A member is recognised by address, an appointment by its first day; the first day left out is today."""

    person: PersonGiven
    organisation_id: str | None
    role: ForumRole = ForumRole.MEMBER
    days: Days = field(default_factory=Days)


@dataclass(frozen=True)
class MemberGiven:
    """`acceded` is a personal member's own accession."""

    appointment: AppointmentGiven
    acceded: Acceded | None = None


@dataclass(frozen=True)
class ForumGiven:
    """What it names is set, what it doesn't name stays."""

    charters: tuple[CharterGiven, ...] = ()
    organisations: tuple[OrganisationGiven, ...] = ()
    members: tuple[MemberGiven, ...] = ()
