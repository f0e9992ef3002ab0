"""Courses for children: by every consent that is needed, recorded one by one, and never on without one of them."""

from datetime import date, timedelta

import pytest
from course_steps import MENTOR, held, opened, to_conversation, with_plan
from driven_service import local
from sample_people import citizen, concern, confirmed
from sqlalchemy import text

from agenda.access import actor_named
from agenda.cases.case import CaseState
from agenda.cases.concern import Notification
from agenda.cases.consent import CITIZEN, Consenter, ConsentGiven, Giver, NotTheirConsent
from agenda.cases.course import CourseGiven, CourseNotForAge, CourseState, EndReason, NotificationFirst
from agenda.cases.fictitious import LivingPerson
from agenda.cases.representative import (
    GuardianRule,
    NotForThisAge,
    RepresentativeGiven,
    RepresentativeKind,
)
from agenda.errors import ChangedMeanwhile, NotAllowed
from notifications.leaks import PersonalDataFound
from service.workflow.cases.child_notification import Settled, settle_notification
from service.workflow.cases.conversing import Which
from service.workflow.cases.correcting_citizen import Correction, correct
from service.workflow.cases.courses import Withdrawal, give_consent, withdraw_consent
from service.workflow.cases.intake import take_concern
from service.workflow.cases.representing import (
    add_representative,
    end_representative,
    restate_representative,
)
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person

TODAY = date(2026, 11, 30)
NINE, FOURTEEN, FIFTEEN = date(2017, 5, 1), date(2011, 12, 20), date(2011, 5, 1)
ALMOST_ADULT = date(2008, 12, 20)
BIRTHDAY = "2026-12-20"
DAY = timedelta(days=1)
HOLDER, GUARDIAN = RepresentativeKind


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


def child(born_on, notification=Notification.MADE):
    return concern(citizen("Barn Prøvesen", "", born_on), notification=notification)


def wanting(driven, given):
    """A case whose citizen wants a course, on 30 November."""
    reference = to_conversation(driven, given)
    held(driven, reference)
    return reference


def registered(driven, reference, *names, kind=HOLDER, consents=None):
    for name in names:
        given = RepresentativeGiven(kind, name, consents)
        driven.do(add_representative, reference, given, driven.case(reference).revision)
    return {one.name: Giver(Consenter(str(kind)), one.representative.id) for one in people(driven, reference)}


def people(driven, reference):
    return driven.do(show_effort, reference, "forløb").representatives


def course(driven, reference):
    return driven.do(show_effort, reference, "forløb").courses[-1].course


def consent(driven, reference, giver, on=TODAY):
    one = course(driven, reference)
    return driven.do(give_consent, Which(reference, one.id, one.revision), ConsentGiven(giver, on))


def withdraw(driven, reference, giver, on=TODAY, **named):
    one = course(driven, reference)
    (given,) = [each for each in one.consents if each.giver == giver and each.withdrawn_on is None]
    which = Which(reference, one.id, one.revision)
    return driven.do(withdraw_consent, which, Withdrawal(given.id, on, **named))


def waits(driven, reference):
    return [one.what for one in driven.do(waiting_for_a_person) if one.about == reference]


def running(driven, born_on, *, own=False):
    """A course that runs by the consents of two holders, and by the young person's own."""
    reference = wanting(driven, child(born_on))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen", "Far Prøvesen")
    for giver in (*holders.values(), *([CITIZEN] if own else [])):
        consent(driven, reference, giver)
    assert course(driven, reference).state is CourseState.RUNNING
    return reference, holders


def test_a_nine_year_old_starts_no_course_by_their_own_consent(driven):
    reference = wanting(driven, child(NINE))
    opened(driven, reference, CourseGiven("exit", "sof"))
    registered(driven, reference, "Mor Prøvesen")
    with pytest.raises(NotTheirConsent) as refusal:
        consent(driven, reference, CITIZEN)
    assert refusal.value.current == {"needed": ["holder"]}
    assert (course(driven, reference).state, course(driven, reference).consents) == (CourseState.PROPOSED, [])


