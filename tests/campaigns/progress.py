"""Now and then a campaign that takes long says how far it has come."""

from time import monotonic

EVERY_SECONDS = 30


class Progress:
    """`say` gets a line at a time."""

    def __init__(self, say):
        self._say = say
        self._began_at = self._said_at = monotonic()

    def tell(self, campaign, size):
        if monotonic() - self._said_at >= EVERY_SECONDS:
            self._said_at = monotonic()
            done = f"{campaign.line.operations()} of {size.operations} operations"
            self._say(f"{self._passed()} {done}, {campaign.kills} of {size.kills} kills")

    def end(self, campaign):
        waiting = len(campaign.journal.unsettled())
        self._say(f"{self._passed()} the weather clears: {waiting} messages are to be settled")

    def _passed(self):
        minutes, seconds = divmod(int(monotonic() - self._began_at), 60)
        return f"{minutes}:{seconds:02}"
