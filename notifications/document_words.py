"""The words that agendas and minutes are laid out with; a language joins by one more table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.minutes import MinutesState
from agenda.meetings.presence import Presence


@dataclass(frozen=True)
class DocumentWords:
    """Patterns are filled by name. `outcomes` go by the word of an outcome; who has them knows which there are."""

    agenda: str
    minutes: str
    time: str
    place: str
    state: str
    released: str
    approved: str
    version: str
    because: str
    added: str
    items: str
    number: str
    item: str
    clock: str
    length: str
    boxes: str
    presence: str
    attendee: str
    marked: str
    differs: str
    deputy_of: str
    nobodys: str
    general: str
    outcome: str
    authority: str
    acts_by: str
    left_out: str
    addition: str
    destroyed: str
    dissent: str
    consensus: str
    on_the_page: str
    no_text: str
    agenda_states: Mapping[AgendaState, str]
    minutes_states: Mapping[MinutesState, str]
    kinds: Mapping[ItemKind, str]
    presences: Mapping[Presence, str]
    outcomes: Mapping[str, str]


DANISH = DocumentWords(
    agenda="Dagsorden: {body}",
    minutes="Referat: {body}",
    time="Tid",
    place="Sted",
    state="Tilstand",
    released="Frigivet {at}",
    approved="Godkendt {at}",
    version="Version {number}: {reason}",
    because="Begrundelse",
    added="Tilføjet efter frigivelsen {at}: {reason}",
    items="Punkter",
    number="Nr.",
    item="Punkt",
    clock="Kl.",
    length="Min.",
    boxes="Punkterne fylder {minutes} af mødets {available} minutter.",
    presence="Fremmøde",
    attendee="Deltager",
    marked="Fremmøde",
    differs="Ved enkelte punkter",
    deputy_of="{who} (stedfortræder)",
    nobodys="Deltager uden myndighed",
    general="Generelt",
    outcome="Udfald",
    authority="Ansvarlig myndighed",
    acts_by="Senest",
    left_out="Sagen blev ikke behandlet på mødet. Hvorfor læses på sagens side i Mødeklar.",
    addition="Tilføjelse til referatet af sagen {day} efter ønske fra borgeren. Den læses på sagens side i Mødeklar.",
    destroyed="Sagen er slettet. Af referatet er kun en kontrolsum tilbage.",
    dissent="Med uenighed",
    consensus="I enighed",
    on_the_page="Referatet af sagen læses på sagens side i Mødeklar.",
    no_text="Intet at referere.",
    agenda_states=MappingProxyType(
        {
            AgendaState.DRAFT: "Udkast",
            AgendaState.IN_REVIEW: "Til gennemlæsning",
            AgendaState.RELEASED: "Frigivet",
            AgendaState.SUPERSEDED: "Erstattet af en ny version",
            AgendaState.WITHDRAWN: "Taget tilbage",
        }
    ),
    minutes_states=MappingProxyType(
        {
            MinutesState.DRAFT: "Udkast",
            MinutesState.IN_REVIEW: "Til kommentering",
            MinutesState.APPROVED: "Godkendt og låst",
            MinutesState.REOPENED: "Genåbnet",
            MinutesState.WITHDRAWN: "Trukket tilbage; mødet blev ikke holdt",
        }
    ),
    kinds=MappingProxyType(
        {
            ItemKind.FIXED: "",
            ItemKind.FOLLOW_UP: "Opfølgning",
            ItemKind.CARRIED_OVER: "Overført sag",
            ItemKind.CASE: "Ny sag",
            ItemKind.TOPIC: "",
            ItemKind.ANY_OTHER: "",
        }
    ),
    presences=MappingProxyType(
        {
            Presence.PRESENT: "Til stede",
            Presence.DEPUTY: "Ved stedfortræder",
            Presence.INFORMED: "Afbud, oplysninger indsendt",
            Presence.APOLOGIES: "Afbud",
            Presence.ABSENT: "Udeblevet",
            Presence.LEFT: "Forlod mødet, inhabil",
        }
    ),
    outcomes=MappingProxyType(
        {
            "no_conversation": "Ingen samtale",
            "conversation": "Samtale",
            "more_information": "Mere viden; sagen følger med til næste møde",
            "handed_over": "Overdraget",
            "closed": "Afsluttet",
            "unchanged": "Uændret; det, der er besluttet, står ved magt",
        }
    ),
)

ENGLISH = DocumentWords(
    agenda="Agenda: {body}",
    minutes="Minutes: {body}",
    time="Time",
    place="Place",
    state="State",
    released="Released {at}",
    approved="Approved {at}",
    version="Version {number}: {reason}",
    because="Reason",
    added="Added after the release {at}: {reason}",
    items="Items",
    number="No.",
    item="Item",
    clock="At",
    length="Min.",
    boxes="The items take {minutes} of the meeting's {available} minutes.",
    presence="Attendance",
    attendee="Attendee",
    marked="Attendance",
    differs="At single items",
    deputy_of="{who} (deputy)",
    nobodys="Attendee of no authority",
    general="In general",
    outcome="Outcome",
    authority="Responsible authority",
    acts_by="By",
    left_out="The meeting did not treat the case. Why is read on its page in Mødeklar.",
    addition="Addition to the minutes of the case, {day}, at the citizen's wish. It is read on its page in Mødeklar.",
    destroyed="The case is deleted. Of its minutes a checksum is all that is left.",
    dissent="With dissent",
    consensus="By consensus",
    on_the_page="The minutes of the case are read on its own page in Mødeklar.",
    no_text="Nothing to report.",
    agenda_states=MappingProxyType(
        {
            AgendaState.DRAFT: "Draft",
            AgendaState.IN_REVIEW: "In review",
            AgendaState.RELEASED: "Released",
            AgendaState.SUPERSEDED: "Superseded by a new version",
            AgendaState.WITHDRAWN: "Taken back",
        }
    ),
    minutes_states=MappingProxyType(
        {
            MinutesState.DRAFT: "Draft",
            MinutesState.IN_REVIEW: "Out for comments",
            MinutesState.APPROVED: "Approved and locked",
            MinutesState.REOPENED: "Re-opened",
            MinutesState.WITHDRAWN: "Withdrawn; the meeting was not held",
        }
    ),
    kinds=MappingProxyType(
        {
            ItemKind.FIXED: "",
            ItemKind.FOLLOW_UP: "Follow-up",
            ItemKind.CARRIED_OVER: "Case carried over",
            ItemKind.CASE: "New case",
            ItemKind.TOPIC: "",
            ItemKind.ANY_OTHER: "",
        }
    ),
    presences=MappingProxyType(
        {
            Presence.PRESENT: "Present",
            Presence.DEPUTY: "By deputy",
            Presence.INFORMED: "Apologies, information sent",
            Presence.APOLOGIES: "Apologies",
            Presence.ABSENT: "Absent",
            Presence.LEFT: "Left the meeting, conflict of interest",
        }
    ),
    outcomes=MappingProxyType(
        {
            "no_conversation": "No conversation",
            "conversation": "Conversation",
            "more_information": "More information; the case goes on to the next meeting",
            "handed_over": "Handed over",
            "closed": "Closed",
            "unchanged": "Unchanged; what was decided stands",
        }
    ),
)

LANGUAGES: Mapping[str, DocumentWords] = MappingProxyType({"da": DANISH, "en": ENGLISH})


def words_in(language: str) -> DocumentWords:
    return LANGUAGES.get(language, DANISH)