def test_it_runs_with_the_last_holders_consent_and_not_before(driven):
    reference = wanting(driven, child(NINE))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen", "Far Prøvesen")
    consent(driven, reference, holders["Mor Prøvesen"], TODAY - DAY)
    assert (course(driven, reference).state, waits(driven, reference)) == (
        CourseState.PROPOSED,
        ["orientation", "consent"],
    )
    after = consent(driven, reference, holders["Far Prøvesen"])
    assert (after.state, after.started_on, len(after.consents)) == (CourseState.RUNNING, TODAY, 2)
    assert [entry.facts["by"] for entry in driven.entries("give_consent")] == ["holder", "holder"]


def test_before_any_holder_is_registered_nobody_can_consent(driven):
    reference = wanting(driven, child(NINE))
    opened(driven, reference)
    with pytest.raises(NotTheirConsent):
        consent(driven, reference, Giver(Consenter.HOLDER))
    with pytest.raises(NotTheirConsent):
        consent(driven, reference, Giver(Consenter.HOLDER, "nobody"))


def test_from_fifteen_the_young_person_consents_too(driven):
    reference = wanting(driven, child(FIFTEEN))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen")
    consent(driven, reference, holders["Mor Prøvesen"])
    assert course(driven, reference).state is CourseState.PROPOSED
    assert consent(driven, reference, CITIZEN).state is CourseState.RUNNING


def test_one_consent_withdrawn_stops_it_whichever_it_is(driven):
    reference, holders = running(driven, FIFTEEN, own=True)
    after = withdraw(driven, reference, holders["Far Prøvesen"])
    assert (after.state, after.end_reason) == (CourseState.ENDED, EndReason.CONSENT_WITHDRAWN)
    assert driven.case(reference).state is CaseState.COURSE


def test_one_withdrawn_before_it_began_stops_it_too(driven):
    reference = wanting(driven, child(NINE))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen", "Far Prøvesen")
    consent(driven, reference, holders["Mor Prøvesen"])
    assert withdraw(driven, reference, holders["Mor Prøvesen"]).end_reason is EndReason.CONSENT_WITHDRAWN


@pytest.mark.parametrize("until", [f"{BIRTHDAY} 00:00", f"{BIRTHDAY} 09:00"])
def test_at_fifteen_it_stands_still_until_the_young_person_consents(driven, until):
    reference, _ = running(driven, FOURTEEN)
    driven.play_until(local(BIRTHDAY, "00:00") - timedelta(seconds=1))
    assert course(driven, reference).state is CourseState.RUNNING
    driven.play_until(local(*until.split()))
    assert (course(driven, reference).state, "new_consent" in waits(driven, reference)) == (
        CourseState.PAUSED,
        True,
    )
    after = consent(driven, reference, CITIZEN, date(2026, 12, 20))
    assert (after.state, after.started_on) == (CourseState.RUNNING, TODAY)
    assert "new_consent" not in waits(driven, reference)
    actions = [
        (e.actor, e.action) for what in ("pause_course", "resume_course") for e in driven.entries(what)
    ]
    assert actions == [("clock", "pause_course"), ("secretariat", "resume_course")]


def test_a_month_ahead_it_stands_at_the_desk_and_not_before(driven):
    reference, _ = running(driven, date(2011, 12, 31))
    assert "consent_ahead" not in waits(driven, reference)
    driven.play_until(local("2026-12-01", "00:00"))
    (ahead,) = [one for one in driven.do(waiting_for_a_person) if one.what == "consent_ahead"]
    assert (ahead.about, ahead.since) == (reference, local("2026-12-01", "00:00"))


