"""How long a client or the program may take for what; beyond it that line ends, and nobody else has waited."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """In seconds.

    `silent`: nothing comes, or nothing is taken. `head`, `arrives`: until the whole head, the whole request is there
    (ten megabytes at two megabits a second, and some more). `read`: until the whole answer is taken. `worked`: until
    the program has an answer; `stuck`: for so long after it what can't be ended may go on. `ends`: until everything
    has ended once that is asked for, and `arrives_at_end` until what is still arriving then is let go.
    """

    silent: float = 15.0
    head: float = 15.0
    arrives: float = 60.0
    read: float = 240.0
    worked: float = 120.0
    stuck: float = 60.0
    ends: float = 10.0
    arrives_at_end: float = 3.0
