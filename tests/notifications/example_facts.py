"""Example facts of every occasion: what a caller gives, and all a template may use."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from notifications.occasion import Occasion

DUE_AT = datetime(2026, 12, 3, 11, 0, tzinfo=UTC)
MEETING_AT = datetime(2026, 12, 8, 8, 0, tzinfo=UTC)
NEXT_MEETING_AT = datetime(2026, 12, 22, 8, 0, tzinfo=UTC)
LINK = "https://moedeklar.example.dk/svar/KE-2026-0117"
MEETING_LINK = "https://moedeklar.example.dk/moeder/1"

ZONE = {"zone": ZoneInfo("Europe/Copenhagen"), "sender": "Prøvestedet, Eksempel Kommune"}
LOOKUP = ZONE | {"party": "SSP København", "reference": "KE-2026-0117"}
LINKED = LOOKUP | {"due_at": DUE_AT, "link": LINK}
ITEM = {"reference": "KE-2026-0117", "due_at": DUE_AT}
OTHER_ITEM = {"reference": "KE-2026-0118", "due_at": DUE_AT - timedelta(days=1)}
TO_PARTY = ZONE | {"party": "SSP København", "link": LINK}
MEETING = ZONE | {
    "body": "Koordineringsenheden",
    "starts_at": MEETING_AT,
    "ends_at": MEETING_AT + timedelta(hours=2),
    "place": "Rådhuset, værelse 4",
    "online": None,
    "link": MEETING_LINK,
    "has_own_page": False,
    "reason": None,
    "was_starts_at": None,
    "topics_due_at": None,
    "is_extraordinary": False,
    "is_for_one_item": False,
}
OF_BODY = ZONE | {"body": "Medborgerforum", "starts_at": MEETING_AT, "link": MEETING_LINK}
CHARTER = ZONE | {
    "body": "Medborgerforum",
    "version": "2027",
    "text_at": "https://charter.example.dk/2027",
    "reply_by": date(2027, 2, 28),
    "holds_until": date(2027, 2, 28),
}

EXAMPLES = {
    Occasion.LOOKUP_REQUEST: LINKED | {"meeting_at": MEETING_AT, "is_urgent": False},
    Occasion.LOOKUP_CHANGED: TO_PARTY
    | {
        "items": [
            ITEM | {"was_due_at": DUE_AT - timedelta(days=7), "why": "mødet er flyttet"},
            OTHER_ITEM | {"was_due_at": None, "why": None},
        ]
    },
    Occasion.LOOKUP_WITHDRAWN: LOOKUP,
    Occasion.LOOKUP_TO_DEPUTY: LINKED,
    Occasion.LOOKUP_CORRECTED: LINKED,
    Occasion.LOOKUP_HANDED_OVER: TO_PARTY | {"items": [ITEM, OTHER_ITEM]},
    Occasion.LOOKUP_WRONG_PERSON: LOOKUP | {"link": LINK},
    Occasion.REMINDER: TO_PARTY
    | {"items": [ITEM | {"is_overdue": False}, OTHER_ITEM | {"is_overdue": True}]},
    Occasion.ESCALATION: TO_PARTY | {"items": [ITEM, OTHER_ITEM], "to_secretariat": False},
    Occasion.ORIENTATION_REMINDER: ZONE
    | {
        "items": [
            {"reference": "KE-2026-0117", "on": date(2026, 12, 1), "link": LINK},
            {"reference": "KE-2026-0118", "on": date(2026, 12, 3), "link": LINK},
        ]
    },
    Occasion.PARTY_ENDED: TO_PARTY
    | {
        "requests": ["KE-2026-0117", "KE-2026-0118"],
        "actions": [ITEM | {"is_overdue": False}, OTHER_ITEM | {"is_overdue": True}],
        "conversations": [{"reference": "KE-2026-0119", "planned_at": MEETING_AT, "link": LINK}],
        "courses": [{"reference": "KE-2026-0120", "link": LINK}],
        "readiness": LINK,
        "actions_link": LINK,
    },
    Occasion.ACTION_REMINDER: TO_PARTY
    | {"items": [ITEM | {"is_overdue": False}, OTHER_ITEM | {"is_overdue": True}]},
    Occasion.CLEARANCE_WANTED: ZONE
    | {
        "reference": "KE-2026-0117",
        "body": "Koordineringsenheden",
        "link": LINK,
        "is_corrected": True,
    },
    Occasion.INVITATION: MEETING
    | {"topics_due_at": DUE_AT, "has_own_page": True, "online": "https://video.example.dk/1"},
    Occasion.INVITATION_UPDATE: MEETING
    | {"was_starts_at": MEETING_AT - timedelta(days=1), "reason": "lokalet er optaget"},
    Occasion.INVITATION_CANCELLATION: MEETING | {"reason": "der er ingen sager", "is_withdrawn": False},
    Occasion.AGENDA_RELEASED: OF_BODY | {"cases": 3},
    Occasion.AGENDA_FOR_REVIEW: OF_BODY | {"due_at": DUE_AT},
    Occasion.AGENDA_CHANGED: OF_BODY
    | {
        "is_addendum": True,
        "why": None,
        "items": [{"heading": "Nyt fra VINK", "why": "et punkt er kommet til"}],
    },
    Occasion.MEETING_WITHOUT_CASES: OF_BODY,
    Occasion.MEETING_IN_QUESTION: OF_BODY,
    Occasion.MINUTES_WANTED: OF_BODY | {"due_at": DUE_AT, "is_begun": True},
    Occasion.MINUTES_FOR_COMMENT: OF_BODY | {"is_linked": True, "items": [], "comments_until": DUE_AT},
    Occasion.MINUTES_APPROVED: OF_BODY | {"is_linked": True, "items": [], "why": "et punkt manglede"},
    Occasion.TOPICS_CALLED: OF_BODY | {"topics_due_at": DUE_AT},
    Occasion.TOPIC_PROPOSED: OF_BODY | {"count": 3},
    Occasion.TOPIC_ANSWERED: OF_BODY
    | {
        "title": "Unge i foreningslivet",
        "decision": "put_off",
        "reply": "Dagsordenen er fuld denne gang.",
    },
    Occasion.MATERIALS_ADDED: OF_BODY | {"titles": ["Oplæg", "Tal for 2026"]},
    Occasion.LINK_RENEWED: OF_BODY,
    Occasion.PROPOSAL_LEFT: ZONE | {"body": "Medborgerforum", "starts_at": MEETING_AT, "link": MEETING_LINK},
    Occasion.PLAN_PROPOSED: ZONE | {"body": "Medborgerforum", "year": 2027, "count": 3, "link": MEETING_LINK},
    Occasion.MEETINGS_MISSING: ZONE
    | {
        "body": "Medborgerforum",
        "year": 2027,
        "proposed_at": NEXT_MEETING_AT,
        "wanted": 3,
        "link": MEETING_LINK,
    },
    Occasion.MEETING_ON_CLOSED_DAY: OF_BODY | {"day": "2. påskedag", "week": 13},
    Occasion.DAY_PUT_BEFORE: ZONE
    | {
        "on": date(2027, 2, 15),
        "called": "Flytning",
        "by": "Sekretariatet for Medborgerforum",
        "is_closed": True,
        "link": "https://moedeklar.invalid/closed-days",
    },
    Occasion.MEETING_CHANGED: ZONE
    | {
        "body": "Medborgerforum",
        "by_settings": False,
        "link": MEETING_LINK,
        "items": [
            {
                "milestone": "cut_off",
                "meeting_at": NEXT_MEETING_AT,
                "before": DUE_AT,
                "after": MEETING_AT,
                "is_missed": True,
            },
        ],
    },
    Occasion.MEETING_CHANGED_BY_HAND: OF_BODY
    | {
        "items": [
            {
                "is_removed": False,
                "moved_to": NEXT_MEETING_AT,
                "ends_at": NEXT_MEETING_AT + timedelta(hours=2),
                "has_other_texts": True,
                "missing": 1,
                "is_of_one": False,
            },
            {
                "is_removed": True,
                "moved_to": None,
                "ends_at": None,
                "has_other_texts": False,
                "missing": 0,
                "is_of_one": True,
            },
        ]
    },
    Occasion.EXTRAORDINARY_MEETING_WANTED: ZONE
    | {"reference": "KE-2026-0117", "next_meeting_at": MEETING_AT, "link": LINK},
    Occasion.NOT_REACHED: ZONE
    | {
        "mailbox": "ssp@example.dk",
        "fault": "Adressen findes ikke (5.1.1)",
        "link": MEETING_LINK,
    },
    Occasion.CASE_ROLLED_OVER: ZONE
    | {
        "link": LINK,
        "items": [
            {
                "reference": "KE-2026-0117",
                "from_at": MEETING_AT,
                "to_at": NEXT_MEETING_AT,
                "missing": ["SSP København", "Kriminalforsorgen"],
            },
            {"reference": "KE-2026-0118", "from_at": MEETING_AT, "to_at": None, "missing": ["SSP København"]},
        ],
    },
    Occasion.CONSENT_WANTED: TO_PARTY
    | {"items": [{"reference": "KE-2026-0117", "closes_at": DUE_AT, "link": LINK}]},
    Occasion.CONSENT_REMINDER: TO_PARTY
    | {"items": [{"reference": "KE-2026-0117", "closes_at": DUE_AT, "link": LINK}]},
    Occasion.CLOSED_IN_WRITING: ZONE
    | {"link": LINK, "agreed": ["KE-2026-0117"], "to_meeting": ["KE-2026-0118"]},
    Occasion.CASE_WITH_GAPS: ZONE
    | {"link": LINK, "items": [{"reference": "KE-2026-0117", "missing": ["Kriminalforsorgen"]}]},
    Occasion.CHARTER_SENT: CHARTER,
    Occasion.CHARTER_REMINDER: CHARTER | {"text_at": None, "holds_until": None},
    Occasion.FORUM_PERIOD_ENDS: ZONE
    | {
        "body": "Medborgerforum",
        "appointments": 2,
        "accessions": 1,
        "first_on": date(2026, 12, 31),
        "link": "https://moedeklar.example.dk/forum",
    },
    Occasion.ACCESSIONS_LAPSED: ZONE
    | {"body": "Medborgerforum", "lapsed": 12, "holding": 0, "link": "https://moedeklar.example.dk/forum"},
    Occasion.OUTAGE: ZONE
    | {
        "is_about_cases": True,
        "from_at": DUE_AT - timedelta(days=3),
        "until_at": DUE_AT,
        "count": 2,
        "missed": [
            {"what": "reminder", "about": "KE-2026-0117", "party": "SSP København", "due_at": DUE_AT},
            {"what": "invitation", "about": "Koordineringsenheden", "party": "", "due_at": DUE_AT},
        ],
        "count_late": 1,
        "late": [{"what": "pass_cut_off", "about": "Koordineringsenheden", "party": "", "due_at": DUE_AT}],
        "link": "https://moedeklar.example.dk/clock",
    },
}
