"""For each kind of the clock's work two pieces due at the same moment, and a fault in the store at one of them.

`nonsense` in the place of a word, and bytes that no key opens, can't be read from either kind of database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from driven_service import local
from sample_people import FORUM, KE, citizen, concern, confirmed, member, member_of, set_everybody
from sqlalchemy import insert, select, text, update

from agenda.access import Role
from agenda.cases.action import ActionGiven
from agenda.cases.conversation import ConversationOutcome, ConversationPlan, ConversationReport
from agenda.cases.course import CourseGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.orientation import Exemption, OrientationGiven, OrientationKind
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.forum.accession import AccessionState
from agenda.meetings.meeting import AGENDA_DUE, CUT_OFF, MeetingState
from agenda.meetings.minutes import MinutesState
from service.database.cases.course_tables import age_look, conversation, course
from service.database.cases.tables import action, case, names_kept
from service.database.cases.tables import lookup as request
from service.database.cases.written_tables import proposal
from service.database.forum.tables import accession, appointment, organisation
from service.database.forum.topic_tables import needs
from service.database.meetings.minutes_tables import minutes
from service.database.meetings.tables import attendee, meeting, milestone, standing_proposal
from service.database.meetings.tables import member as members
from service.database.outages import outage, outage_notice
from service.database.outbox import message
from service.workflow.cases.agreeing import Agreement, agree_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.conversing import Which, plan_conversation, report_conversation
from service.workflow.cases.courses import open_course
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.in_writing import WrittenCall, hold_in_writing, propose_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.forum.charters import publish
from service.workflow.forum.given import CharterGiven
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.people import Days, PartyGiven, PeopleGiven, set_people

NOVEMBER = local("2026-11-09")
NINE = local("2026-11-17")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
PLANNED_AT = local("2026-11-30", "14:00")
CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
NO_CONVERSATION = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Ingen har bekymrende oplysninger.")


@dataclass
class Scene:
    """`done` gives the pieces that were done; `fault` and `mended` are statements of SQL about one row."""

    driven: object
    moment: object
    broken: str
    others: set
    done: Callable[[], set]
    fault: str
    mended: str
    values: dict = field(default_factory=dict)
    office: str = "secretariat"

    def plant(self):
        run(self.driven, text(self.fault), self.values)

    def mend(self):
        run(self.driven, text(self.mended), self.values)


def run(driven, statement, values=None):
    with driven.service.engine.begin() as connection:
        connection.execute(statement, values or {})


def rows(driven, question):
    with driven.service.engine.connect() as connection:
        return list(connection.execute(question))


def firsts(driven, question):
    return {row[0] for row in rows(driven, question)}


def in_word(table, column, right, row):
    spoil = f"UPDATE \"{table}\" SET {column} = '{{}}' WHERE id = :id"
    return {"fault": spoil.format("nonsense"), "mended": spoil.format(right), "values": {"id": row}}


def in_case(driven, reference):
    """The urgency of its concern is no word of ours."""
    spoil = "UPDATE concern SET urgency = '{}' WHERE case_id = :id"
    values = {"id": driven.case(reference).id}
    return {"fault": spoil.format("nonsense"), "mended": spoil.format("normal"), "values": values}


def with_cases(start, *parties_of_each, until="2026-12-22", is_told=True):
    """A case for each on the meeting of 24 November, asked of its parties; gives the references too."""
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof", FORUM))
    driven.plan(KE, "2026-11-24", until)
    driven.tick()
    names = ("Alfa", "Bravo", "Charlie")[: len(parties_of_each)]
    references = [
        driven.do(
            take_concern, confirmed(concern(citizen(f"Testa {name}", f"0{n}0190-5001")), parties=parties)
        ).reference
        for n, (name, parties) in enumerate(zip(names, parties_of_each, strict=True), 1)
    ]
    if is_told:
        driven.tick()
    return driven, references


def answered(driven, *references):
    for reference in references:
        for lookup in driven.case(reference).lookups:
            driven.do(answer_lookup, lookup.id, NOTHING, as_=f"agency:{lookup.party_id}")


def told_of(driven, occasion, fact):
    return {each for m in driven.messages(occasion) if m.sent_at is not None for each in m.facts[fact]}


def lapsed_leases(start):
    driven, _ = with_cases(start, ("ssp",), ("sof",), is_told=False)
    broken, other = sorted(one.id for one in driven.messages("lookup_request"))
    claimed = {"state": "claimed", "attempts": 1, "channel": "folder"}
    until = NOVEMBER + timedelta(seconds=120)
    run(driven, update(message).values(**claimed, lease_until=until).where(message.c.id.in_((broken, other))))
    question = text("SELECT id FROM message WHERE occasion != 'nonsense' AND state != 'claimed'")
    fault = in_word("message", "occasion", "lookup_request", broken)
    return Scene(driven, until, broken, {other}, lambda: firsts(driven, question) & {broken, other}, **fault)


def names(start):
    driven, (reference, other) = with_cases(start, ("ssp",), ("sof",))
    run(driven, update(names_kept).values(way=1))
    broken = driven.case(reference)
    question = select(names_kept.c.case_id).where(names_kept.c.way != 1)
    sealed = {"id": broken.id, "right": broken.sealed_citizen, "wrong": b"x" * len(broken.sealed_citizen)}
    spoil = 'UPDATE "case" SET sealed_citizen = :{} WHERE id = :id'
    scene = Scene(
        driven,
        NOVEMBER,
        broken.id,
        {driven.case(other).id},
        lambda: firsts(driven, question),
        spoil.format("wrong"),
        spoil.format("right"),
    )
    scene.plant = lambda: run(driven, text(scene.fault), {"id": broken.id, "wrong": sealed["wrong"]})
    scene.mend = lambda: run(driven, text(scene.mended), {"id": broken.id, "right": sealed["right"]})
    return scene


def yearly_plan(start):
    driven = start(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-10", "2026-12-31")
    driven.tick()
    run(driven, update(standing_proposal).values(next_at=NINE))
    (plan_id,) = firsts(driven, text("SELECT id FROM plan"))
    question = select(standing_proposal.c.body_id).where(standing_proposal.c.next_at > NINE)
    fault = in_word("plan", "state", "confirmed", plan_id)
    return Scene(driven, NINE, KE, {FORUM}, lambda: firsts(driven, question), **fault)


def accessions(start):
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp", FORUM))
    driven.do(publish, CharterGiven("2027", date(2027, 3, 1)), as_="forum")
    driven.tick()
    ((broken, due_at),) = rows(
        driven, select(accession.c.id, accession.c.due_at).where(accession.c.state == AccessionState.SENT)
    )
    contact = {"contact_name": "Åse", "email": "aase@moedeklar.invalid", "language": "da", "revision": 1}
    run(driven, insert(organisation).values(id="anden", name="Anden forening", **contact))
    (found,) = rows(driven, select(accession).where(accession.c.id == broken))
    copy = dict(zip(accession.c.keys(), found, strict=True))
    run(driven, insert(accession).values(copy | {"id": "other", "organisation_id": "anden"}))
    fault = in_word("accession", "state", "sent", broken)
    return Scene(
        driven,
        due_at,
        broken,
        {"other"},
        lambda: {m.about for m in driven.messages("charter_reminder") if m.sent_at is not None},
        office="forum",
        **fault,
    )


def appointments(start):
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp", FORUM), member("sof", FORUM))
    driven.tick()
    broken, other = sorted(firsts(driven, select(appointment.c.id)))
    run(driven, update(appointment).values(due_at=NINE, last_on=date(2026, 12, 31)))
    role = firsts(driven, text("SELECT role FROM appointment")).pop()
    return Scene(
        driven,
        NINE,
        broken,
        {other},
        lambda: firsts(driven, select(appointment.c.id).where(appointment.c.due_at.is_(None))),
        office="forum",
        **in_word("appointment", "role", role, broken),
    )


def two_meetings(start):
    driven = start(NOVEMBER, config="[invitations]\nweeks_ahead = 1\n")
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.tick()
    return driven, [one.id for one in driven.meetings(KE)]


def invitations(start):
    driven, (broken, other) = two_meetings(start)
    run(driven, update(meeting).values(invite_at=NINE))
    place = {"id": "place", "meeting_id": broken, "name": "Test", "email": "test@moedeklar.invalid"}
    answer = {"language": "da", "is_invited": False, "told_sequence": -1, "answer_sequence": 0}
    run(driven, insert(attendee).values(**place, **answer, kind="deputy", answered="needs_action"))
    question = select(meeting.c.id).where(meeting.c.invited_at.is_not(None))
    fault = in_word("attendee", "kind", "deputy", "place")
    return Scene(driven, NINE, broken, {other}, lambda: firsts(driven, question), **fault)


def ages(start):
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.tick()
    births = {"Alfa": date(2014, 5, 1), "Bravo": date(2015, 6, 2)}
    children = (citizen(f"Barn {name} Prøvesen", "", born_on) for name, born_on in births.items())
    references = [driven.do(take_concern, confirmed(concern(one))).reference for one in children]
    driven.tick()
    broken, other = (driven.case(reference).id for reference in references)
    midnight = local("2026-11-10")
    question = select(age_look.c.case_id).where(age_look.c.look_at > midnight)
    fault = in_case(driven, references[0])
    return Scene(driven, midnight, broken, {other}, lambda: firsts(driven, question), **fault)


def milestones(start):
    """The release of one agenda, to people of whom one can't be read; of another at the same moment."""
    driven, _ = with_cases(start)
    first, second = [one.id for one in driven.meetings(KE)][:2]
    due_at = driven.meeting(first).due_at(AGENDA_DUE)
    driven.play_until(due_at - timedelta(minutes=30))
    is_second = (milestone.c.meeting_id == second, milestone.c.name == AGENDA_DUE)
    run(driven, update(milestone).values(due_at=due_at).where(*is_second))
    question = select(milestone.c.meeting_id + ":" + milestone.c.name).where(
        milestone.c.done_at.is_not(None), milestone.c.name == AGENDA_DUE
    )
    place = driven.attendees(first)[0]
    return Scene(
        driven,
        due_at,
        f"{first}:{AGENDA_DUE}",
        {f"{second}:{AGENDA_DUE}"},
        lambda: firsts(driven, question),
        **in_word("attendee", "kind", str(place.kind), place.id),
    )


