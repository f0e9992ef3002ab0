"""What the desk asks of the store grows with the kinds of things that wait, and not with the cases."""

import pytest
from counted import statements_of
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.access import Actor, Role
from service.workflow.cases.intake import take_concern
from service.workflow.cases.readiness import readiness_of
from service.workflow.desk import waiting_for_a_person


@pytest.fixture
def driven(new_service):
    driven = new_service(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def take(driven, first, last):
    for number in range(first, last):
        about = concern(citizen(f"Prøve{'abcdefgh'[number]} Opdigtsen", f"0{number + 1}0190-5001"))
        driven.do(take_concern, confirmed(about, parties=("ssp",)))


def asked_for(driven, view):
    with (
        driven.service.reading(Actor(Role.SECRETARIAT)) as unit,
        statements_of(driven.service.engine) as asked,
    ):
        view(unit)
    return len(asked)


@pytest.mark.parametrize(
    "view",
    [
        lambda unit: waiting_for_a_person(unit, local("2026-11-09")),
        lambda unit: readiness_of(unit, None, local("2026-11-09")),
    ],
    ids=["desk", "readiness"],
)
def test_twice_as_many_cases_ask_as_few_statements(driven, view):
    take(driven, 0, 2)
    few = asked_for(driven, view)
    take(driven, 2, 6)
    assert asked_for(driven, view) == few
