"""Name an organisation, and where it is written to."""

from datetime import datetime

from agenda.access import Action
from agenda.forum.organisation import Organisation
from service.database.forum import questions
from service.workflow.forum.accessions import open_accession
from service.workflow.forum.given import OrganisationGiven
from service.workflow.people import PersonGiven
from service.workflow.unit import Unit


def change_organisation(
    unit: Unit, organisation_id: str, given: tuple[str, PersonGiven], revision: int, now: datetime
) -> Organisation:
    """Another name, or another contact: reminders go there from now on."""
    unit.allow(Action.CHANGE_CHARTER_LIST)
    organisation = questions.organisation_worked(unit.session, organisation_id)
    organisation.expect(revision)
    name, contact = given
    return set_organisation(unit, OrganisationGiven(organisation.id, name, contact), now)


def set_organisation(unit: Unit, given: OrganisationGiven, now: datetime) -> Organisation:
    """A new one has its accession to the newest Charter open, not sent yet; so has one that had been forgotten.

    What is written of the latter anew would else be over already, and destroyed by the clock's next step.
    """
    unit.allow(Action.CHANGE_CHARTER_LIST)
    unit.check_free_of_numbers(name=given.name, email=given.contact.email, contact=given.contact.name)
    contact = given.contact
    organisation = unit.session.get(Organisation, given.id)
    if organisation is None:
        organisation = Organisation(given.id, given.name, contact.name, contact.email, contact.language)
        unit.session.add(organisation)
        unit.session.flush()
        _open_if_none(unit, organisation, now)
    elif not organisation.email:
        _open_if_none(unit, organisation, now)
    organisation.name = given.name
    organisation.contact_name, organisation.email = contact.name, contact.email
    organisation.language = contact.language
    unit.record("set_organisation", organisation.id, now)
    return organisation


def _open_if_none(unit: Unit, organisation: Organisation, now: datetime) -> None:
    known = questions.accessions_worked(unit.session)
    is_open = any(one.is_open and one.organisation_id == organisation.id for one in known)
    if questions.charters(unit.session) and not is_open:
        open_accession(unit, organisation.id, None, now)
