"""Who is who, as far as the actor may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from agenda.access import Action, Role
from agenda.meetings.body import Body, Office
from agenda.meetings.member import Member
from agenda.meetings.party import Party
from service.database.meetings import questions
from service.workflow.meetings.reading import own_bodies_of
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Directory:
    """Each office's own bodies and members; the agencies belong to the cases, so the forum's office sees none."""

    office: Office
    bodies: Sequence[Body]
    parties: Sequence[Party]
    members: Sequence[Member]


def directory(unit: Unit) -> Directory:
    unit.allow(Action.READ_PEOPLE)
    bodies = own_bodies_of(unit)
    parties = questions.parties(unit.session) if unit.actor.role is Role.SECRETARIAT else ()
    members = [member for body in bodies for member in questions.members(unit.session, body.id)]
    return Directory(questions.office(unit.session), bodies, parties, members)
