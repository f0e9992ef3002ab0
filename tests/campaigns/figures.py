"""The figures of a campaign, as one line of a table."""

from dataclasses import astuple, dataclass

HEADER = ("channel", "operations", "attempts", "faulty %", "kills", "told", "told twice", "lost", "repeats")


@dataclass(frozen=True)
class Figures:
    """`faulty` of the attempts met a fault. On SMTP `twice` is after a kill, `repeats` after a lost word."""

    channel: str
    operations: int
    attempts: int
    faulty: int
    kills: int
    told: int
    twice: int
    lost: int
    repeats: int

    @property
    def cells(self):
        channel, operations, attempts, faulty, *more = astuple(self)
        return channel, operations, attempts, round(100 * faulty / attempts), *more


def figures_of(campaign, verdict):
    attempts, faulty = campaign.journal.attempts()
    counts = (len(verdict.twice), len(verdict.lost), verdict.repeats)
    line = campaign.line
    return Figures(line.name, line.operations(), attempts, faulty, campaign.kills, verdict.told, *counts)


def table(rows):
    return ["".join(f"{cell!s:>12}" for cell in cells) for cells in (HEADER, *(row.cells for row in rows))]
