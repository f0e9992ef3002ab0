"""Which form of the pages is which route of the API, and what the form calls each field of the document."""

from dataclasses import dataclass, field

A = "/api/v1"


@dataclass(frozen=True)
class Door:
    """`called`: the form's name of a field, by its dotted name in the document; of a moment the name of its day.

    `without` says of fields that the form does not have why that is so; `also` where a value in the form's address
    is found that the route's address lacks: in how another route was asked; `carried` which fields of the form
    stand in the route's address; `beside` what the form needs that the tour left out.
    """

    page: str
    api: str
    called: dict = field(default_factory=dict)
    without: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)
    carried: dict = field(default_factory=dict)
    beside: dict = field(default_factory=dict)

    def form_name(self, name):
        return self.called.get(name, name)


OUTCOME = {
    "meeting": "meeting_id",
    "due_on": "acts_on",
    "dissents.party": "responsible",
    "dissents.words": "dissent_kf",
    "lookups.party": "responsible",
    "lookups.necessity": "lookup_ssp",
}
IN_DOUBT = "said by the buttons of the page that asks about it, in hidden fields"
BY_ONE_CHOICE = "the form has one choice of who it is, with their id"
GUARDIANS = {"consents": "the form sends it of a guardian alone"}
SPEAKER = {"name": "representative_name", "consents": "guardian_consents"}
PLAN = {"planned_at": "planned_on"}
PERSON = {"person.name": "name", "person.email": "email", "person.language": "language"}
CONTACT = {"contact.name": "contact_name", "contact.email": "contact_email", "contact.language": "language"}
CITIZEN = {f"citizen.{name}": name for name in ("name", "cpr", "born_on", "municipality")}
USUAL_END = {"ends_at": "a meeting on the pages has its usual length"}
IF_WANTED = {
    "with_gaps": "asked by the page that shows what the move does, where it leaves too little time to answer"
}
BY_OTHERS = {"accession": "on the pages it is noted once the organisation is there"}

