"""What is left to a person where a milestone lay in the past when its meeting was called, confirmed or moved."""

from collections.abc import Mapping
from types import MappingProxyType

from agenda.meetings.meeting import AGENDA_DUE, ANSWERS_DUE, CUT_OFF, TOPICS_CALLED

AT_MEETINGS_OF_CASES: Mapping[str, str] = MappingProxyType(
    {
        CUT_OFF: "Nye sager lægges ikke på mødet af sig selv, medmindre de haster, og dagsordenen lægges ikke"
        " af sig selv. Læg den i hånden.",
        ANSWERS_DUE: "Myndigheder, der mangler at svare, får en arbejdsdag til det, dog højst til mødet begynder.",
        AGENDA_DUE: "Den frigives ikke af sig selv. Frigiv den i hånden på siden med dagsordenen.",
    }
)
AT_OTHER_MEETINGS: Mapping[str, str] = MappingProxyType(
    {
        TOPICS_CALLED: "Ingen mail beder om emner. Er fristen for emner ikke passeret, kan de efterlyses i hånden"
        " på mødets side med emner.",
        CUT_OFF: "Medlemmerne kan ikke foreslå emner, og dagsordenen lægges ikke af sig selv. Skriv emner ned, og læg"
        " dagsordenen i hånden.",
        ANSWERS_DUE: "Fristen gælder ikke for dette møde.",
        AGENDA_DUE: "Den frigives ikke af sig selv. Frigiv den i hånden på siden med dagsordenen.",
    }
)


def by_hand_in_words(milestone: str, *, treats_cases: bool) -> str:
    return (AT_MEETINGS_OF_CASES if treats_cases else AT_OTHER_MEETINGS)[milestone]
