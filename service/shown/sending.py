"""Whether messages go out, and what waits while they don't."""

from service.shown.shape import Local, Shape
from service.workflow.sending import SendingSeen


class SendingShape(Shape):
    """Off since a backup, made at `backed_up_at`, was restored: `waiting` messages are due and go out once it is on.

    `revision` is what turning it on rests on.
    """

    is_on: bool
    off_since: Local | None
    backed_up_at: Local | None
    waiting: int
    revision: int


class TurnedOnShape(Shape):
    """`left`: how many messages counted as told already, and went to nobody."""

    left: int


def sending_shape(seen: SendingSeen) -> SendingShape:
    return SendingShape(
        is_on=seen.off_since is None,
        off_since=seen.off_since,
        backed_up_at=seen.backed_up_at,
        waiting=seen.waiting,
        revision=seen.revision,
    )