DOORS = (
    Door("/actions/<action_id>", f"POST {A}/actions/<action_id>/settle", {"state": "became"}),
    Door("/actions/<action_id>/owner", f"POST {A}/actions/<action_id>/owner"),
    Door(
        "/cases/<reference>/actions",
        f"POST {A}/cases/<reference>/actions",
        {"meeting": "meeting_id"},
    ),
    Door(
        "/cases/<reference>/citizen",
        f"POST {A}/cases/<reference>/correction",
        CITIZEN,
        dict.fromkeys(("same_person", "another_person"), IN_DOUBT),
    ),
    Door(
        "/cases/<reference>/conversations/<conversation_id>/letter/addressee",
        f"POST {A}/cases/<reference>/conversations/<conversation>/letter/addressee",
        without=dict.fromkeys(("to", "representative"), BY_ONE_CHOICE),
        beside={"addressee": "nobody"},
    ),
    Door(
        "/cases/<reference>/orientations/letter/addressee",
        f"POST {A}/cases/<reference>/orientations/letter/addressee",
        without=dict.fromkeys(("to", "representative"), BY_ONE_CHOICE),
        beside={"addressee": "nobody"},
    ),
    Door("/cases/<reference>/protection", f"POST {A}/cases/<reference>/protection"),
    Door(
        "/cases/<reference>/representatives",
        f"POST {A}/cases/<reference>/representatives",
        SPEAKER,
        GUARDIANS,
    ),
    Door(
        "/cases/<reference>/representatives/<representative_id>",
        f"POST {A}/cases/<reference>/representatives/<representative>",
        SPEAKER,
        GUARDIANS,
    ),
    Door(
        "/cases/<reference>/representatives/<representative_id>/end",
        f"POST {A}/cases/<reference>/representatives/<representative>/end",
    ),
    Door("/cases/<reference>/clearance", f"POST {A}/cases/<reference>/clearance", {"is_cleared": "cleared"}),
    Door("/cases/<reference>/close", f"POST {A}/cases/<reference>/close", {"reason": "close_reason"}),
    Door("/cases/<reference>/conversations", f"POST {A}/cases/<reference>/conversations", PLAN),
    Door(
        "/cases/<reference>/conversations/<conversation_id>/call-off",
        f"POST {A}/cases/<reference>/conversations/<conversation>/call-off",
    ),
    Door(
        "/cases/<reference>/conversations/<conversation_id>/move",
        f"POST {A}/cases/<reference>/conversations/<conversation>/move",
        PLAN,
    ),
    Door(
        "/cases/<reference>/conversations/<conversation_id>/report",
        f"POST {A}/cases/<reference>/conversations/<conversation>/report",
        {"held_at": "held_on"},
    ),
    Door("/cases/<reference>/courses", f"POST {A}/cases/<reference>/courses", {"kind": "course_kind"}),
    Door(
        "/cases/<reference>/courses/<course_id>/consent",
        f"POST {A}/cases/<reference>/courses/<course>/consent",
        {"on": "consent_on"},
        dict.fromkeys(("by", "representative"), BY_ONE_CHOICE),
        beside={"giver": "citizen"},
    ),
    Door(
        "/cases/<reference>/courses/<course_id>/end",
        f"POST {A}/cases/<reference>/courses/<course>/end",
        {"on": "ended_on"},
    ),
    Door(
        "/cases/<reference>/courses/<course_id>/status-days",
        f"POST {A}/cases/<reference>/courses/<course>/status-days",
        {"on": "status_on"},
    ),
    Door(
        "/cases/<reference>/courses/<course_id>/withdrawal",
        f"POST {A}/cases/<reference>/courses/<course>/withdrawal",
        {"on": "withdrawn_on", "closes_case": "closes_with_withdrawal"},
    ),
    Door("/cases/<reference>/follow-ups", f"POST {A}/cases/<reference>/follow-ups", {"on": "follow_up_on"}),
    Door(
        "/cases/<reference>/follow-ups/<follow_up_id>",
        f"POST {A}/follow-ups/<follow_up_id>/settle",
        {"state": "became"},
        also={"reference": f"POST {A}/cases/<reference>/follow-ups"},
    ),
    Door(
        "/cases/<reference>/letters/<letter_id>/dispatches",
        f"POST {A}/cases/<reference>/letters/<letter>/dispatches",
        {name: f"{name}-<letter_id>" for name in ("how", "sent_on", "by", "to", "reason", "corrects")},
    ),
    Door(
        "/cases/<reference>/meeting",
        f"POST {A}/cases/<reference>/move",
        {"meeting": "meeting_id"},
    ),
    Door(
        "/cases/<reference>/meetings/notes",
        f"POST {A}/cases/<reference>/notes",
        {"words": "note_words", "party": "source", "said_at": "said_at"},
        {"said_at": "a time of day alone, on the day of the meeting"},
    ),
    Door("/cases/<reference>/minutes/<meeting_id>", f"PUT {A}/cases/<reference>/minutes/<meeting>"),
    Door(
        "/cases/<reference>/minutes/<meeting_id>/comments",
        f"POST {A}/cases/<reference>/minutes/<meeting>/comments",
        {"text": "comment"},
    ),
    Door(
        "/cases/<reference>/notes",
        f"POST {A}/cases/<reference>/notes",
        {"words": "note_words", "party": "source", "said_at": "said_on"},
    ),
    Door(
        "/cases/<reference>/notes/<note_id>/additions",
        f"POST {A}/cases/<reference>/notes/<note>/additions",
        {"words": "addition-<note_id>"},
    ),
    Door("/cases/<reference>/notification", f"POST {A}/cases/<reference>/notification"),
    Door(
        "/cases/<reference>/orientations",
        f"POST {A}/cases/<reference>/orientations",
        {"kind": "orientation"},
    ),
    Door("/cases/<reference>/outcomes", f"POST {A}/cases/<reference>/outcomes", OUTCOME),
    Door(
        "/cases/<reference>/minutes/<meeting_id>/additions",
        f"POST {A}/cases/<reference>/minutes/<meeting>/additions",
    ),
    Door(
        "/cases/<reference>/not-treated",
        f"POST {A}/cases/<reference>/not-treated",
        {"meeting": "meeting_id", "reason": "why_not"},
    ),
    Door(
        "/cases/<reference>/not-treated/taken-back",
        f"POST {A}/cases/<reference>/not-treated/taken-back",
        {"meeting": "meeting_id"},
    ),
    Door(
        "/cases/<reference>/outcomes/<meeting_id>/correction",
        f"POST {A}/cases/<reference>/outcomes/correction",
        OUTCOME | {"meeting": "meeting"},
        {"meeting": "stands in the address"},
        also={"meeting_id": f"POST {A}/cases/<reference>/outcomes"},
    ),
    Door(
        "/cases/<reference>/parties",
        f"POST {A}/cases/<reference>/parties",
        {"confirmed_necessary": "is_confirmed"},
    ),
    Door("/cases/<reference>/purpose", f"GET {A}/cases/<reference>"),
    Door("/cases/<reference>/written/consent", f"POST {A}/cases/<reference>/consent"),
    Door("/cases/<reference>/written/proposal", f"POST {A}/cases/<reference>/proposal", {"kind": "outcome"}),
    Door("/closed-days", f"POST {A}/closed-days"),
    Door("/clock/sending/on", f"POST {A}/sending/on", {"told_until": "told_on"}),
    Door("/clock/outages/<outage>/settle", f"POST {A}/outages/<outage>/settle"),
    Door("/clock/set-aside/<piece>/retry", f"POST {A}/set-aside/<piece>/retry"),
    Door(
        "/concerns/new",
        f"POST {A}/concerns",
        CITIZEN | {"confirmed_necessary": "is_confirmed", "ask_again": "asks_again"},
        dict.fromkeys(("same_person", "another_person"), IN_DOUBT),
    ),
    Door("/forum/accessions/<accession_id>/accede", f"POST {A}/forum/accessions/<accession>/accede"),
    Door("/forum/accessions/<accession_id>/decline", f"POST {A}/forum/accessions/<accession>/decline"),
    Door("/forum/accessions/<accession_id>/end", f"POST {A}/forum/accessions/<accession>/end"),
    Door("/forum/accessions/<accession_id>/send", f"POST {A}/forum/accessions/<accession>/send"),
    Door("/forum/accessions/<accession_id>/take-back", f"POST {A}/forum/accessions/<accession>/take-back"),
    Door("/forum/appointments", f"POST {A}/forum/appointments", {"organisation": "organisation_id"}),
    Door("/forum/appointments/<appointment_id>/end", f"POST {A}/forum/appointments/<appointment>/end"),
    Door("/forum/appointments/<appointment_id>/member", f"PUT {A}/forum/appointments/<appointment>/member"),
    Door("/forum/charters", f"POST {A}/forum/charters"),
    Door(
        "/forum/meetings/<meeting_id>/topics",
        f"POST {A}/forum/meetings/<meeting>/topics",
        {"member": "member_id"},
    ),
    Door(
        "/forum/meetings/<meeting_id>/topics/<topic_id>",
        f"POST {A}/forum/topics/<topic>/decision",
        {"meeting": "meeting_id"},
        also={"meeting_id": f"POST {A}/forum/meetings/<meeting>/topics"},
    ),
    Door(
        "/forum/organisations/<organisation_id>/change",
        f"PUT {A}/forum/organisations/<organisation>",
        CONTACT,
    ),
    Door("/parties/<party>/absences", f"POST {A}/parties/<party>/absences"),
    Door("/parties/<party>/absences/<absence>", f"PUT {A}/parties/<party>/absences/<absence>"),
    Door("/parties/<party>/absences/<absence>/end", f"POST {A}/parties/<party>/absences/<absence>/end"),
    Door("/lookups/<lookup_id>", f"POST {A}/lookups/<lookup>/answers"),
    Door(
        "/lookups/<lookup_id>/redactions",
        f"POST {A}/lookups/<lookup>/redactions",
        {"risk_factors": "risk_number", "protective_factors": "protective_number"},
    ),
    Door("/lookups/<lookup_id>/withdrawal", f"POST {A}/lookups/<lookup>/withdrawal"),
    Door("/meetings", f"POST {A}/meetings", {"body": "body_id", "starts_at": "starts_on"}, USUAL_END),
    Door(
        "/meetings/<meeting_id>/agenda/comments",
        f"POST {A}/meetings/<meeting>/agenda/comments",
    ),
    Door("/meetings/<meeting_id>/agenda/draft", f"POST {A}/meetings/<meeting>/agenda/draft"),
    Door(
        "/meetings/<meeting_id>/agenda/exclusions",
        f"POST {A}/meetings/<meeting>/agenda/items/<item>/exclusions",
        {"attendee": "attendee_id"},
        carried={"excluded_item": "item"},
    ),
    Door(
        "/meetings/<meeting_id>/agenda/guests",
        f"POST {A}/meetings/<meeting>/agenda/items/<item>/guests",
        PERSON,
        carried={"guest_item": "item"},
        also={"item": f"POST {A}/meetings/<meeting>/agenda/comments"},
    ),
    Door(
        "/meetings/<meeting_id>/agenda/items",
        f"POST {A}/meetings/<meeting>/agenda/items",
        {"reason": "addendum_reason"},
    ),
    Door(
        "/meetings/<meeting_id>/agenda/items/remove",
        f"POST {A}/meetings/<meeting>/agenda/items/<item>/remove",
        carried={"item": "item"},
    ),
    Door(
        "/meetings/<meeting_id>/agenda/order",
        f"PUT {A}/meetings/<meeting>/agenda/order",
        {},
        {"items": "each item of the agenda has fields of its own for its place and its minutes"},
    ),
    Door("/meetings/<meeting_id>/agenda/release", f"POST {A}/meetings/<meeting>/agenda/release"),
    Door("/meetings/<meeting_id>/agenda/review", f"POST {A}/meetings/<meeting>/agenda/review"),
    Door("/meetings/<meeting_id>/agenda/versions", f"POST {A}/meetings/<meeting>/agenda/versions"),
    Door(
        "/meetings/<meeting_id>/agenda/versions/withdraw",
        f"POST {A}/meetings/<meeting>/agenda/versions/withdraw",
    ),
    Door(
        "/meetings/<meeting_id>/calendar-entries/<entry_id>/adopt",
        f"POST {A}/calendar-entries/<entry>/adopt",
        without=IF_WANTED,
    ),
    Door(
        "/meetings/<meeting_id>/calendar-entries/<entry_id>/put-back",
        f"POST {A}/calendar-entries/<entry>/put-back",
    ),
    Door(
        "/meetings/<meeting_id>/cancel",
        f"POST {A}/meetings/<meeting>/cancel",
        {"reason": "cancel_reason"},
    ),
    Door(
        "/meetings/<meeting_id>/cancel/preview",
        f"POST {A}/meetings/<meeting>/cancel/preview",
        {"reason": "cancel_reason"},
    ),
    Door("/meetings/<meeting_id>/confirm", f"POST {A}/meetings/<meeting>/confirm"),
    Door(
        "/meetings/<meeting_id>/held",
        f"PUT {A}/meetings/<meeting>/held",
        {"is_held": "held"},
        beside={"held": "no"},
    ),
    Door(
        "/meetings/<meeting_id>/deputy",
        f"POST {A}/meetings/<meeting>/attendees/<attendee>/deputy",
        {"person.name": "deputy_name", "person.email": "deputy_email", "person.language": "language"},
        carried={"attendee_id": "attendee"},
        beside={"deputy_name": "Vikar Vikarsen", "deputy_email": "vikar@moedeklar.invalid"},
    ),
    Door(
        "/meetings/<meeting_id>/minutes/approve",
        f"POST {A}/meetings/<meeting>/minutes/approve",
        {"attendee": "attendee_id", "reason": "why_early"},
    ),
    Door(
        "/meetings/<meeting_id>/minutes/endorsements",
        f"POST {A}/meetings/<meeting>/minutes/endorsements",
    ),
    Door(
        "/meetings/<meeting_id>/minutes/comments",
        f"POST {A}/meetings/<meeting>/minutes/comments",
        {"text": "comment", "attendee": "spoken_by"},
    ),
    Door(
        "/meetings/<meeting_id>/minutes/notes",
        f"PUT {A}/meetings/<meeting>/minutes/notes",
        {"text": "text-"},
        {"item": "stands in the name of the text's field"},
    ),
    Door(
        "/meetings/<meeting_id>/minutes/presence",
        f"PUT {A}/meetings/<meeting>/minutes/presence",
        {},
        {"marks": "each attendee has a field of their own for the meeting and for each item"},
    ),
    Door("/meetings/<meeting_id>/minutes/reopen", f"POST {A}/meetings/<meeting>/minutes/reopen"),
    Door("/meetings/<meeting_id>/minutes/review", f"POST {A}/meetings/<meeting>/minutes/review"),
    Door(
        "/meetings/<meeting_id>/move",
        f"POST {A}/meetings/<meeting>/move",
        {"starts_at": "starts_on"},
        {**USUAL_END, **IF_WANTED},
    ),
    Door(
        "/meetings/<meeting_id>/move/preview",
        f"POST {A}/meetings/<meeting>/move/preview",
        {"starts_at": "starts_on"},
        {**USUAL_END, **IF_WANTED},
    ),
    Door(
        "/meetings/<meeting_id>/written",
        f"POST {A}/meetings/<meeting>/written",
        {"closes_at": "closes_on", "reason": "written_reason"},
    ),
    Door(
        "/meetings/<meeting_id>/written/preview",
        f"POST {A}/meetings/<meeting>/written/preview",
        {"closes_at": "closes_on", "reason": "written_reason"},
    ),
    Door("/messages/<message_id>/drop", f"POST {A}/messages/<message_id>/drop", {"reason": "reason"}),
    Door("/messages/<message_id>/retry", f"POST {A}/messages/<message_id>/retry"),
    Door("/messages/retry-all", f"POST {A}/messages/retry-all"),
    Door("/messages/<message_id>/settle", f"POST {A}/messages/<message_id>/settle"),
    Door("/plans", f"POST {A}/plans", {"body": "body_id", "from": "first_on", "to": "last_on"}),
    Door("/plans/<plan_id>/confirm", f"POST {A}/plans/<plan>/confirm"),
    Door("/plans/<plan_id>/withdraw", f"POST {A}/plans/<plan>/withdraw"),
    Door(
        "/replies/<reply_id>/assign",
        f"POST {A}/unmatched-replies/<reply>/assign",
    ),
)

