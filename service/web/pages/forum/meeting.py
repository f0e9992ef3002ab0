"""What the forum's secretariat sees of a meeting: its topics, its materials, and how many need what."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.forum.topic import WAIT_FOR_A_DECISION, TopicState
from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingState
from service.database.meetings.questions import members
from service.documents.forum.file_content import check_content
from service.documents.forum.topics import FileQuery, TopicDecisionDocument, TopicDocument
from service.documents.meetings import DecisionDocument
from service.web.authentication import allows
from service.web.body import takes_files
from service.web.current import reading
from service.web.download import attachment
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.form import text
from service.web.pages.typed import FormInvalid, typed
from service.workflow.forum import materials, topics
from service.workflow.forum.calling import call_by_hand
from service.workflow.forum.materials import FileGiven, file_read, materials_read
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.needs import needs_counted
from service.workflow.forum.private_link import is_open
from service.workflow.forum.renewing import renew_link, with_links
from service.workflow.forum.topics import topics_read
from service.workflow.meetings.reading import meetings_of
from service.workflow.unit import Unit

LANGUAGE = "da"
NO_FILE = "Vælg en fil."
IN_FILE_FORM = {"name": "file", "title": "file_title"}
pages = Blueprint("forum_meetings", __name__)


@pages.get("/forum/meetings")
@allows(Action.READ_TOPICS)
def show_all() -> str:
    with reading() as (unit, now):
        listed = [
            (meeting, topics_read(unit, meeting.id), materials_read(unit, meeting.id))
            for meeting in meetings_of(unit, unit.settings.forum.body, now)
            if meeting.is_ahead
        ]
    return render_template("forum/meetings.html", listed=listed, waits=WAIT_FOR_A_DECISION)


@pages.get("/forum/meetings/<meeting_id>")
@allows(Action.READ_TOPICS)
def show(meeting_id: str) -> str:
    return _page(meeting_id, {})


@pages.post("/forum/meetings/<meeting_id>/topics")
@allows(Action.CHANGE_TOPICS)
def propose(meeting_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        document = typed(TopicDocument, {"member": "member_id"})
        topics.propose(unit, meeting_id, document.given(), document.member, now)

    return _change(meeting_id, verb, "Emnet er skrevet ned.")


@pages.post("/forum/meetings/<meeting_id>/topics/call")
@allows(Action.CHANGE_TOPICS)
def call(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: call_by_hand(unit, meeting_id, typed(DecisionDocument).revision, now),
        "Emner er efterlyst. De indkaldte får en mail med deres eget link.",
    )


@pages.post("/forum/meetings/<meeting_id>/topics/<topic_id>")
@allows(Action.CHANGE_TOPICS)
def decide(meeting_id: str, topic_id: str) -> ResponseReturnValue:
    def verb(unit: Unit, now: datetime) -> None:
        document = _decision()
        topics.decide(unit, topic_id, document.given(), document.revision, now)

    told = "Emnet er besvaret. Har et medlem foreslået det, får medlemmet svar på mail."
    return _change(meeting_id, verb, told, topic_id)


@pages.post("/forum/meetings/<meeting_id>/materials")
@allows(Action.CHANGE_TOPICS)
@takes_files
def add(meeting_id: str) -> ResponseReturnValue:
    given = request.files.get("file")
    name, content = (given.filename or "", given.read()) if given else ("", b"")

    def verb(unit: Unit, now: datetime) -> None:
        if not name:
            raise FormInvalid({"file": NO_FILE})
        query = typed(FileQuery, IN_FILE_FORM, name=name)
        materials.check_may_add(unit, meeting_id, name)
        check_content(name, content, unit.settings.forum.largest_material)
        materials.add_material(unit, meeting_id, FileGiven(name, content, query.title), now)

    return perform(
        verb,
        Done("Materialet er lagt på mødet.", url_for("pages.forum_meetings.show", meeting_id=meeting_id)),
        lambda faults: _page(meeting_id, renamed(faults, IN_FILE_FORM)),
    )


@pages.post("/forum/meetings/<meeting_id>/materials/<material_id>/remove")
@allows(Action.CHANGE_TOPICS)
def remove(meeting_id: str, material_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: materials.remove_material(unit, material_id, now),
        "Materialet er fjernet.",
    )


@pages.post("/forum/meetings/<meeting_id>/links")
@allows(Action.RENEW_LINK)
def renew(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: renew_link(unit, meeting_id, text("attendee_id"), now),
        "Linket er fornyet. Det gamle virker ikke længere, og medlemmet får det nye på mail.",
    )


@pages.get("/forum/materials/<material_id>")
@allows(Action.READ_TOPICS)
def fetch(material_id: str) -> ResponseReturnValue:
    with reading() as (unit, _):
        found = file_read(unit, material_id)
        return attachment(found.content, found.material.file_name, found.material.media_type)


def _decision() -> TopicDecisionDocument:
    """Where it is put off to counts for a topic that is put off, and for no other."""
    is_put_off = text("decision") == TopicState.PUT_OFF
    later = {} if is_put_off else {"meeting": None}
    return typed(TopicDecisionDocument, {"meeting": "meeting_id"}, **later)


def _change(meeting_id: str, verb: Verb, told: str, deciding: str = "") -> ResponseReturnValue:
    done = Done(told, url_for("pages.forum_meetings.show", meeting_id=meeting_id))
    return perform(verb, done, lambda faults: _page(meeting_id, faults, deciding))


def _page(meeting_id: str, faults: Faults, deciding: str = "") -> str:
    """`deciding` is the topic whose form comes back with its faults."""
    with reading() as (unit, now):
        meeting = forum_meeting(unit, meeting_id, Action.READ_TOPICS)
        known = members(unit.session, meeting.body_id)
        counted = needs_counted(unit, meeting_id)
        forum = unit.settings.forum
        later = [one for one in meetings_of(unit, meeting.body_id, now) if _is_after(one, meeting, now)]
        guests = with_links(unit, meeting) if is_open(unit, meeting, now) else []
        listed, files = topics_read(unit, meeting_id), materials_read(unit, meeting_id)
    return render_template(
        "forum/meeting.html",
        meeting=meeting,
        topics=listed,
        materials=files,
        names={member.id: member.name for member in known},
        members=[("", "Sekretariatet selv"), *((member.id, member.name) for member in known)],
        needs=[(forum.needs[each].words(LANGUAGE), count) for each, count in counted.items() if count],
        guests=[(one.id, one.name) for one in guests],
        types=forum.material_types,
        largest=forum.largest_material_mb,
        is_open=meeting.is_ahead and meeting.starts_at > now,
        may_call=meeting.state is MeetingState.CONFIRMED
        and meeting.invited_at is not None
        and meeting.still_due_at(CUT_OFF, now) is not None,
        later=later,
        deciding=deciding,
        errors=faults,
        form=request.form,
    )


def _is_after(one: Meeting, meeting: Meeting, now: datetime) -> bool:
    after = now if meeting.is_off else max(meeting.starts_at, now)
    return one.is_ahead and one.starts_at > after
