"""Which document is written by whom who knows it; of the others the schema says enough."""

from tests.disorder import plausible_cases as cases
from tests.disorder import plausible_meetings as meetings

PLAUSIBLE = {
    "ConcernDocument": cases.concern,
    "CorrectionDocument": cases.correction,
    "ConfirmationDocument": cases.parties,
    "OutcomeDocument": cases.outcome,
    "OutcomeCorrectionDocument": cases.outcome,
    "ProposalDocument": cases.outcome,
    "AnswerDocument": cases.answer,
    "AnswerWithdrawalDocument": cases.taken_back,
    "RedactionDocument": cases.taken_back,
    "OralNoteDocument": cases.note,
    "OrientationDocument": cases.orientation,
    "ConversationDocument": cases.conversation,
    "ReportDocument": cases.report,
    "RepresentativeDocument": cases.representative,
    "ConsentDocument": cases.consent,
    "WithdrawalDocument": cases.withdrawal,
    "CourseEndDocument": cases.course_end,
    "AddresseeDocument": cases.addressee,
    "DispatchDocument": cases.dispatch,
    "MoveDocument": meetings.moved,
    "ArrangementDocument": meetings.arrangement,
    "PresenceDocument": meetings.presence,
    "ApprovalDocument": meetings.approval,
    "HeldDocument": meetings.held,
    "PeopleDocument": meetings.people,
    "ForumDocument": meetings.charter_list,
    "AppointmentDocument": meetings.appointment,
    "TopicDecisionDocument": meetings.deciding,
    "PeriodDocument": meetings.period,
    "SearchDocument": cases.search,
    "ItemDocument": meetings.item,
}
