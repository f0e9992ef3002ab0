from notifications.occasion import Occasion
from notifications.reminders import StepKind
from service.shown.deed_words import DEEDS
from service.workflow.upcoming import SHOWN


def test_every_occasion_and_every_deed_shown_has_words_and_nothing_else_has():
    """What an outage swallowed is listed by its step, and what was set aside is tried again."""
    assert set(DEEDS) == {*map(str, Occasion), *SHOWN, *map(str, StepKind), "try_again"}
