"""Whether a meeting was held, as somebody says it."""

from typing import Annotated

from pydantic import Field

from agenda.meetings.holding import HeldGiven
from service.documents.kinds import Document, Reference, Revision, Sentence

MOST_CASES = 200


class HeldDocument(Document):
    """`reason` is needed where it was not held; `treated` are the cases it treated though its agenda never went out."""

    is_held: bool
    reason: Sentence = ""
    treated: Annotated[tuple[Reference, ...], Field(max_length=MOST_CASES)] = ()
    revision: Revision

    def given(self) -> HeldGiven:
        return HeldGiven(self.is_held, self.revision, self.reason, self.treated)
