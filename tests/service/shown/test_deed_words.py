from notifications.occasion import Occasion
from service.shown.deed_words import DEEDS
from service.workflow.upcoming import SHOWN


def test_every_occasion_and_every_deed_shown_has_words_and_nothing_else_has():
    assert set(DEEDS) == {*map(str, Occasion), *SHOWN}