# Forms that carry nothing a person typed or chose: a button beside what it is about.
BUTTONS_ALONE = {
    "/cases/<reference>/cpr",
    "/cases/<reference>/redactions/<redaction_id>/seen",
    "/closed-days/<on>/leave",
    "/closed-days/<on>/open",
    "/closed-days/<on>/take-over",
    "/forum/accessions/<accession_id>/again",
    "/forum/meetings/<meeting_id>/links",
    "/forum/meetings/<meeting_id>/materials/<material_id>/remove",
    "/forum/meetings/<meeting_id>/topics/call",
    "/forum/organisations/<organisation_id>/accessions",
    "/login",
    "/logout",
    "/lookups/<lookup_id>/cpr",
    "/meetings/<meeting_id>/agenda",
    "/meetings/<meeting_id>/agenda/exclusions/<exclusion_id>/lift",
    "/meetings/<meeting_id>/agenda/guests/<attendee_id>/withdraw",
    "/meetings/<meeting_id>/calendar-entries/<entry_id>/adopt/preview",
    "/replies/<reply_id>/dismiss",
}
# Forms whose like the API takes otherwise: as one document of all, as the bytes of a file, or not at all.
BY_PAGE_ALONE = {
    "/cases": "narrows a list; the API takes it in the address",
    "/cases/closed": "narrows a list; the API takes it in the address",
    "/record": "narrows the record; the API takes it in the address",
    "/cases/closed/purpose": "the API takes the purpose in the address",
    "/forum/meetings/<meeting_id>/materials": "the API takes the bytes, and name and title in the address",
    "/forum/organisations": "the API takes the whole list: PUT /forum/charter-list",
    "/m/<token>/answer": "whoever holds the link is asked in their calendar",
    "/m/<token>/needs": "kept of nobody, and asked over the link alone",
    "/m/<token>/topics": "a member has no role in the API",
    "/m/<token>/topics/<topic_id>": "a member has no role in the API",
}
BY_API_ALONE = {
    f"POST {A}/calendar-entries/<entry>/adopt/preview": "a button alone",
    f"POST {A}/closed-days/<on>/leave": "a button alone",
    f"POST {A}/closed-days/<on>/take-over": "a button alone",
    f"POST {A}/forum/meetings/<meeting>/topics/call": "a button alone",
    f"POST {A}/cases/search": "no page looks for a citizen",
    f"POST {A}/parties/<party>/contacts": "people are set by command and API",
    f"POST {A}/meetings/<meeting>/minutes/presence/all": "the other button of the form of presence",
    f"PUT {A}/forum/charter-list": "the whole list at once",
    f"PUT {A}/people": "people are set by command and API",
}
