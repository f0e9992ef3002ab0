"""The Danish words for the states of plans, meetings, attendance and calendar replies."""

from collections.abc import Mapping
from types import MappingProxyType

from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.attendance import Answered, Undelivered
from agenda.meetings.guest import GuestBasis
from agenda.meetings.laid_aside import AsideKind
from agenda.meetings.meeting import (
    AGENDA_DUE,
    ANSWERS_DUE,
    CUT_OFF,
    MINUTES_DUE,
    TOPICS_CALLED,
    MeetingState,
)
from agenda.meetings.minutes import MinutesState
from agenda.meetings.plan import PlanState
from agenda.meetings.presence import OF_AN_ITEM, Presence
from agenda.meetings.quorum import PartyState
from notifications.document_words import DANISH
from service.web.pages.words import Said

MEETING_STATES: Mapping[MeetingState, Said] = MappingProxyType(
    {
        MeetingState.PROPOSED: Said("Foreslået", "○", "wait"),
        MeetingState.CONFIRMED: Said("Bekræftet", "✓", "good"),
        MeetingState.HELD: Said("Afholdt", "■", "none"),
        MeetingState.CANCELLED: Said("Aflyst", "✕", "bad"),
        MeetingState.IN_QUESTION: Said("Uvist, om det blev holdt", "?", "wait"),
        MeetingState.NOT_HELD: Said("Ikke holdt", "✕", "none"),
    }
)

PLAN_STATES: Mapping[PlanState, Said] = MappingProxyType(
    {
        PlanState.PROPOSED: Said("Foreslået", "○", "wait"),
        PlanState.CONFIRMED: Said("Bekræftet", "✓", "good"),
        PlanState.WITHDRAWN: Said("Trukket tilbage", "■", "none"),
    }
)

CLOSED, NOT_CLOSED = Said("Lukket", "■", "none"), Said("Åben", "○", "good")

MINUTES_STATES: Mapping[MinutesState, Said] = MappingProxyType(
    {
        MinutesState.DRAFT: Said("Udkast", "○", "wait"),
        MinutesState.IN_REVIEW: Said("Til kommentering", "◐", "wait"),
        MinutesState.APPROVED: Said("Godkendt og låst", "✓", "good"),
        MinutesState.REOPENED: Said("Genåbnet", "!", "wait"),
        MinutesState.WITHDRAWN: Said("Trukket tilbage; mødet blev ikke holdt", "–", "none"),
    }
)

PRESENCES: Mapping[Presence, str] = DANISH.presences
WHOLE_PRESENCES: Mapping[Presence, str] = MappingProxyType(
    {presence: words for presence, words in PRESENCES.items() if presence not in OF_AN_ITEM}
)

ATTENDANCE: Mapping[Answered, Said] = MappingProxyType(
    {
        Answered.NEEDS_ACTION: Said("Har ikke svaret", "○", "wait"),
        Answered.ACCEPTED: Said("Deltager", "✓", "good"),
        Answered.TENTATIVE: Said("Måske", "◐", "wait"),
        Answered.DECLINED: Said("Deltager ikke", "✕", "none"),
    }
)

ROOM_ATTENDANCE: Mapping[Answered, Said] = MappingProxyType(
    {
        Answered.NEEDS_ACTION: Said("Lokalet har ikke svaret", "○", "wait"),
        Answered.ACCEPTED: Said("Lokalet har bekræftet", "✓", "good"),
        Answered.TENTATIVE: Said("Lokalet har svaret foreløbigt", "◐", "wait"),
        Answered.DECLINED: Said("Lokalet har afvist", "✕", "bad"),
    }
)

UNDELIVERED: Mapping[Undelivered, Said] = MappingProxyType(
    {
        Undelivered.REFUSED: Said("Ikke nået: afvist", "!", "bad"),
        Undelivered.RETURNED: Said("Ikke nået: kom retur", "↩", "bad"),
    }
)

ENOUGH = Said("Nok til mødet", "✓", "good")
TOO_FEW = Said("For få", "!", "wait")

PARTY_ATTENDANCE: Mapping[PartyState, Said] = MappingProxyType(
    {
        PartyState.ACCEPTED: Said("Deltager", "✓", "good"),
        PartyState.REPRESENTED: Said("Stedfortræder deltager", "✓", "good"),
        PartyState.TENTATIVE: Said("Måske", "◐", "wait"),
        PartyState.NO_ANSWER: Said("Har ikke svaret", "○", "wait"),
        PartyState.NOT_REACHED: Said("Ikke nået", "!", "bad"),
        PartyState.DECLINED: Said("Deltager ikke", "✕", "bad"),
        PartyState.NOT_INVITED: Said("Ikke indkaldt", "–", "none"),
    }
)

