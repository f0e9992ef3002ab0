"""What the forum's secretariat writes down of topics, and the names of its files."""

from typing import Annotated, Literal

from pydantic import Field

from agenda.forum.topic import LONGEST_MINUTES, TopicGiven, TopicState
from service.documents.kinds import Document, Key, OneLine, Revision, Text
from service.workflow.forum.topics import Decision

LONGEST_REPLY = 1000
Title = Annotated[str, Field(max_length=200), OneLine]
Minutes = Annotated[int | None, Field(strict=True, ge=1, le=LONGEST_MINUTES)]


class TopicDocument(Document):
    """`member` is who proposes it, where it is not the secretariat itself."""

    title: Title
    about: Text = ""
    minutes: Minutes = None
    member: Key | None = None

    def given(self) -> TopicGiven:
        return TopicGiven(self.title, self.about, self.minutes)


class TopicDecisionDocument(Document):
    """`meeting` is where a topic is put off to; left out, to the next confirmed meeting."""

    decision: Literal["accepted", "put_off", "declined"]
    reply: Annotated[Text, Field(max_length=LONGEST_REPLY)] = ""
    meeting: Key | None = None
    minutes: Minutes = None
    revision: Revision

    def given(self) -> Decision:
        return Decision(TopicState(self.decision), self.reply, self.meeting, self.minutes)


class FileQuery(Document):
    """The file's name with its ending; `title` is what people read, left out the name."""

    name: Annotated[str, Field(min_length=1, max_length=200), OneLine]
    title: Title = ""
