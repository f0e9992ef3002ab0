"""What is sealed of conversations, courses, orientation and who speaks for the citizen, put in and taken out."""

from dataclasses import dataclass

from agenda.cases.addressee import Addressee
from agenda.cases.conversation import Conversation, ConversationPlan
from agenda.cases.course import Course
from agenda.cases.orientation import Orientation
from agenda.cases.representative import Representative
from service.database.cases.questions import case_key
from service.database.sealed import Place
from service.workflow.unit import Unit


@dataclass(frozen=True)
class PlanContent:
    """Whom the citizen meets, and where: at a place, or at the citizen's own home."""

    holder: str
    place: str
    at_home: bool = False


def seal_plan(unit: Unit, case_id: str, conversation_id: str, plan: ConversationPlan) -> bytes:
    content = {"holder": plan.holder.strip(), "place": plan.place.strip(), "at_home": plan.at_home}
    return unit.vault.seal(
        case_key(unit.session, case_id), Place("conversation", conversation_id, "plan"), content
    )


def open_plan(unit: Unit, conversation: Conversation) -> PlanContent:
    key = case_key(unit.session, conversation.case_id)
    return PlanContent(
        **unit.vault.open(key, Place("conversation", conversation.id, "plan"), conversation.sealed_plan)
    )


def seal_note(unit: Unit, conversation: Conversation, note: str) -> bytes:
    return _seal(unit, conversation.case_id, Place("conversation", conversation.id, "note"), note)


def open_note(unit: Unit, conversation: Conversation) -> str:
    place = Place("conversation", conversation.id, "note")
    return _open(unit, conversation.case_id, place, conversation.sealed_note)


def seal_aim(unit: Unit, case_id: str, course_id: str, aim: str) -> bytes:
    return _seal(unit, case_id, Place("course", course_id, "aim"), aim)


def open_aim(unit: Unit, course: Course) -> str:
    return _open(unit, course.case_id, Place("course", course.id, "aim"), course.sealed_aim)


def seal_end(unit: Unit, course: Course, words: str) -> bytes:
    return _seal(unit, course.case_id, Place("course", course.id, "end"), words)


def open_end(unit: Unit, course: Course) -> str:
    return _open(unit, course.case_id, Place("course", course.id, "end"), course.sealed_end)


def seal_reason(unit: Unit, case_id: str, orientation_id: str, reason: str) -> bytes:
    return _seal(unit, case_id, Place("orientation", orientation_id, "reason"), reason)


def open_reason(unit: Unit, orientation: Orientation) -> str:
    place = Place("orientation", orientation.id, "reason")
    return _open(unit, orientation.case_id, place, orientation.sealed_reason)


def seal_representative(unit: Unit, case_id: str, representative_id: str, name: str) -> bytes:
    place = Place("representative", representative_id, "name")
    return _seal(unit, case_id, place, " ".join(name.split()))


def open_representative(unit: Unit, representative: Representative) -> str:
    place = Place("representative", representative.id, "name")
    return _open(unit, representative.case_id, place, representative.sealed_name)


def seal_addressee(unit: Unit, case_id: str, addressee_id: str, reason: str) -> bytes:
    return _seal(unit, case_id, Place("addressee", addressee_id, "reason"), reason)


def open_addressee(unit: Unit, addressee: Addressee) -> str:
    """Why the letter goes where it goes, or nowhere; empty where nobody said."""
    place = Place("addressee", addressee.id, "reason")
    return _open(unit, addressee.case_id, place, addressee.sealed_reason)


def _seal(unit: Unit, case_id: str, place: Place, words: str) -> bytes:
    return unit.vault.seal(case_key(unit.session, case_id), place, {"words": words.strip()})


def _open(unit: Unit, case_id: str, place: Place, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    return str(unit.vault.open(case_key(unit.session, case_id), place, sealed)["words"])