def test_it_is_foreseen_among_what_the_service_does_by_itself(driven):
    reference, _ = running(driven, date(2011, 12, 5))
    deeds = driven.service.upcoming(14, actor_named("secretariat"))
    paused = [(deed.at, deed.about) for deed in deeds if deed.what == "pause_course"]
    assert paused == [(local("2026-12-05", "00:00"), reference)]
    assert course(driven, reference).state is CourseState.RUNNING


def test_after_an_outage_the_next_tick_finds_it(driven):
    reference, _ = running(driven, FOURTEEN)
    driven.at(local("2026-12-22", "08:00"))
    assert course(driven, reference).state is CourseState.PAUSED


def test_at_eighteen_only_their_own_new_consent_counts(driven):
    reference, holders = running(driven, ALMOST_ADULT, own=True)
    driven.play_until(local(BIRTHDAY, "09:00"))
    assert (course(driven, reference).state, driven.case(reference).is_child) == (CourseState.PAUSED, False)
    with pytest.raises(NotTheirConsent):
        consent(driven, reference, holders["Mor Prøvesen"], date(2026, 12, 20))
    assert consent(driven, reference, CITIZEN, date(2026, 12, 20)).state is CourseState.RUNNING
    after = withdraw(driven, reference, holders["Mor Prøvesen"], date(2026, 12, 20))
    assert after.state is CourseState.RUNNING


def test_no_column_tells_the_birthday(driven):
    running(driven, FOURTEEN)
    with driven.service.engine.connect() as connection:
        looks = connection.execute(text("SELECT look_at FROM age_look")).scalars().all()
    assert [str(look)[:16] for look in looks] == ["2026-11-30 23:00"]


def test_a_new_holder_of_custody_has_to_consent_too_and_it_stands_still_until_then(driven):
    reference, _ = running(driven, NINE)
    holders = registered(driven, reference, "Plejemor Prøvesen")
    assert (course(driven, reference).state, "new_consent" in waits(driven, reference)) == (
        CourseState.PAUSED,
        True,
    )
    assert consent(driven, reference, holders["Plejemor Prøvesen"]).state is CourseState.RUNNING


def test_a_holder_who_has_custody_no_longer_is_waited_for_no_longer(driven):
    reference = wanting(driven, child(NINE))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen", "Far Prøvesen")
    consent(driven, reference, holders["Mor Prøvesen"])
    (father,) = [one for one in people(driven, reference) if one.name == "Far Prøvesen"]
    driven.do(end_representative, Which(reference, father.representative.id, father.representative.revision))
    assert course(driven, reference).state is CourseState.RUNNING


def test_no_course_is_opened_while_the_notification_is_unsettled(driven):
    reference = wanting(driven, child(NINE, Notification.PENDING))
    with pytest.raises(NotificationFirst):
        opened(driven, reference)
    settle(driven, reference)
    assert opened(driven, reference).state is CourseState.PROPOSED


def settle(driven, reference):
    case = driven.case(reference)
    for one in case.concerns:
        if one.notification is Notification.PENDING:
            settled = Settled(one.id, Notification.MADE, driven.case(reference).revision)
            driven.do(settle_notification, reference, settled)


def test_a_further_concern_with_an_unsettled_notification_pauses_it_until_that_is_settled(driven):
    reference, _ = running(driven, NINE)
    driven.do(take_concern, confirmed(child(NINE, Notification.PENDING), parties=("ssp",)))
    assert course(driven, reference).state is CourseState.PAUSED
    settle(driven, reference)
    assert course(driven, reference).state is CourseState.RUNNING


def test_a_corrected_date_of_birth_is_followed_at_once(driven):
    reference, _ = running(driven, FOURTEEN)
    right = citizen("Barn Prøvesen", "", date(2010, 12, 20))
    driven.do(correct, reference, Correction(right, driven.case(reference).revision, is_same=True))
    assert course(driven, reference).state is CourseState.PAUSED


def test_a_kind_without_a_basis_for_children_is_not_given_to_one(driven):
    reference = wanting(driven, child(NINE))
    with pytest.raises(CourseNotForAge) as refusal:
        opened(driven, reference, CourseGiven("counselling", "sof"))
    assert refusal.value.field == "kind"


