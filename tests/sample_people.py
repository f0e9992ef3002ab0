"""Plainly fictitious people, and concerns about nobody."""

from dataclasses import replace

from agenda.cases.citizen import CitizenGiven
from agenda.cases.concern import Basis, ConcernGiven, Notification, SourceKind, Urgency
from service.workflow.cases.intake import Intake
from service.workflow.people import BodyGiven, MemberGiven, PartyGiven, PeopleGiven, PersonGiven, set_people

PARTIES = ("bif", "dks", "kf", "sof", "ssp")
KE, FORUM = "koordineringsenheden", "medborgerforum"
OFFICE = "vink@moedeklar.invalid"


def contact_of(party_id):
    return f"kontakt.{party_id}@moedeklar.invalid"


def deputy_of(party_id):
    return f"suppleant.{party_id}@moedeklar.invalid"


def member_of(party_id):
    return f"medlem.{party_id}@moedeklar.invalid"


def party(party_id, *, mailbox="", has_contact=True, has_deputy=True):
    contact = PersonGiven(f"Kontakt {party_id}", contact_of(party_id)) if has_contact else None
    deputy = PersonGiven(f"Suppleant {party_id}", deputy_of(party_id)) if has_deputy else None
    return PartyGiven(party_id, mailbox=mailbox, contact=contact, deputy=deputy)


def member(party_id, body_id=KE, **named):
    return MemberGiven(body_id, PersonGiven(f"Medlem {party_id}", member_of(party_id)), **named)


def delegate(party_id, body_id=KE, **named):
    """A member who speaks for the party."""
    return replace(member(party_id, body_id, **named), party_id=party_id)


def everybody(*members, parties=None):
    """The secretariat, both organisers, five parties with contact and deputy, and the members named."""
    return PeopleGiven(
        PersonGiven("VINK, sekretariatet", OFFICE),
        (
            (KE, BodyGiven("VINK", "ke@moedeklar.invalid", "Prøvegade 1")),
            (FORUM, BodyGiven("VINK", "forum@moedeklar.invalid", "Prøvesalen")),
        ),
        tuple(party(party_id) for party_id in PARTIES) if parties is None else parties,
        members,
    )


def set_everybody(driven, *members, parties=None):
    driven.do(set_people, everybody(*members, parties=parties))


def citizen(name="Testa Prøvesen", cpr="010190-5001", born_on=None, municipality="København"):
    return CitizenGiven(name, cpr, born_on, municipality)


def concern(
    about=None,
    *,
    urgency=Urgency.NORMAL,
    source="",
    source_kind=SourceKind.HOTLINE,
    theme="other",
    words="En vending, som ingen andre bruger.",
    purpose="At vurdere bekymringen",
    necessity="Ingen anden vej er åben",
    notification=Notification.PENDING,
):
    return ConcernGiven(
        about or citizen(),
        source_kind,
        source,
        theme,
        words,
        urgency,
        Basis.SSP,
        purpose,
        necessity,
        notification,
    )


def confirmed(given=None, parties=PARTIES, **named):
    """An intake whose parties are confirmed as necessary in the same step."""
    return Intake(given or concern(), parties, is_confirmed=True, **named)
