"""Who is told for an agency on a given day: the contact, the deputy while they are away, or the mailbox."""

from datetime import date, timedelta

import pytest

from agenda.meetings.member import Member
from agenda.meetings.party import (
    Absence,
    Contact,
    ContactRole,
    Party,
    Recipient,
    asked,
    chased,
    deputised,
    reminded,
    without_repeats,
)

ON = date(2026, 12, 1)
DAY = timedelta(days=1)


def contact(role, **changes):
    facts = {"id": role, "party_id": "ssp", "role": ContactRole(role), "name": role, "language": "da"}
    return Contact(**(facts | {"email": f"{role}@example.dk", "valid_from": date(2026, 1, 1)} | changes))


def party(*roles, away=(), mailbox="ssp@example.dk"):
    return Party(
        *("ssp", "SSP København", mailbox, "da", date(2026, 1, 1)),
        contacts=[contact(role) for role in roles],
        absences=[Absence(role, "ssp", role, ON, ON) for role in away],
    )


def whom(recipients):
    return [recipient.email.partition("@")[0] for recipient in recipients]


@pytest.mark.parametrize(
    ("roles", "more", "expected"),
    [
        (["contact", "deputy"], {}, ["ssp contact", "contact", "contact deputy", "deputy"]),
        (["contact", "deputy"], {"away": ["contact"]}, ["ssp deputy", "deputy", "deputy", "deputy"]),
        (["contact", "deputy"], {"away": ["deputy"]}, ["ssp contact", "contact", "contact", "contact"]),
        (["contact"], {"away": ["contact"]}, ["ssp contact", "contact", "ssp", "contact"]),
        (["deputy"], {}, ["ssp deputy", "deputy", "deputy", "deputy"]),
        (["contact"], {}, ["ssp contact", "contact", "contact", "contact"]),
        ([], {}, ["ssp", "ssp", "ssp", "ssp"]),
        ([], {"mailbox": ""}, ["", "", "", ""]),
    ],
)
def test_who_is_asked_reminded_chased_and_deputised(roles, more, expected):
    agency = party(*roles, **more)
    told = [whom(choose(agency, ON)) for choose in (asked, reminded, chased, deputised)]
    assert told == [each.split() for each in expected]


def test_a_request_to_the_deputy_passes_the_contact_over():
    assert whom(asked(party("contact", "deputy"), ON, to_deputy=True)) == ["ssp", "deputy"]


@pytest.mark.parametrize(
    ("email", "successor"),
    [
        ("SSP@example.dk", []),
        ("contact@example.dk", []),
        ("before@example.dk", ["contact"]),
        ("deputy.before@example.dk", ["deputy"]),
        ("nobodys@example.dk", ["ssp"]),
    ],
    ids=["the mailbox", "the contact", "a former contact", "a former deputy", "a former mailbox"],
)
def test_what_was_for_an_address_is_for_who_reads_it_now(email, successor):
    agency = party("contact", "deputy")
    until = {"valid_until": ON - DAY}
    agency.contacts += [
        contact("contact", email="before@example.dk", **until),
        contact("deputy", email="deputy.before@example.dk", **until),
    ]
    found = agency.successor(email, ON)
    assert whom([found] if found else []) == successor


def test_what_was_for_a_mailbox_that_is_none_now_is_for_nobody():
    assert party("contact", mailbox="").successor("nobodys@example.dk", ON) is None


def test_an_absence_holds_on_its_days_and_not_around_them():
    agency = party("contact", "deputy", away=["contact"])
    assert [whom(reminded(agency, on)) for on in (ON - DAY, ON, ON + DAY)] == [
        ["contact"],
        ["deputy"],
        ["contact"],
    ]


def test_a_contact_who_is_replaced_holds_until_the_day_before():
    agency = party("contact")
    agency.contacts[0].end_before(ON)
    agency.contacts.append(contact("contact", id="new", email="new@example.dk", valid_from=ON))
    assert (whom(reminded(agency, ON - DAY)), whom(reminded(agency, ON))) == (["contact"], ["new"])


def test_an_address_is_told_once_where_it_is_first_mentioned():
    one, two, again = (Recipient(n, f"{n[0]}@example.dk", "da") for n in ("Aa", "Bb", "AA"))
    shouted = Recipient("Aa", "A@EXAMPLE.DK", "da")
    assert without_repeats([Recipient("Aa", "A@example.dk", "da"), two, again, shouted])[1:] == [two]
    assert without_repeats([one, two]) == [one, two]


def test_a_member_is_one_on_the_first_and_the_last_day_and_not_outside():
    member = Member("1", "b", None, "Testa", "t@example.dk", "da", ON, ON + DAY)
    assert [member.is_valid(ON + n * DAY) for n in (-1, 0, 1, 2)] == [False, True, True, False]
