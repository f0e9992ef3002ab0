"""What a person decides about a message, as it comes in."""

from typing import Annotated

from pydantic import Field

from service.documents.kinds import Document, Sentence
from service.workflow.outbox import Found

Seen = Annotated[str, Field(pattern=r"^[a-z_]{1,20}-[0-9]{1,9}\+{0,100}$")]


class RetryDocument(Document):
    """`revision` is that of the reading the decision rests on."""

    revision: Seen


class RetryAllDocument(Document):
    """`cause` is the fault for which the messages failed, as the list of causes gives it."""

    cause: Annotated[str, Field(max_length=500, pattern=r"^[^\x00]+$")]


class SettleDocument(Document):
    """`found`: what a look into the sender's mailbox has shown."""

    found: Found
    revision: Seen


class DropDocument(Document):
    reason: Sentence
    revision: Seen
