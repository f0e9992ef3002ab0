"""What waits for a person because of cases, all as parts of one question."""

from datetime import date

from service.database.cases.acting import actions_where_kept_out_part
from service.database.cases.efforts import to_reassess_part, without_orientation_part
from service.database.cases.following import left_follow_ups_part
from service.database.cases.letter_tables import unsettled_letters_part
from service.database.cases.owed import owed_part
from service.database.cases.taking_back import unseen_redactions_part
from service.database.cases.written_tables import without_proposal_part
from service.database.cases.wrong_persons import wrong_persons_part
from service.database.waits import Part


def parts_of_cases(today: date) -> list[Part]:
    """Of `letters` and `actions` it is told whether there are any: which of them wait takes more than a question."""
    return [
        to_reassess_part(today),
        without_orientation_part(),
        without_proposal_part(),
        owed_part(),
        left_follow_ups_part(),
        unseen_redactions_part(),
        unsettled_letters_part(),
        actions_where_kept_out_part(),
        wrong_persons_part(),
    ]