OTHER_RULES = """
[cases.courses.mentor]
line = "anticipatory"
name = "Mentor"
basis = "Serviceloven § 12 b"
basis_under_18 = "Barnets lov"
consent_under_18 = "{}"
consent_reason = "Efter kommunens vejledning"
"""


def test_a_kind_that_is_for_children_alone_stands_still_at_eighteen_until_a_person_ends_it(new_service):
    for_children = OTHER_RULES.format("every_holder").replace('basis = "Serviceloven § 12 b"', 'basis = ""')
    driven = with_plan(new_service(local("2026-11-09"), config=for_children))
    reference, _ = running(driven, ALMOST_ADULT, own=True)
    driven.play_until(local(BIRTHDAY, "09:00"))
    consent(driven, reference, CITIZEN, date(2026, 12, 20))
    assert course(driven, reference).state is CourseState.PAUSED
    assert "course_without_basis" in waits(driven, reference)
    assert "new_consent" not in waits(driven, reference)


def test_another_rule_of_the_kind_is_a_setting_with_its_reason(new_service):
    driven = with_plan(new_service(local("2026-11-09"), config=OTHER_RULES.format("one_holder")))
    reference = wanting(driven, child(NINE))
    opened(driven, reference)
    holders = registered(driven, reference, "Mor Prøvesen", "Far Prøvesen")
    assert consent(driven, reference, holders["Far Prøvesen"]).state is CourseState.RUNNING
    shown = driven.do(show_effort, reference, "forløb").courses[-1].rests_on
    assert (shown.basis, str(shown.rule), shown.rule_reason) == (
        "Barnets lov",
        "one_holder",
        "Efter kommunens vejledning",
    )
    consent(driven, reference, holders["Mor Prøvesen"])
    assert withdraw(driven, reference, holders["Mor Prøvesen"]).state is CourseState.RUNNING
    assert withdraw(driven, reference, holders["Far Prøvesen"]).state is CourseState.ENDED


def test_from_fifteen_the_young_person_alone_where_that_is_the_rule(new_service):
    driven = with_plan(new_service(local("2026-11-09"), config=OTHER_RULES.format("young_person_alone")))
    reference = wanting(driven, child(FIFTEEN))
    opened(driven, reference)
    assert consent(driven, reference, CITIZEN).state is CourseState.RUNNING


@pytest.mark.parametrize(
    ("rule", "consenting"),
    [
        (GuardianRule.CITIZEN, ["citizen"]),
        (GuardianRule.GUARDIAN, ["guardian"]),
        (GuardianRule.BOTH, ["guardian", "citizen"]),
    ],
)
def test_of_an_adult_under_guardianship_it_is_stated_who_consents(driven, rule, consenting):
    reference = wanting(driven, None)
    opened(driven, reference)
    named = registered(driven, reference, "Værge Prøvesen", kind=GUARDIAN, consents=rule)
    givers = driven.do(show_effort, reference, "forløb").courses[-1].rests_on.givers
    assert [str(one.giver.by) for one in givers] == consenting
    for one in consenting:
        assert course(driven, reference).state is CourseState.PROPOSED
        consent(driven, reference, CITIZEN if one == "citizen" else named["Værge Prøvesen"])
    assert course(driven, reference).state is CourseState.RUNNING


def test_a_guardian_registered_later_pauses_what_runs_without_them(driven):
    reference = wanting(driven, None)
    opened(driven, reference)
    consent(driven, reference, CITIZEN)
    registered(driven, reference, "Værge Prøvesen", kind=GUARDIAN, consents=GuardianRule.BOTH)
    assert course(driven, reference).state is CourseState.PAUSED
    (one,) = people(driven, reference)
    rightly = RepresentativeGiven(GUARDIAN, "Værge Prøvesen", GuardianRule.CITIZEN)
    which = Which(reference, one.representative.id, one.representative.revision)
    driven.do(restate_representative, which, rightly)
    assert course(driven, reference).state is CourseState.RUNNING