def missed_milestones(start):
    """Two meetings are proposed for one day; of the first it can't be read how its cut-off was counted."""
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp"))
    moments = (local("2026-11-19", "09:00"), local("2026-11-19", "13:00"))
    first, second = (driven.do(add_extraordinary, KE, Times(moment)).id for moment in moments)
    question = select(milestone.c.meeting_id + ":" + milestone.c.name).where(
        milestone.c.missed_at.is_not(None), milestone.c.name == CUT_OFF
    )
    spoil = f"UPDATE milestone SET derivation = '{{}}' WHERE meeting_id = :id AND name = '{CUT_OFF}'"
    right = '{"from_on": "2026-11-19", "working_days": -6, "on": "2026-11-11", "skipped": []}'
    return Scene(
        driven,
        driven.meeting(first).due_at(CUT_OFF),
        f"{first}:{CUT_OFF}",
        {f"{second}:{CUT_OFF}"},
        lambda: firsts(driven, question),
        spoil.format("{}"),
        spoil.format(right),
        {"id": first},
    )


def late_cases(start):
    driven, (reference, other) = with_cases(start, ("ssp",), ("sof",))
    moment = local("2026-11-16", "10:00")
    run(driven, update(case).values(release_at=moment))
    run(driven, update(request).values(due_at=moment))
    second = driven.meetings(KE)[1].id
    return Scene(
        driven,
        moment,
        driven.case(reference).id,
        {driven.case(other).id},
        lambda: firsts(driven, select(case.c.id).where(case.c.meeting_id == second)),
        **in_case(driven, reference),
    )


