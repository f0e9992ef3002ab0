"""From whose mailbox a body's messages go."""

from agenda.errors import Conflict
from notifications.address import Address
from service.database.meetings import questions
from service.workflow.unit import Unit


class NoOrganiser(Conflict):
    """The body has no organiser mailbox, so nobody could be told."""


def check_can_send(unit: Unit, body_id: str) -> None:
    if not questions.body_named(unit.session, body_id).organiser_email:
        raise NoOrganiser(
            f"give {body_id} an organiser mailbox first: `moedeklar people FILE`, or PUT /api/v1/people",
            "organiser",
        )


def sender_of(unit: Unit, body_id: str) -> Address:
    body = questions.body_named(unit.session, body_id)
    return Address(body.organiser_name or body.name, body.organiser_email)
