from driven_service import local
from sample_people import KE, OFFICE, confirmed, contact_of, deputy_of, set_everybody

from notifications.occasion import Occasion
from service.workflow.cases.intake import take_concern

ASKED_AT, LAST_SEEN_AT = local("2026-11-12", "10:00"), local("2026-11-16", "12:00")
BACK_AT = local("2026-11-23", "10:00")
DEEDS = ["pass_cut_off", "pass_answers_due", "pass_agenda_due", "roll_over"]


def stopped_before_the_reminders(new_service, folder):
    """A request for the meeting of 24 November, due on the 19th at 12:00, and a service that stops on the 16th."""
    driven = new_service(ASKED_AT, folder=folder)
    set_everybody(driven)
    driven.plan(KE, "2026-11-10", "2026-12-31")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    driven.play_until(LAST_SEEN_AT)
    driven.service.engine.dispose()


def test_after_days_of_outage_only_the_newest_reminder_goes_out_and_the_others_are_recorded(
    new_service, tmp_path
):
    stopped_before_the_reminders(new_service, tmp_path / "vink")
    again = new_service(local("2026-11-20", "10:00"), folder=tmp_path / "vink")
    again.tick()
    chasing = again.told(Occasion.REMINDER, Occasion.ESCALATION)
    assert [(told.at, told.to) for told in chasing] == [
        ("2026-11-20 10:00", to) for to in sorted([contact_of("ssp"), deputy_of("ssp"), OFFICE])
    ]
    missed = [(entry.facts["kind"], entry.facts["at"]) for entry in again.entries("miss_reminder")]
    assert missed == [
        ("reminder", "2026-11-17T08:00:00+00:00"),
        ("reminder", "2026-11-18T08:00:00+00:00"),
        ("reminder", "2026-11-19T08:00:00+00:00"),
    ]


def test_what_was_due_meanwhile_is_done_late_and_only_once(new_service, tmp_path):
    stopped_before_the_reminders(new_service, tmp_path / "vink")
    again = new_service(BACK_AT, folder=tmp_path / "vink")
    again.tick()
    late = [action for action in DEEDS if [entry.at for entry in again.entries(action)] == [BACK_AT]]
    assert late == DEEDS
    told = again.told()
    assert [(each.occasion, each.to) for each in told if each.at == "2026-11-23 10:00"] == [
        ("case_rolled_over", OFFICE),
        ("outage", OFFICE),
    ]
    again.tick()
    assert again.told() == told


def test_what_could_not_be_told_any_more_is_listed_as_missed(new_service, tmp_path):
    """After a year the meeting is over: neither reminders nor the escalation goes out, and each is recorded."""
    stopped_before_the_reminders(new_service, tmp_path / "vink")
    again = new_service(local("2027-11-16", "12:00"), folder=tmp_path / "vink")
    again.tick()
    assert again.told(Occasion.REMINDER, Occasion.ESCALATION) == []
    missed = [(entry.facts["kind"], entry.facts["at"][:10]) for entry in again.entries("miss_reminder")]
    assert missed == [
        ("reminder", "2026-11-17"),
        ("reminder", "2026-11-18"),
        ("reminder", "2026-11-19"),
        ("escalation", "2026-11-19"),
        ("chase", "2026-11-20"),
        ("chase", "2026-11-23"),
    ]
