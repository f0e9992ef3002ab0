"""Plainly fictitious people, and concerns about nobody."""

from dataclasses import replace
from datetime import date

from agenda.cases.citizen import CitizenGiven
from agenda.cases.concern import Basis, ConcernGiven, Notification, SourceKind, Urgency
from agenda.forum.accession import Signature
from service.workflow.cases.intake import Intake
from service.workflow.forum.given import (
    Acceded,
    AppointmentGiven,
    CharterGiven,
    ForumGiven,
    OrganisationGiven,
)
from service.workflow.forum.given import MemberGiven as ForumMemberGiven
from service.workflow.forum.people import set_forum
from service.workflow.people import (
    BodyGiven,
    Days,
    MemberGiven,
    PartyGiven,
    PeopleGiven,
    PersonGiven,
    set_people,
)

PARTIES = ("bif", "dks", "kf", "sof", "ssp")
KE, FORUM = "koordineringsenheden", "medborgerforum"
OFFICE, ASSOCIATION = "vink@moedeklar.invalid", "kontakt@proeveforeningen.invalid"


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
    """The secretariat, its organiser, five parties with contact and deputy, and the members named."""
    return PeopleGiven(
        PersonGiven("VINK, sekretariatet", OFFICE),
        ((KE, BodyGiven("VINK", "ke@moedeklar.invalid", "Prøvegade 1")),),
        tuple(party(party_id) for party_id in PARTIES) if parties is None else parties,
        members,
    )


def forum_house(*members):
    """The forum's organiser and members, which its own office sets."""
    return PeopleGiven(
        bodies=((FORUM, BodyGiven("VINK", "forum@moedeklar.invalid", "Prøvesalen")),), members=members
    )


def set_everybody(driven, *members, parties=None):
    """Each office sets what is its own."""
    appointed = [one for one in members if one.body_id == FORUM]
    others = [one for one in members if one.body_id != FORUM]
    driven.do(set_people, everybody(*others, parties=parties))
    driven.do(set_people, forum_house(*appointed), as_="forum")
    if appointed:
        driven.do(set_forum, the_forum(*appointed), as_="forum")


def the_forum(*members):
    """The members given, appointed by an association that has acceded to the Charter."""
    signature = Signature("Frida Forperson", date(2026, 1, 15))
    contact = PersonGiven("Frida Forperson", ASSOCIATION)
    return ForumGiven(
        (CharterGiven("2026", date(2026, 1, 1)),),
        (OrganisationGiven("proeveforeningen", "Prøveforeningen", contact, Acceded("2026", signature)),),
        tuple(appointed(one) for one in members),
    )


def appointed(one, organisation_id="proeveforeningen", **named):
    days = Days(one.days.first_on or date(2026, 1, 15), one.days.last_on)
    return ForumMemberGiven(AppointmentGiven(one.person, organisation_id, days=days, **named))


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


def concern_of(number):
    """As the API takes it, about another for each number, who can't be alive: born in the 1890s."""
    day, month, serial = number % 28 + 1, number // 28 % 12 + 1, number // 336
    # Of consonants alone: a name with aa in it is that with a single one, spelt otherwise.
    in_letters = "".join("bdfghklmnp"[int(digit)] for digit in str(number)).capitalize()
    return {
        "citizen": {
            "name": f"Testa {in_letters}sen Prøvesen",
            "cpr": f"{day:02}{month:02}90-5{serial:03}",
            "municipality": "København",
        },
        "source_kind": "anonymous",
        "theme": "other",
        "urgency": "normal",
        "basis": "1",
        "purpose": "At vurdere bekymringen",
        "necessity": "Ingen anden vej er åben",
        "confirmed_necessary": True,
    }