def meeting_ends(start):
    driven, (reference,) = with_cases(start, ("ssp",))
    answered(driven, reference)
    first, second = driven.meetings(KE)[:2]
    driven.play_until(first.starts_at)
    run(driven, update(meeting).values(ends_at=first.ends_at).where(meeting.c.id == second.id))
    question = select(meeting.c.id).where(meeting.c.state != MeetingState.CONFIRMED)
    fault = in_case(driven, reference)
    return Scene(driven, first.ends_at, first.id, {second.id}, lambda: firsts(driven, question), **fault)


def chased_minutes(start):
    driven, ids = two_meetings(start)
    for meeting_id in ids:
        values = {"begun_at": NOVEMBER, "state": MinutesState.DRAFT, "reason": "", "revision": 1}
        run(
            driven,
            insert(minutes).values(id=f"of {meeting_id}", meeting_id=meeting_id, chase_at=NINE, **values),
        )
    broken, other = (f"of {meeting_id}" for meeting_id in ids)
    return Scene(
        driven,
        NINE,
        broken,
        {other},
        lambda: firsts(driven, select(minutes.c.id).where(minutes.c.chase_at > NINE + timedelta(hours=12))),
        **in_word("minutes", "state", "draft", broken),
    )


def needs_of_two(start):
    driven, ids = two_meetings(start)
    broken, other = ids
    run(driven, update(meeting).values(ends_at=NINE - timedelta(days=7), state=MeetingState.HELD))
    for meeting_id in ids:
        run(driven, insert(needs).values(id=f"of {meeting_id}", meeting_id=meeting_id, chosen=["vegan"]))
    spoil = "UPDATE needs SET chosen = '{}' WHERE meeting_id = :id"
    return Scene(
        driven,
        NINE,
        broken,
        {other},
        lambda: {broken, other} - firsts(driven, select(needs.c.meeting_id)),
        spoil.format("vegan"),
        spoil.format('["vegan"]'),
        {"id": broken},
    )


