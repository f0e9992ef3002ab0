"""What a trial of the channels has shown."""

from service.shown.shape import Shape
from service.trial import Tried


class FindingShape(Shape):
    is_well: bool
    said: str


class TriedShape(Shape):
    """`address` is empty for bodies without an organiser mailbox."""

    address: str
    channel: str
    bodies: tuple[str, ...]
    is_well: bool
    findings: tuple[FindingShape, ...]


class TrialShape(Shape):
    """`settings` is what a start of the service would say of them."""

    is_well: bool
    settings: tuple[str, ...]
    mailboxes: tuple[TriedShape, ...]


def trial_shape(tried: list[Tried], told_at_start: list[str]) -> TrialShape:
    return TrialShape(
        is_well=all(one.is_well for one in tried) and not told_at_start,
        settings=tuple(told_at_start),
        mailboxes=tuple(_tried(one) for one in tried),
    )


def _tried(one: Tried) -> TriedShape:
    return TriedShape(
        address=one.address,
        channel=one.channel,
        bodies=one.bodies,
        is_well=one.is_well,
        findings=tuple(FindingShape(is_well=f.is_well, said=f.said) for f in one.findings),
    )
