import pytest
from agenda_scene import CHILD, OTHER, RELEASE, answer, headings, nth, planned, read, take
from sample_people import FORUM, concern

from agenda.errors import Absent, NotAllowed
from agenda.meetings.agenda import AgendaState, ItemKind
from service.database.meetings.agendas import NoSuchAgenda
from service.workflow.agendas import compose_agenda
from service.workflow.cases.intake import Intake, take_concern


@pytest.fixture
def driven(start_on):
    return planned(start_on)


def test_the_agenda_is_laid_out_by_the_bodys_template_around_its_cases(driven):
    one, child, other = take(driven), take(driven, CHILD), take(driven, OTHER)
    agenda = driven.do(compose_agenda, nth(driven, 0))
    assert [(item.position, item.kind, item.heading, item.minutes) for item in agenda.items] == [
        (1, ItemKind.FIXED, "Velkomst og erklæring om fortrolighed", 5),
        (2, ItemKind.CASE, child, 15),
        (3, ItemKind.CASE, one, 15),
        (4, ItemKind.CASE, other, 15),
        (5, ItemKind.ANY_OTHER, "Eventuelt", 5),
        (6, ItemKind.FIXED, "Næste møde", 5),
    ]
    assert (agenda.state, agenda.version, agenda.minutes) == (AgendaState.DRAFT, 1, 60)


def test_a_case_nobody_was_asked_about_stands_on_no_agenda(driven):
    driven.do(take_concern, Intake(concern()))
    assert driven.do(compose_agenda, nth(driven, 0)).about == frozenset()


def test_composed_again_it_takes_in_what_has_come_since(driven):
    one = take(driven)
    driven.do(compose_agenda, nth(driven, 0))
    other = take(driven, OTHER)
    agenda = driven.do(compose_agenda, nth(driven, 0))
    assert (agenda.about, agenda.version, agenda.revision) == ({one, other}, 1, 2)


def test_composed_again_without_news_it_stays_the_same_revision(driven):
    take(driven)
    driven.do(compose_agenda, nth(driven, 0))
    assert driven.do(compose_agenda, nth(driven, 0)).revision == 1
    assert len(driven.entries("compose_agenda")) == 1


def test_at_its_milestone_it_is_released_with_what_is_ready_and_the_rest_is_carried_over(driven):
    ready, silent = take(driven), take(driven, OTHER)
    answer(driven, ready)
    driven.play_until(RELEASE)
    agenda = read(driven, nth(driven, 0))
    assert (agenda.state, agenda.released_at, agenda.about) == (AgendaState.RELEASED, RELEASE, {ready})
    later = driven.do(compose_agenda, nth(driven, 1))
    assert [(i.kind, i.about) for i in later.items if i.about] == [(ItemKind.CARRIED_OVER, silent)]


def test_a_released_agenda_stays_as_it_was_however_often_it_is_composed(driven):
    ready = take(driven)
    answer(driven, ready)
    driven.play_until(RELEASE)
    take(driven, OTHER)
    agenda = driven.do(compose_agenda, nth(driven, 0))
    assert (agenda.state, agenda.about) == (AgendaState.RELEASED, {ready})


def test_an_agency_does_not_see_a_draft_and_sees_what_is_released(driven):
    take(driven)
    driven.do(compose_agenda, nth(driven, 0))
    with pytest.raises(NoSuchAgenda):
        read(driven, nth(driven, 0), "agency:ssp")
    driven.play_until(RELEASE)
    assert read(driven, nth(driven, 0), "agency:ssp").state is AgendaState.RELEASED


def test_the_agenda_of_the_cases_is_nothing_to_the_forum_and_no_agency_composes(driven):
    meeting_id = nth(driven, 0)
    with pytest.raises(Absent):
        driven.do(compose_agenda, meeting_id, as_="forum")
    with pytest.raises(NotAllowed):
        driven.do(compose_agenda, meeting_id, as_="agency:ssp")


def test_the_forums_agenda_knows_no_case(driven):
    take(driven)
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    agenda = driven.do(compose_agenda, driven.meetings(FORUM)[0].id, as_="forum")
    assert headings(agenda) == ["Velkomst", "Eventuelt", "Næste møde"]