def forum_contacts(start):
    """Of one former member a place at a meeting can't be read."""
    driven = start(NOVEMBER)
    set_everybody(driven, member("ssp", FORUM), member("sof", FORUM))
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    driven.tick()
    meeting_id = driven.meetings(FORUM)[0].id
    moment = local("2026-11-17", "00:00")
    run(driven, update(members).values(valid_until=date(2025, 11, 16)).where(members.c.body_id == FORUM))
    broken, other = (
        firsts(driven, select(members.c.id).where(members.c.email == member_of(party))).pop()
        for party in ("ssp", "sof")
    )
    place = {
        "id": "place",
        "meeting_id": meeting_id,
        "member_id": broken,
        "name": "Test",
        "email": "a@b.invalid",
    }
    answer = {"language": "da", "is_invited": False, "told_sequence": -1, "answer_sequence": 0}
    run(driven, insert(attendee).values(**place, **answer, kind="member", answered="needs_action"))
    question = select("member/" + members.c.id).where(members.c.email == "")
    return Scene(
        driven,
        moment,
        f"member/{broken}",
        {f"member/{other}"},
        lambda: firsts(driven, question),
        office="forum",
        **in_word("attendee", "kind", "member", "place"),
    )


def reminders(start):
    """One agency is reminded of two cases in one digest, another of a third."""
    parties = ("ssp", "ssp", "sof")
    driven, references = with_cases(start, *((party,) for party in parties))
    asked = [driven.lookup(reference, party).id for reference, party in zip(references, parties, strict=True)]
    driven.play_until(NINE - timedelta(minutes=30))
    return Scene(
        driven,
        NINE,
        asked[0],
        set(asked[1:]),
        lambda: told_of(driven, "reminder", "lookup_ids"),
        **in_case(driven, references[0]),
    )


def requests_of_ended(start):
    """One party has ended with two requests open, another with a third."""
    parties = ("ssp", "ssp", "sof")
    driven, references = with_cases(start, *((party,) for party in parties))
    asked = [driven.lookup(reference, party).id for reference, party in zip(references, parties, strict=True)]
    end_on(driven, date(2026, 11, 12), *set(parties))
    driven.play_until(local("2026-11-12", "23:30"))
    states = select(request.c.id).where(request.c.state == LookupState.LAPSED)
    return Scene(
        driven,
        local("2026-11-13", "00:00"),
        asked[0],
        set(asked[1:]),
        lambda: firsts(driven, states),
        **in_case(driven, references[0]),
    )


