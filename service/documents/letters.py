"""What people say of how a letter to the citizen was sent."""

from typing import Annotated

from pydantic import Field

from agenda.cases.dispatch import LONGEST_NAME, DispatchGiven, Sending
from service.documents.kinds import Day, Document, Key, OneLine, Revision, Text, Yes
from service.workflow.cases.dispatching import Sent

Who = Annotated[str, Field(max_length=LONGEST_NAME), OneLine]


class DispatchDocument(Document):
    """`by` left out: who says so; `to` left out: the citizen. `reason` goes with `not_sent` alone.

    `corrects` is the dispatch that was recorded wrongly; `is_oriented` notes with the text of orientation that the
    citizen has been told; `revision` is the case's.
    """

    how: Sending
    sent_on: Day | None = None
    by: Who = ""
    to: Who = ""
    reason: Text = ""
    corrects: Key | None = None
    is_oriented: Yes = False
    revision: Revision

    def sent(self, letter_id: str) -> Sent:
        given = DispatchGiven(self.how, self.sent_on, self.by, self.to, self.reason, self.corrects)
        return Sent(letter_id, given, self.revision, self.is_oriented)
