from datetime import date

import pytest
from driven_service import local
from forum_office import PERSONAL, acceded, appointed, ended, left, sent, the_accession, the_appointment
from sample_people import ASSOCIATION, FORUM, member_of
from sqlalchemy import select

from service.database.engine import metadata
from service.workflow.forum.accessions import NobodyToSendTo, ask_anew

SSP, SOF = member_of("ssp"), member_of("sof")
LEFT_ON, LAST_DAY = date(2027, 3, 31), local("2028-03-31", "23:00")
FIRST_DAY_GONE = local("2028-04-01", "00:00")


def everything(driven):
    """Each value of each row of each table, as text."""
    with driven.service.sessions() as session:
        return [
            value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
            for table in metadata.sorted_tables
            for row in session.execute(select(*table.c))
            for value in row
        ]


def bearing(driven, *words):
    return {word for word in words if any(word.lower() in value.lower() for value in everything(driven))}


@pytest.fixture
def former(invited):
    """SSP's appointment ended on the last day of March 2027, after a meeting."""
    left(invited, the_appointment(invited, SSP), LEFT_ON)
    return invited


def test_a_member_is_forgotten_twelve_months_after_the_last_day_wherever_they_are_written_of(former):
    former.at(LAST_DAY)
    assert bearing(former, SSP, "Medlem ssp") == {SSP, "Medlem ssp"}
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SSP, "Medlem ssp") == set()
    (entry,) = former.entries("forget_member")
    assert (entry.actor, entry.facts) == ("clock", {})


def test_nobody_else_is_forgotten_with_them(former):
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SOF, "Medlem sof", ASSOCIATION) == {SOF, "Medlem sof", ASSOCIATION}


def test_who_comes_back_in_time_is_not_forgotten(former):
    former.at(local("2028-03-01"))
    appointed(former, "ssp")
    former.at(FIRST_DAY_GONE)
    assert bearing(former, SSP) == {SSP}


def test_where_they_were_stays_as_dates_and_numbers(former):
    (meeting,) = former.meetings(FORUM)
    before = len(former.attendees(meeting.id))
    former.at(FIRST_DAY_GONE)
    assert len(former.attendees(meeting.id)) == before


def test_an_organisation_whose_part_is_over_keeps_its_name_and_nobody_who_spoke_for_it(driven):
    for address in (SSP, SOF):
        left(driven, the_appointment(driven, address), date(2026, 11, 30))
    ended(driven, the_accession(driven))
    driven.at(local("2027-11-30", "23:00"))
    assert ASSOCIATION in bearing(driven, ASSOCIATION)
    driven.at(local("2027-12-01", "00:00"))
    words = (ASSOCIATION, "Frida Forperson", "Foreningen er nedlagt", "Prøveforeningen")
    assert bearing(driven, *words) == {"Prøveforeningen"}


def test_an_organisation_that_has_members_or_an_open_accession_is_kept(driven):
    ended(driven, the_accession(driven))
    driven.at(local("2028-01-01"))
    assert bearing(driven, ASSOCIATION) == {ASSOCIATION}


def test_a_forgotten_personal_member_is_not_written_to(driven):
    appointed(driven, "kf", PERSONAL)
    acceded(driven, the_accession(driven, is_personal=True))
    over = ended(driven, the_accession(driven, is_personal=True))
    left(driven, the_appointment(driven, member_of("kf")), date(2026, 11, 30))
    driven.at(local("2027-12-01", "00:00"))
    one = driven.do(ask_anew, over.id, as_="forum")
    with pytest.raises(NobodyToSendTo):
        sent(driven, one)