def actions_of_ended(start):
    driven, references = with_cases(start, ("ssp",), ("ssp",))
    answered(driven, *references)
    first = driven.meetings(KE)[0]
    driven.play_until(first.starts_at)
    for reference in references:
        given = ActionGiven("sof", "Kontakt til skolen", date(2026, 12, 8))
        driven.do(agree_action, reference, Agreement(first.id, given))
    end_on(driven, date(2026, 11, 25), "sof")
    driven.play_until(local("2026-11-25", "23:30"))
    by_case = dict(rows(driven, select(action.c.case_id, action.c.id)))
    broken, other = (by_case[driven.case(reference).id] for reference in references)
    return Scene(
        driven,
        local("2026-11-26", "00:00"),
        broken,
        {other},
        lambda: firsts(driven, select(action.c.id).where(action.c.reminded_on.is_not(None))),
        **in_case(driven, references[0]),
    )


def conversations_of_ended(start):
    driven, references = with_cases(start, ("ssp",), ("ssp",))
    to_conversations(driven, references)
    return left_efforts(driven, references, conversation)


def courses_of_ended(start):
    driven, references = with_cases(start, ("ssp",), ("ssp",))
    to_conversations(driven, references)
    driven.play_until(PLANNED_AT + timedelta(hours=1))
    for reference in references:
        (held,) = driven.do(show_effort, reference, "opfølgning").conversations
        which = Which(reference, held.conversation.id, held.conversation.revision)
        driven.do(report_conversation, which, ConversationReport(ConversationOutcome.WANTS_COURSE))
        driven.do(open_course, reference, CourseGiven("mentor", "sof"), driven.case(reference).revision)
    return left_efforts(driven, references, course)


def to_conversations(driven, references):
    """Of both cases a conversation is planned, which sof is to hold."""
    answered(driven, *references)
    driven.play_until(driven.meetings(KE)[0].starts_at)
    for reference in references:
        found = driven.case(reference)
        driven.do(record_outcome, reference, Decision(found.meeting_id, CONVERSATION, found.revision))
        plan = ConversationPlan("sof", "Rådgiver Prøve Holdersen", "Prøvegade 1", PLANNED_AT)
        driven.do(plan_conversation, reference, plan, driven.case(reference).revision)


def left_efforts(driven, references, table):
    """Whose holder has ended with the second of December."""
    end_on(driven, date(2026, 12, 2), "sof")
    driven.play_until(local("2026-12-02", "23:30"))
    by_case = dict(rows(driven, select(table.c.case_id, table.c.id)))
    broken, other = (by_case[driven.case(reference).id] for reference in references)
    return Scene(
        driven,
        local("2026-12-03", "00:00"),
        broken,
        {other},
        lambda: firsts(driven, select(table.c.id).where(table.c.left_on.is_not(None))),
        **in_case(driven, references[0]),
    )


def end_on(driven, last_on, *parties):
    ended = tuple(PartyGiven(party_id, days=Days(last_on=last_on)) for party_id in parties)
    driven.do(set_people, PeopleGiven(parties=ended))


def consent_reminders(start):
    driven, references = with_cases(start, ("ssp", "sof"), ("ssp", "sof"))
    answered(driven, *references)
    driven.play_until(local("2026-11-20", "12:00"))
    first = driven.meetings(KE)[0]
    closing = WrittenCall(local("2026-11-26", "12:00"), "For få deltagere", first.revision)
    driven.do(hold_in_writing, first.id, closing)
    for reference in references:
        driven.do(propose_outcome, reference, NO_CONVERSATION, driven.case(reference).revision)
    driven.tick()
    broken, other = sorted(firsts(driven, select(proposal.c.id)))
    (moment,) = firsts(driven, select(proposal.c.remind_at))
    driven.play_until(moment - timedelta(minutes=30))
    return Scene(
        driven,
        moment,
        broken,
        {other},
        lambda: told_of(driven, "consent_reminder", "proposals"),
        **in_word("proposal", "kind", "no_conversation", broken),
    )


