"""The whole file of who is who: what the secretariat sets, and the forum's part beside it."""

from service.documents.forum.people import ForumDocument
from service.documents.people import PeopleDocument


class PeopleFile(PeopleDocument):
    """`forum` is set in the name of the forum's secretariat."""

    forum: ForumDocument | None = None
