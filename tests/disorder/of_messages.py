"""What holds of what is told, and of the clock that tells it."""

from driven_service import COPENHAGEN

from notifications.message import WANT_A_PERSON, State
from notifications.occasion import Occasion
from service.workflow.hours import CHASING
from service.workflow.meetings.entries import HELD_FAULT, NOT_KEPT_FAULT
from tests.disorder.of_calls import has_ended, personal_in
from tests.disorder.step import Passage
from tests.disorder.weather import SAYINGS, Kind

TO_AGENCIES = {
    Occasion.LOOKUP_REQUEST,
    Occasion.LOOKUP_CHANGED,
    Occasion.LOOKUP_TO_DEPUTY,
    Occasion.LOOKUP_CORRECTED,
    Occasion.LOOKUP_HANDED_OVER,
    Occasion.REMINDER,
    Occasion.ESCALATION,
}
IN_OFFICE_HOURS = {
    Occasion.REMINDER,
    Occasion.ESCALATION,
    Occasion.ACTION_REMINDER,
    Occasion.CONSENT_REMINDER,
}
INVITING = {Occasion.INVITATION, Occasion.INVITATION_UPDATE}
STUCK = {State.DEAD, State.IN_DOUBT, State.BOUNCED, State.CLAIMED}
FRIDAY, OPENS, CLOSES = 4, 8, 16


def sent(taken):
    """What the step told: mails as they were handed over, whatever is known of that, and what an entry told."""
    at = {one.key: one.at for one in taken.deliveries}
    for before, row in taken.changed("message"):
        is_new = row["state"] == State.SENT and (not before or before["state"] != State.SENT)
        if row["key"] in at:
            yield {**row, "sent_at": at[row["key"]]}
        elif is_new and not row["was_in_doubt"]:
            yield row


def no_message_is_stuck(taken, house):
    """No message is stuck but by its channel's word or a change by hand, and after a tick none waits that is due."""
    for _, row in taken.changed("message"):
        if row["state"] in STUCK and row["fault"] not in {*SAYINGS, HELD_FAULT}:
            yield f"{row['occasion']} is {row['state']}: {row['fault']}"
    if taken.ticks and not taken.gave_up:
        for row in taken.after["message"].values():
            if row["state"] == State.PENDING and row["next_attempt_at"] <= house.now:
                yield f"{row['occasion']} is due since {row['next_attempt_at'].isoformat()} and was not sent"


def nothing_waits_for_what_nobody_can_decide(taken, _house):
    """Once a meeting has begun, nothing about it is tried and held anew for a decision about its changed entry."""
    for before, row in taken.changed("message"):
        if row["state"] != State.PENDING or row["fault"] not in {HELD_FAULT, NOT_KEPT_FAULT} or not before:
            continue
        meeting = taken.after["meeting"][row["facts"]["meeting_id"]]
        if row["attempts"] > before["attempts"] and meeting["starts_at"] <= taken.began_at:
            yield f"{row['occasion']} was tried {row['attempts']} times, and its meeting began before"


def what_waited_goes_out_once_the_channel_is_well(taken, _house):
    """Hours after every channel is well nothing that failed waits or is in doubt, but for office hours or a person."""
    if not (isinstance(taken.step, Passage) and taken.step.is_fine):
        return
    for row in taken.after["message"].values():
        still_waits = row["state"] in {State.PENDING, State.IN_DOUBT} and row["fault"] in SAYINGS
        if still_waits and row["occasion"] not in CHASING:
            yield f"{row['occasion']} is still {row['state']}: {row['fault']}"


def no_mail_goes_out_twice(taken, house):
    """A mail goes out once, and again at most once for each answer that was lost where nothing can be looked up."""
    for one in taken.deliveries:
        again = house.weather.losses[one.key] if house.weather.kind is Kind.MAILS else 0
        times = house.weather.delivered.count(one.key)
        if times > 1 + again:
            yield f"{one.key} went out {times} times, and {again} answers were lost"


def an_entry_is_written_anew_only_for_news(taken, house):
    """Those on a calendar entry are told of a change once, unless somebody has changed the entry by hand meanwhile."""
    known = house.memory.setdefault("rewritten", {})
    for one in taken.rewritten:
        if known.get(one.operation) == (one.written, one.after):
            yield f"the entry {one.operation} was written anew as it was, and {len(one.told)} were told"
        known[one.operation] = one.written, one.after


def what_was_dropped_never_goes_out(taken, _house):
    """A message that was dropped, by a person or since it was no longer true, is handed over by nobody."""
    dropped = {row["key"] for row in taken.before["message"].values() if row["state"] == State.DROPPED}
    for one in taken.deliveries:
        if one.key in dropped:
            yield f"{one.key} was dropped, and went out"


def what_wants_a_person_is_put_before_the_office(taken, house):
    """What is dead, in doubt or came back stands on the desk of its office, and in its list of what to settle."""
    fresh = [row for _, row in taken.changed("message") if row["state"] in WANT_A_PERSON]
    offices = sorted({str(house.service.settings.office_of(row["body_id"])) for row in fresh})
    for office in offices:
        on_desk = {one.what for one in house.waiting(office)}
        listed = house.ask("/api/v1/messages?wants_a_person=true&size=200", office)["messages"]
        shown = {one["id"] for one in listed}
        for row in fresh:
            is_theirs = str(house.service.settings.office_of(row["body_id"])) == office
            if is_theirs and (row["id"] not in shown or "messages_to_see" not in on_desk):
                yield f"{row['occasion']} is {row['state']}, and {office} does not see it"