AGENDA_STATES: Mapping[AgendaState, Said] = MappingProxyType(
    {
        AgendaState.DRAFT: Said("Udkast", "○", "wait"),
        AgendaState.IN_REVIEW: Said("Til gennemlæsning", "◐", "wait"),
        AgendaState.RELEASED: Said("Frigivet", "✓", "good"),
        AgendaState.SUPERSEDED: Said("Erstattet af en ny udgave", "■", "none"),
        AgendaState.WITHDRAWN: Said("Taget tilbage", "■", "none"),
    }
)
LONG_ENOUGH = Said("Kan nås", "✓", "good")
TOO_LONG = Said("For lang", "!", "bad")

ITEM_KINDS: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.FIXED: "Fast punkt",
        ItemKind.FOLLOW_UP: "Opfølgning",
        ItemKind.CARRIED_OVER: "Overført sag",
        ItemKind.CASE: "Ny sag",
        ItemKind.TOPIC: "Emne",
        ItemKind.ANY_OTHER: "Eventuelt",
    }
)
BASES: Mapping[GuestBasis, str] = MappingProxyType(
    {
        GuestBasis.SSP: "Rpl. § 115, stk. 1, nr. 1 (SSP)",
        GuestBasis.PSP: "Rpl. § 115, stk. 1, nr. 2 (PSP)",
        GuestBasis.KSP: "Rpl. § 115, stk. 1, nr. 3 (KSP)",
        GuestBasis.INSTITUTION: "Rpl. § 115, stk. 3 (selvejende institution)",
        GuestBasis.CONSENT: "Borgerens samtykke",
    }
)
GROUPS: Mapping[str, str] = MappingProxyType({"children": "barn"})

MILESTONES: Mapping[str, str] = MappingProxyType(
    {
        CUT_OFF: "Frist for nye sager",
        ANSWERS_DUE: "Svarfrist",
        AGENDA_DUE: "Dagsorden frigives",
        MINUTES_DUE: "Referat",
    }
)

FORUM_MILESTONES: Mapping[str, str] = MappingProxyType(
    {**MILESTONES, TOPICS_CALLED: "Emner efterlyses", CUT_OFF: "Frist for emner"}
)

ASIDE_KINDS: Mapping[AsideKind, str] = MappingProxyType(
    {
        AsideKind.ANSWER: "Svar på indkaldelser",
        AsideKind.REPORT: "Besked om mails, der ikke kom frem",
        AsideKind.OTHER: "Andre mails",
        AsideKind.AUTOMATIC: "Autosvar",
    }
)
REPLY_FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "not_invited": "Svaret kom fra en, der står på mødet i kalenderen, men som vi ikke har inviteret",
        "unknown_attendee": "Ingen med den adresse er inviteret til det møde",
        "sender_is_not_attendee": "Afsenderen er en anden end den, der svares for",
        "no_attendee": "Det fremgår ikke, hvem der svares for",
        "no_answer": "Det fremgår ikke, hvad der svares",
        "no_single_sender": "Mailen har ikke én afsender",
        "not_one_uid": "Det fremgår ikke, hvilket møde der svares på",
        "contradictory": "Mailen indeholder flere svar, der modsiger hinanden",
        "same_moment": "Svaret er et andet end det seneste, og det fremgår ikke, hvilket der er nyest",
        "earlier_revision": "Svaret er givet efter ændringen af mødet, men ser ud til at gælde mødet, som det var før",
        "bounce_of_nothing_of_ours": "En mail siges ikke at være kommet frem, men den er ikke en af vores",
        "automatic_reply": "Et autosvar, f.eks. om fravær, eller en kvittering for læsning",
        "sealed": "Mailen er krypteret (S/MIME eller PGP) og kan ikke læses her",
        "packed_by_outlook": "Mailen er pakket af Outlook (winmail.dat) og kan ikke læses her",
        "unreadable": "Mailen kunne ikke læses",
        "no_calendar": "Mailen indeholder intet kalendersvar",
        "not_one_calendar": "Mailens kalenderdel kunne ikke læses",
        "too_large": "Mailen er for stor",
        "too_complex": "Mailen er for indviklet",
        "other_method": "Det er ikke et svar på en indkaldelse",
    }
)
REPLY_UNREADABLE = "Kalendersvaret kunne ikke læses"  # and it was laid aside by an earlier version
