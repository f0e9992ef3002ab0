"""What people are told about: each occasion has its wording in `templates/`."""

from enum import StrEnum


class Occasion(StrEnum):
    LOOKUP_REQUEST = "lookup_request"
    LOOKUP_CHANGED = "lookup_changed"
    LOOKUP_WITHDRAWN = "lookup_withdrawn"
    LOOKUP_TO_DEPUTY = "lookup_to_deputy"
    LOOKUP_CORRECTED = "lookup_corrected"
    LOOKUP_HANDED_OVER = "lookup_handed_over"
    LOOKUP_WRONG_PERSON = "lookup_wrong_person"
    REMINDER = "reminder"
    ESCALATION = "escalation"
    CLEARANCE_WANTED = "clearance_wanted"
    INVITATION = "invitation"
    INVITATION_UPDATE = "invitation_update"
    INVITATION_CANCELLATION = "invitation_cancellation"
    AGENDA_RELEASED = "agenda_released"
    PLAN_PROPOSED = "plan_proposed"
    MEETINGS_MISSING = "meetings_missing"
    MEETING_ON_CLOSED_DAY = "meeting_on_closed_day"
    MEETING_CHANGED = "meeting_changed"
    MEETING_CHANGED_BY_HAND = "meeting_changed_by_hand"
    EXTRAORDINARY_MEETING_WANTED = "extraordinary_meeting_wanted"
    NOT_REACHED = "not_reached"
    CASE_ROLLED_OVER = "case_rolled_over"
    CASE_WITH_GAPS = "case_with_gaps"
