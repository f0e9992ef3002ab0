"""Why the service does what it does by itself: each reason has its words in each language."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Reason(StrEnum):
    LOOKUP_CONFIRMED = "lookup_confirmed"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    PERSON_STATED_WRONGLY = "person_stated_wrongly"
    PERSON_CORRECTED = "person_corrected"
    NEXT_MEETING_FAR_OFF = "next_meeting_far_off"
    CASE_MOVED = "case_moved"
    CASE_BECAME_URGENT = "case_became_urgent"
    CASE_CLOSED = "case_closed"
    CASE_ROLLED_OVER = "case_rolled_over"
    MORE_IS_WANTED = "more_is_wanted"
    FURTHER_CONCERN = "further_concern"
    NOT_TREATED = "not_treated"
    AGENDA_NEVER_OUT = "agenda_never_out"
    MEETING_NOT_HELD = "meeting_not_held"
    HELD_ALL_THE_SAME = "held_all_the_same"
    CASE_NOT_READY = "case_not_ready"
    CASE_GOES_ON = "case_goes_on"
    CLEARANCE_FIRST = "clearance_first"
    NO_ANSWER_YET = "no_answer_yet"
    ACTION_NOT_SETTLED = "action_not_settled"
    PARTY_ENDED = "party_ended"
    ORIENTATION_TO_REASSESS = "orientation_to_reassess"
    DEADLINE_PASSED = "deadline_passed"
    ASKED_ANEW = "asked_anew"
    TAKES_OVER = "takes_over"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_CONFIRMED = "meeting_confirmed"
    MEETING_ENDED = "meeting_ended"
    MEETING_ON_CLOSED_DAY = "meeting_on_closed_day"
    SETTINGS_CHANGED = "settings_changed"
    PLACE_CHANGED = "place_changed"
    CHANGED_BY_HAND = "changed_by_hand"
    PUT_BACK = "put_back"
    TIME_TO_INVITE = "time_to_invite"
    JOINED = "joined"
    MEMBER_AGAIN = "member_again"
    MEMBER_NO_MORE = "member_no_more"
    ROOM_CHANGED = "room_changed"
    STANDS_IN = "stands_in"
    STANDS_IN_NO_MORE = "stands_in_no_more"
    GUEST = "guest"
    GUEST_NO_MORE = "guest_no_more"
    ITEM_MOVED = "item_moved"
    AGENDA_RELEASED = "agenda_released"
    RELEASED_BY_HAND = "released_by_hand"
    REVIEW_WANTED = "review_wanted"
    ADDENDUM = "addendum"
    LATE_CASE = "late_case"
    NEW_VERSION = "new_version"
    NO_CASES = "no_cases"
    MINUTES_NOT_APPROVED = "minutes_not_approved"
    MINUTES_OUT_FOR_COMMENT = "minutes_out_for_comment"
    MINUTES_APPROVED = "minutes_approved"
    PLANNED_EACH_YEAR = "planned_each_year"
    NOT_CONFIRMED = "not_confirmed"
    KEPT_PLANNED = "kept_planned"
    TOPICS_CLOSE_SOON = "topics_close_soon"
    CALLED_BY_HAND = "called_by_hand"
    TOPIC_PROPOSED = "topic_proposed"
    TOPIC_DECIDED = "topic_decided"
    TOPIC_CARRIED = "topic_carried"
    MATERIAL_ADDED = "material_added"
    LINK_RENEWED = "link_renewed"
    WEEK_AFTER = "week_after"
    CONTACT_KEPT_LONG_ENOUGH = "contact_kept_long_enough"
    MAIL_CAME_BACK = "mail_came_back"
    HELD_IN_WRITING = "held_in_writing"
    OUTCOME_PROPOSED = "outcome_proposed"
    OUTCOME_CORRECTED = "outcome_corrected"
    CLOSED_IN_WRITING = "closed_in_writing"
    NOT_AGREED = "not_agreed"
    CHARTER_SENT = "charter_sent"
    CHARTER_UNANSWERED = "charter_unanswered"
    PERIOD_ENDS_SOON = "period_ends_soon"
    ACCESSIONS_LAPSED = "accessions_lapsed"
    DAY_CLOSED = "day_closed"
    DAY_OPENED = "day_opened"
    SET_ASIDE = "set_aside"
    OUT_OF_SERVICE = "out_of_service"


WORDS: Mapping[str, Mapping[Reason, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                Reason.LOOKUP_CONFIRMED: "anmodningen er bekræftet som nødvendig",
                Reason.CONFLICT_OF_INTEREST: "kontaktpersonen har erklæret sig inhabil",
                Reason.PERSON_STATED_WRONGLY: "en myndighed oplyser, at personen er angivet forkert",
                Reason.PERSON_CORRECTED: "personen var angivet forkert og er rettet",
                Reason.NEXT_MEETING_FAR_OFF: "sagen haster, og næste møde ligger langt ude i fremtiden",
                Reason.CASE_MOVED: "sagen er flyttet til et andet møde",
                Reason.CASE_BECAME_URGENT: "sagen er blevet hastende",
                Reason.CASE_CLOSED: "sagen er afsluttet",
                Reason.CASE_ROLLED_OVER: "sagen er overført til næste møde, da et svar mangler",
                Reason.MORE_IS_WANTED: "mødet har ønsket flere oplysninger om sagen",
                Reason.FURTHER_CONCERN: "der er kommet en henvendelse mere i sagen",
                Reason.NOT_TREATED: "mødet nåede ikke at behandle sagen",
                Reason.AGENDA_NEVER_OUT: "dagsordenen var ikke frigivet, da mødet skulle have været holdt",
                Reason.MEETING_NOT_HELD: "mødet blev ikke holdt",
                Reason.HELD_ALL_THE_SAME: "mødet blev holdt, uden at dagsordenen var frigivet",
                Reason.CASE_NOT_READY: "ikke alle havde svaret, da dagsordenen blev frigivet",
                Reason.CASE_GOES_ON: "sagen behandles, selv om et svar mangler",
                Reason.CLEARANCE_FIRST: "ingen spørges, før politiet har afklaret sagen",
                Reason.NO_ANSWER_YET: "svaret er ikke kommet, og fristen er nær eller overskredet",
                Reason.ACTION_NOT_SETTLED: "en aftalt handling er ikke meldt afsluttet",
                Reason.PARTY_ENDED: "myndigheden deltager ikke længere",
                Reason.ORIENTATION_TO_REASSESS: "dagen er kommet, hvor orienteringen af borgeren skal vurderes igen",
                Reason.DEADLINE_PASSED: "svarfristen er overskredet uden svar",
                Reason.ASKED_ANEW: "der spørges på ny i sagen",
                Reason.TAKES_OVER: "overtager fra den dag",
                Reason.MEETING_MOVED: "mødet er flyttet",
                Reason.MEETING_CANCELLED: "mødet er aflyst",
                Reason.MEETING_CONFIRMED: "et møde er bekræftet",
                Reason.MEETING_ENDED: "mødet er afholdt",
                Reason.MEETING_ON_CLOSED_DAY: "et møde ligger på en dag, der er lukket",
                Reason.SETTINGS_CHANGED: "frister, lukkede dage eller uger er ændret i indstillingerne",
                Reason.PLACE_CHANGED: "stedet er ændret",
                Reason.PUT_BACK: "mødet er sat tilbage, efter at nogen havde ændret det i kalenderen",
                Reason.CHANGED_BY_HAND: "nogen har ændret mødet direkte i kalenderen",
                Reason.TIME_TO_INVITE: "det er tid til at indkalde",
                Reason.JOINED: "er kommet til, efter at indkaldelsen blev sendt",
                Reason.MEMBER_AGAIN: "indkaldes igen",
                Reason.MEMBER_NO_MORE: "er ikke længere blandt dem, der indkaldes",
                Reason.ROOM_CHANGED: "mødet har fået et andet lokale",
                Reason.STANDS_IN: "er bedt om at møde i stedet for en, der er indkaldt",
                Reason.STANDS_IN_NO_MORE: "den, der skulle mødes i stedet for, er ikke længere indkaldt",
                Reason.GUEST: "er inviteret til ét punkt på dagsordenen",
                Reason.GUEST_NO_MORE: "er ikke længere inviteret til punktet",
                Reason.ITEM_MOVED: "punktet har fået en anden tid på dagsordenen",
                Reason.AGENDA_RELEASED: "dagsordenen frigives ved sin frist",
                Reason.RELEASED_BY_HAND: "sekretariatet har frigivet dagsordenen",
                Reason.REVIEW_WANTED: "dagsordenen er sendt til gennemlæsning",
                Reason.ADDENDUM: "den frigivne dagsorden har fået et tillæg",
                Reason.LATE_CASE: "sagen er kommet til, efter at dagsordenen blev frigivet",
                Reason.NEW_VERSION: "dagsordenen foreligger i en ny udgave",
                Reason.NO_CASES: "mødet har ingen sager, da fristen for nye sager er passeret",
                Reason.MINUTES_NOT_APPROVED: "referatets frist er nået, og det er ikke godkendt",
                Reason.MINUTES_OUT_FOR_COMMENT: "referatet er sendt til kommentering",
                Reason.MINUTES_APPROVED: "referatet er godkendt",
                Reason.PLANNED_EACH_YEAR: "næste års mødekalender foreslås hvert år",
                Reason.TOPICS_CLOSE_SOON: "fristen for emner nærmer sig",
                Reason.CALLED_BY_HAND: "sekretariatet efterlyser emner",
                Reason.TOPIC_PROPOSED: "et medlem har foreslået et emne",
                Reason.TOPIC_DECIDED: "et foreslået emne er behandlet",
                Reason.TOPIC_CARRIED: "mødet, som et emne var foreslået til, er aflyst eller slut",
                Reason.MATERIAL_ADDED: "der er kommet materiale, efter at dagsordenen blev frigivet",
                Reason.LINK_RENEWED: "det private link er fornyet",
                Reason.WEEK_AFTER: "det er en uge siden mødet",
                Reason.CONTACT_KEPT_LONG_ENOUGH: "medlemskabet er ophørt, og opbevaringstiden er gået",
                Reason.NOT_CONFIRMED: "mødet er foreslået og ikke bekræftet",
                Reason.KEPT_PLANNED: "et møde er aflyst, og antallet af møder om året holdes",
                Reason.MAIL_CAME_BACK: "en besked kom tilbage, så modtageren er ikke nået",
                Reason.HELD_IN_WRITING: "mødet er aflyst, og sagerne behandles skriftligt",
                Reason.OUTCOME_PROPOSED: "et udfald er foreslået til skriftlig behandling",
                Reason.OUTCOME_CORRECTED: "sagens udfald var registreret forkert og er rettet",
                Reason.CLOSED_IN_WRITING: "den skriftlige behandling er slut",
                Reason.NOT_AGREED: "ikke alle samtykkede, så sagen tages på næste møde",
                Reason.CHARTER_SENT: "charteret sendes til tiltrædelse",
                Reason.CHARTER_UNANSWERED: "der er ikke svaret på charteret",
                Reason.PERIOD_ENDS_SOON: "en udpegning eller en tiltrædelse udløber snart",
                Reason.ACCESSIONS_LAPSED: "en tiltrædelse er bortfaldet",
                Reason.DAY_CLOSED: "en dag er lukket",
                Reason.DAY_OPENED: "en lukket dag er åbnet igen",
                Reason.SET_ASIDE: "det kunne ikke gøres og er sat til side, til det lykkes",
                Reason.OUT_OF_SERVICE: "tjenesten var ude af drift",
            }
        ),
        "en": MappingProxyType(
            {
                Reason.LOOKUP_CONFIRMED: "the request has been confirmed as necessary",
                Reason.CONFLICT_OF_INTEREST: "the contact has declared a conflict of interest",
                Reason.PERSON_STATED_WRONGLY: "an agency says that the person is stated wrongly",
                Reason.PERSON_CORRECTED: "the person was stated wrongly and has been corrected",
                Reason.NEXT_MEETING_FAR_OFF: "the case is urgent, and the next meeting lies far ahead",
                Reason.CASE_MOVED: "the case has been moved to another meeting",
                Reason.CASE_BECAME_URGENT: "the case has become urgent",
                Reason.CASE_CLOSED: "the case is closed",
                Reason.CASE_ROLLED_OVER: "the case waits for the next meeting, since an answer is missing",
                Reason.MORE_IS_WANTED: "the meeting wanted more information about the case",
                Reason.FURTHER_CONCERN: "a further concern has come in the case",
                Reason.NOT_TREATED: "the meeting did not get to the case",
                Reason.AGENDA_NEVER_OUT: "the agenda had not been released when the meeting was to be held",
                Reason.MEETING_NOT_HELD: "the meeting was not held",
                Reason.HELD_ALL_THE_SAME: "the meeting was held without its agenda having been released",
                Reason.CASE_NOT_READY: "not everybody had answered when the agenda was released",
                Reason.CASE_GOES_ON: "the case goes on although an answer is missing",
                Reason.CLEARANCE_FIRST: "nobody is asked before the police have cleared the case",
                Reason.NO_ANSWER_YET: "no answer has come, and the deadline is near or has passed",
                Reason.ACTION_NOT_SETTLED: "an agreed action has not been settled",
                Reason.PARTY_ENDED: "the party takes part no longer",
                Reason.ORIENTATION_TO_REASSESS: "the day has come to assess anew whether the citizen is told",
                Reason.DEADLINE_PASSED: "the deadline has passed without an answer",
                Reason.ASKED_ANEW: "agencies are asked anew in the case",
                Reason.TAKES_OVER: "takes over from that day",
                Reason.MEETING_MOVED: "the meeting has been moved",
                Reason.MEETING_CANCELLED: "the meeting is cancelled",
                Reason.MEETING_CONFIRMED: "a meeting has been confirmed",
                Reason.MEETING_ENDED: "the meeting has been held",
                Reason.MEETING_ON_CLOSED_DAY: "a meeting lies on a closed day",
                Reason.SETTINGS_CHANGED: "deadlines, closed days or weeks have changed in the settings",
                Reason.PLACE_CHANGED: "the place has changed",
                Reason.PUT_BACK: "the meeting has been put back after somebody had changed it in the calendar",
                Reason.CHANGED_BY_HAND: "somebody has changed the meeting in the calendar itself",
                Reason.TIME_TO_INVITE: "it is time to invite",
                Reason.JOINED: "joined after the invitation was sent",
                Reason.MEMBER_AGAIN: "is invited again",
                Reason.MEMBER_NO_MORE: "is no longer among those who are invited",
                Reason.ROOM_CHANGED: "the meeting has another room",
                Reason.STANDS_IN: "has been asked to come in somebody's stead",
                Reason.STANDS_IN_NO_MORE: "the one in whose stead they were to come is no longer invited",
                Reason.GUEST: "is invited to one item of the agenda",
                Reason.GUEST_NO_MORE: "is no longer invited to the item",
                Reason.ITEM_MOVED: "the item has another time on the agenda",
                Reason.AGENDA_RELEASED: "the agenda is released at its deadline",
                Reason.RELEASED_BY_HAND: "the secretariat has released the agenda",
                Reason.REVIEW_WANTED: "the agenda is out for review",
                Reason.ADDENDUM: "the released agenda has an addendum",
                Reason.LATE_CASE: "the case came after the agenda was released",
                Reason.NEW_VERSION: "the agenda has a new version",
                Reason.NO_CASES: "the meeting has no cases, and new cases have closed",
                Reason.MINUTES_NOT_APPROVED: "the minutes are due and not approved",
                Reason.MINUTES_OUT_FOR_COMMENT: "the minutes are out for comments",
                Reason.MINUTES_APPROVED: "the minutes are approved",
                Reason.PLANNED_EACH_YEAR: "next year's meetings are proposed each year",
                Reason.TOPICS_CLOSE_SOON: "the deadline for topics draws near",
                Reason.CALLED_BY_HAND: "the secretariat calls for topics",
                Reason.TOPIC_PROPOSED: "a member has proposed a topic",
                Reason.TOPIC_DECIDED: "a proposed topic has been decided on",
                Reason.TOPIC_CARRIED: "the meeting a topic was proposed for is off or over",
                Reason.MATERIAL_ADDED: "material has come after the agenda was released",
                Reason.LINK_RENEWED: "the private link has been renewed",
                Reason.WEEK_AFTER: "the meeting was a week ago",
                Reason.CONTACT_KEPT_LONG_ENOUGH: "the membership is over, and the time to keep it has passed",
                Reason.NOT_CONFIRMED: "the meeting is proposed and not confirmed",
                Reason.KEPT_PLANNED: "a meeting was cancelled, and the number of meetings a year is kept",
                Reason.MAIL_CAME_BACK: "a message came back, so its recipient has not been reached",
                Reason.HELD_IN_WRITING: "the meeting is cancelled, and its cases are treated in writing",
                Reason.OUTCOME_PROPOSED: "an outcome is proposed in writing",
                Reason.OUTCOME_CORRECTED: "the outcome of the case was recorded wrongly and is corrected",
                Reason.CLOSED_IN_WRITING: "the written procedure has closed",
                Reason.NOT_AGREED: "not everybody consented, so the case goes to the next meeting",
                Reason.CHARTER_SENT: "the Charter is sent to be acceded to",
                Reason.CHARTER_UNANSWERED: "the Charter has not been answered",
                Reason.PERIOD_ENDS_SOON: "an appointment or an accession ends soon",
                Reason.ACCESSIONS_LAPSED: "an accession has lapsed",
                Reason.DAY_CLOSED: "a day has been closed",
                Reason.DAY_OPENED: "a closed day is open again",
                Reason.SET_ASIDE: "it could not be done and is set aside until it can",
                Reason.OUT_OF_SERVICE: "the service was out of operation",
            }
        ),
    }
)


def reason_in_words(reason: str, language: str) -> str:
    """The reason in words; what is no reason of ours, such as a derivation, is its own words."""
    words = WORDS.get(language, WORDS["da"])
    return words[Reason(reason)] if reason in list(Reason) else reason
