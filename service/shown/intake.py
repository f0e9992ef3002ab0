"""What became of a concern."""

from service.shown.cases import CaseInBrief, case_in_brief
from service.shown.shape import Shape
from service.workflow.cases.intake import Gate, Received
from service.workflow.unit import Unit

ADVICE = {
    Gate.ACUTE: "Akut: ring 112, eller 114 til politiet. Det er ikke noget for dette system, og intet er gemt her.",
    Gate.ELSEWHERE: "Bekymringen hører til i borgerens egen kommune. Kun nummer, dato og kommune er gemt her.",
}


class ReceivedShape(Shape):
    """`words` are given back where nothing of them was kept."""

    gate: Gate
    reference: str | None
    case: CaseInBrief | None
    municipality: str | None
    words: str | None
    advice: str | None


def received_shape(unit: Unit, received: Received) -> ReceivedShape:
    return ReceivedShape(
        gate=received.gate,
        reference=received.reference or None,
        case=case_in_brief(unit, received.case) if received.case else None,
        municipality=received.municipality or None,
        words=received.words if received.case is None else None,
        advice=ADVICE.get(received.gate),
    )
