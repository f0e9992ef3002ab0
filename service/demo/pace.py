"""The story's hours beside a meeting, told by the deadlines of the settings where these are not the default ones."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from service.settings.body import Body

OPENS, MINUTES = 8 * 60, 8 * 60  # of a day of work
A_DAY = 1.0


@dataclass(frozen=True)
class Pace:
    """Deadlines and the meeting itself as places on a line of working days: as the story was told, and as they are."""

    told: tuple[float, ...]
    own: tuple[float, ...]

    def moved(self, working_days: int, clock: str) -> tuple[int, time]:
        """What came before a deadline, or after the meeting, still does."""
        at = time.fromisoformat(clock)
        if self.told == self.own:
            return working_days, at
        place = self._moved(_place(working_days, at))
        days = int(place // A_DAY)
        minutes = OPENS + int((place - days) * MINUTES)
        return days, time(minutes // 60, minutes % 60)

    def _moved(self, place: float) -> float:
        after = bisect_right(self.told, place)
        if after == 0:
            return self.own[0] + place - self.told[0]
        if after == len(self.told):
            return self.own[-1] + place - self.told[-1]
        (before, beyond), (own_before, own_beyond) = (
            list(pairwise(line))[after - 1] for line in (self.told, self.own)
        )
        return own_before + (place - before) / (beyond - before) * (own_beyond - own_before)


def pace(told: Body, own: Body) -> Pace:
    names = [name for name in told.lead_times if name in own.lead_times]
    marks = sorted(zip(_marks(told, names), _marks(own, names), strict=True))
    return Pace(tuple(one for one, _ in marks), tuple(other for _, other in marks))


def _marks(body: Body, names: list[str]) -> list[float]:
    deadlines = [(body.lead_times[name].working_days, body.lead_times[name].at) for name in names]
    return [_place(*each) for each in (*deadlines, (0, body.series.starts), (0, body.series.ends))]


def _place(working_days: int, at: time) -> float:
    """Early and late hours are the first and the last minute of the day."""
    minutes = min(max(at.hour * 60 + at.minute - OPENS, 0), MINUTES - 1)
    return working_days + minutes / MINUTES
