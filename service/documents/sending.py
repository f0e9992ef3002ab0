"""Turning sending on after a restore."""

from service.documents.kinds import Document, Moment, Revision


class TurnOnDocument(Document):
    """What was due by `told_until` counts as told by the lost store, and goes to nobody; left out, all that waits goes.

    `revision` is that of the reading the decision rests on.
    """

    told_until: Moment | None = None
    revision: Revision