def test_a_child_has_holders_and_an_adult_a_guardian_each_plainly_made_up(driven):
    young, adult = (
        wanting(driven, child(NINE)),
        driven.do(take_concern, confirmed(parties=("ssp",))).reference,
    )
    with pytest.raises(NotForThisAge):
        registered(driven, young, "Værge Prøvesen", kind=GUARDIAN, consents=GuardianRule.BOTH)
    with pytest.raises(NotForThisAge):
        registered(driven, adult, "Mor Prøvesen")
    with pytest.raises(LivingPerson):
        registered(driven, young, "Mette Hansen")


def test_names_lie_sealed_and_are_the_secretariats_alone(driven):
    reference, _ = running(driven, NINE)
    with driven.service.engine.connect() as connection:
        stored = connection.execute(text("SELECT * FROM representative")).all()
        entries = connection.execute(text("SELECT facts FROM record_entry")).all()
    assert "Prøvesen" not in f"{stored}{entries}"
    theirs = driven.do(show_effort, reference, "forløb", as_="agency:sof")
    assert theirs.representatives == ()
    assert [one.name for one in theirs.courses[-1].rests_on.consents] == ["", ""]


def test_no_mail_bears_the_name_of_a_holder_not_even_after_a_correction(driven):
    reference, _ = running(driven, NINE)
    right = citizen("Barn M. Prøvesen", "", NINE)
    driven.do(correct, reference, Correction(right, driven.case(reference).revision, is_same=True))
    with driven.service.unit(actor_named("secretariat")) as unit:
        for name in ("Mor Prøvesen", "Far Prøvesen", "Barn M. Prøvesen"):
            with pytest.raises(PersonalDataFound):
                unit.check_free_of_persons(reason=f"Aftalt med {name}")
        unit.check_free_of_persons(reason="Aftalt med skolen")


def test_a_name_is_stated_rightly_and_the_consent_stays_theirs(driven):
    reference, _ = running(driven, NINE)
    mother = people(driven, reference)[0].representative
    rightly = RepresentativeGiven(HOLDER, "Mor Prøvesen-Berg")
    driven.do(restate_representative, Which(reference, mother.id, mother.revision), rightly)
    assert (course(driven, reference).state, people(driven, reference)[0].name) == (
        CourseState.RUNNING,
        "Mor Prøvesen-Berg",
    )


def test_two_secretaries_at_once_the_second_reads_again_and_others_decide_nothing(driven):
    reference = wanting(driven, child(NINE))
    given = RepresentativeGiven(HOLDER, "Mor Prøvesen")
    revision = driven.case(reference).revision
    driven.do(add_representative, reference, given, revision)
    with pytest.raises(ChangedMeanwhile):
        driven.do(add_representative, reference, given, revision)
    with pytest.raises(NotAllowed):
        driven.do(add_representative, reference, given, revision, as_="agency:sof")
    one = people(driven, reference)[0].representative
    with pytest.raises(ChangedMeanwhile):
        driven.do(end_representative, Which(reference, one.id, one.revision + 1))


def test_a_course_the_old_way_is_looked_at_after_the_change_and_stands_still(driven):
    """One consent of an unnamed holder was kept until now: it counts for nobody."""
    reference = wanting(driven, child(NINE))
    one = opened(driven, reference, MENTOR)
    with driven.service.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO course_consent (id, course_id, given_by, given_on, recorded_at, recorded_by)"
                f" VALUES ('{one.id}', '{one.id}', 'holder', '2026-11-30', '2026-11-30 12:00', 'secretariat')"
            )
        )
        connection.execute(text("UPDATE course SET state = 'running', started_on = '2026-11-30'"))
        connection.execute(text("UPDATE age_look SET look_at = '2026-11-01 12:00'"))
    driven.tick()
    assert course(driven, reference).state is CourseState.PAUSED