def action_reminders(start):
    driven, references = with_cases(start, ("ssp",), ("ssp",))
    answered(driven, *references)
    first = driven.meetings(KE)[0]
    driven.play_until(first.starts_at)
    for reference in references:
        given = ActionGiven("sof", "Kontakt til skolen", date(2026, 12, 8))
        driven.do(agree_action, reference, Agreement(first.id, given))
    driven.play_until(first.ends_at + timedelta(hours=1))
    found = rows(driven, select(action.c.case_id, action.c.id, action.c.remind_at))
    by_case = {case_id: action_id for case_id, action_id, _ in found}
    broken, other = (by_case[driven.case(reference).id] for reference in references)
    return Scene(
        driven,
        found[0][2],
        broken,
        {other},
        lambda: told_of(driven, "action_reminder", "action_ids"),
        **in_case(driven, references[0]),
    )


def reassessments(start):
    """Telling two citizens was put off; both are to be assessed anew on the same day."""
    driven, references = with_cases(start, ("ssp",), ("ssp",))
    answered(driven, *references)
    put_off = OrientationGiven(
        OrientationKind.POSTPONED, None, Exemption.PUBLIC_INTERESTS, "Endnu ikke", NINE.date()
    )
    found = [
        driven.do(decide_orientation, reference, put_off, driven.case(reference).revision).id
        for reference in references
    ]
    driven.play_until(NINE - timedelta(minutes=30))
    return Scene(
        driven,
        NINE,
        found[0],
        {found[1]},
        lambda: told_of(driven, "orientation_reminder", "orientation_ids"),
        **in_case(driven, references[0]),
    )


def outages(start):
    driven = start(NOVEMBER)
    set_everybody(driven)
    driven.tick()
    run(driven, insert(outage).values(id="gap", from_at=NOVEMBER - timedelta(days=1), until_at=NOVEMBER))
    for office in (Role.SECRETARIAT, Role.FORUM):
        values = {"outage_id": "gap", "found_at": NINE, "settled_by": "", "revision": 1}
        run(driven, insert(outage_notice).values(id=str(office), office=office, **values))
    question = select(outage_notice.c.id).where(outage_notice.c.told_at.is_not(None))
    fault = in_word("outage_notice", "office", "secretariat", "secretariat")
    return Scene(driven, NINE, "secretariat", {"forum"}, lambda: firsts(driven, question), **fault)


def messages(start):
    driven, _ = with_cases(start, ("ssp",), ("sof",), is_told=False)
    broken, other = sorted(one.id for one in driven.messages("lookup_request"))
    question = text("SELECT id FROM message WHERE occasion != 'nonsense' AND state = 'sent'")
    fault = in_word("message", "occasion", "lookup_request", broken)
    return Scene(
        driven, NOVEMBER, broken, {other}, lambda: firsts(driven, question) & {broken, other}, **fault
    )


EVERYWHERE = {
    "lapsed_leases": lapsed_leases,
    "names": names,
    "yearly_plan": yearly_plan,
    "accessions": accessions,
    "appointments": appointments,
    "invitations": invitations,
    "ages": ages,
    "milestones": milestones,
    "missed_milestones": missed_milestones,
    "late_cases": late_cases,
    "meeting_ends": meeting_ends,
    "minutes": chased_minutes,
    "forum_contacts": forum_contacts,
    "reminders": reminders,
    "requests_of_ended": requests_of_ended,
    "actions_of_ended": actions_of_ended,
    "conversations_of_ended": conversations_of_ended,
    "courses_of_ended": courses_of_ended,
    "consent_reminders": consent_reminders,
    "action_reminders": action_reminders,
    "reassessments": reassessments,
    "outages": outages,
    "messages": messages,
}
ON_SQLITE = {"needs": needs_of_two}  # PostgreSQL lets no text into a column of JSON that is none