def nothing_is_set_aside(taken, _house):
    """No piece of the clock's work breaks."""
    for _, row in taken.changed("set_aside"):
        yield f"{row['kind']} about {row['about']} is set aside: {row['fault']}"


def the_clock_comes_to_rest(taken, house):
    """A tick does all that is due; what is due next lies ahead."""
    if taken.gave_up:
        yield f"it ticked {taken.ticks} times and was not done"
    elif taken.ticks and taken.next_at is not None and taken.next_at <= house.now:
        yield f"after a tick something is due since {taken.next_at.isoformat()}"


def a_mail_goes_to_who_holds_the_role(taken, _house):
    """What an agency is asked goes to its mailbox, or to who is its contact or deputy on the day the mail is sent."""
    for row in sent(taken):
        if row["occasion"] in TO_AGENCIES and row["recipient_email"].lower() not in _reading_for_agencies(
            taken, row
        ):
            yield f"{row['occasion']} went to {row['recipient_email']}, who holds no role"


def an_agency_that_has_ended_is_told_nothing_more(taken, _house):
    """No agency is asked or reminded after its last day."""
    for row in sent(taken):
        party = _party_of(taken, row)
        is_over = party and has_ended(party, row["sent_at"])
        if is_over and row["occasion"] in {Occasion.LOOKUP_REQUEST, Occasion.REMINDER}:
            yield f"{row['occasion']} went to {party['id']}, which has ended"


def reminders_keep_office_hours(taken, _house):
    """Reminders and escalations are sent on working days between 8 and 16."""
    for row in sent(taken):
        at = row["sent_at"].astimezone(COPENHAGEN)
        is_working = at.weekday() <= FRIDAY and OPENS <= at.hour < CLOSES
        if row["occasion"] in IN_OFFICE_HOURS and row["due_at"] == row["sent_at"] and not is_working:
            yield f"{row['occasion']} was sent at {at.isoformat()}"


def nobody_is_invited_to_a_meeting_called_off(taken, _house):
    """No invitation or update goes out for a meeting that had been called off."""
    for row in sent(taken):
        meeting = taken.before["meeting"].get(row["about"])
        if row["occasion"] in INVITING and meeting and meeting["state"] in {"cancelled", "withdrawn"}:
            yield f"{row['occasion']} went out for a meeting that was {meeting['state']}"


def an_invitation_goes_to_who_is_on_the_list(taken, _house):
    """An invitation goes to the address that the attendee has when it is sent."""
    for row in sent(taken):
        attendee = taken.after["attendee"].get((row["facts"] or {}).get("attendee_id"))
        if (
            row["occasion"] in INVITING
            and attendee
            and attendee["email"].lower() != row["recipient_email"].lower()
        ):
            yield f"{row['occasion']} went to another address than the attendee's"


def nobody_is_told_the_same_twice_at_once(taken, _house):
    """No two mails of one moment tell the same person of the same with the same facts."""
    seen = set()
    for row in sent(taken):
        told = (
            row["occasion"],
            row["about"],
            row["recipient_email"].lower(),
            str(row["facts"]),
            row["sent_at"],
        )
        if told in seen:
            yield f"{row['occasion']} was sent twice at {row['sent_at'].isoformat()}"
        seen.add(told)


def no_mail_holds_anything_personal(taken, house):
    """No mail that went out, as its bytes lie in the outbox, holds a citizen's name or a word of a case."""
    for row in sent(taken):
        yield from personal_in(house.mail(row), f"the mail {row['occasion']}")


def _reading_for_agencies(taken, row):
    on, found = _on(row["sent_at"]), set()
    for party in taken.after["party"].values():
        found.add((party["mailbox"] or "").lower())
    for contact in taken.after["contact"].values():
        if contact["valid_from"] <= on and (contact["valid_until"] is None or on <= contact["valid_until"]):
            found.add(contact["email"].lower())
    return (
        found
        | {row["email"].lower() for row in taken.after["office"].values()}
        | {(row["organiser_email"] or "").lower() for row in taken.after["body"].values()}
    )


def _party_of(taken, row):
    facts = row["facts"] or {}
    lookup = taken.after["lookup"].get(facts.get("lookup_id"))
    return taken.after["party"].get(lookup["party_id"] if lookup else facts.get("party_id"))


def _on(moment):
    return moment.astimezone(COPENHAGEN).date()


OF_MESSAGES = (
    no_message_is_stuck,
    nothing_waits_for_what_nobody_can_decide,
    what_waited_goes_out_once_the_channel_is_well,
    no_mail_goes_out_twice,
    an_entry_is_written_anew_only_for_news,
    what_was_dropped_never_goes_out,
    what_wants_a_person_is_put_before_the_office,
    nothing_is_set_aside,
    the_clock_comes_to_rest,
    a_mail_goes_to_who_holds_the_role,
    an_agency_that_has_ended_is_told_nothing_more,
    reminders_keep_office_hours,
    nobody_is_invited_to_a_meeting_called_off,
    an_invitation_goes_to_who_is_on_the_list,
    nobody_is_told_the_same_twice_at_once,
    no_mail_holds_anything_personal,
)
