import pytest
from driven_service import COPENHAGEN
from forum_office import accessions_of, ended, the_accession

from agenda.errors import NotAllowed
from service.workflow.forum.accessions import ask_anew
from service.workflow.forum.charter_list import charter_list, organisation_listed


def readings(driven):
    found = [*driven.entries("read_charter_list"), *driven.entries("read_organisation")]
    return [(one.at.astimezone(COPENHAGEN).date().isoformat(), one.actor, one.about) for one in found]


def test_each_reading_of_the_list_is_recorded_with_who_read(driven):
    driven.do(charter_list, as_="forum")
    driven.do(organisation_listed, "proeveforeningen", as_="forum")
    assert readings(driven) == [
        ("2026-11-02", "forum", "charter_list"),
        ("2026-11-02", "forum", "proeveforeningen"),
    ]


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "auditor"])
def test_nobody_else_reads_it(driven, role):
    with pytest.raises(NotAllowed):
        driven.do(charter_list, as_=role)
    with pytest.raises(NotAllowed):
        driven.do(organisation_listed, "proeveforeningen", as_=role)
    assert readings(driven) == []


def test_it_says_who_is_let_in_today(driven):
    (listed,) = driven.do(charter_list, as_="forum").organisations
    assert [one.is_let_in for one in listed.appointed] == [True, True]
    ended(driven, the_accession(driven))
    (listed,) = driven.do(charter_list, as_="forum").organisations
    assert [one.is_let_in for one in listed.appointed] == [False, False]


def test_what_the_clock_and_the_gate_read_for_themselves_is_no_reading(invited):
    assert readings(invited) == []


def test_of_the_accessions_to_one_version_the_open_one_comes_last(driven):
    """Whatever their ids are: it is how things stand."""
    for _ in range(4):
        over = ended(driven, the_open_one(driven))
        driven.do(ask_anew, over.id, as_="forum")
    (listed,) = driven.do(charter_list, as_="forum").organisations
    assert [one.is_open for one in listed.accessions] == [False] * 4 + [True]


def the_open_one(driven):
    return next(one for one in accessions_of(driven) if one.is_open)
