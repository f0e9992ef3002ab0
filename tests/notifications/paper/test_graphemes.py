"""A text is taken apart into the letters that people see, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from notifications.paper.grapheme import graphemes

FAMILY, FLAG, RAINBOW = "👨\u200d👩\u200d👧", "🇩🇰", "🏳\ufe0f\u200d🌈"


@pytest.mark.parametrize(
    ("whole", "letters"),
    [
        ("på", ["p", "å"]),
        ("pa\u030a!", ["p", "a\u030a", "!"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        (f"{FLAG}{FLAG}", [FLAG, FLAG]),
        (f"{RAINBOW}€", [RAINBOW, "€"]),
        ("👍🏽 1\ufe0f\u20e3", ["👍🏽", " ", "1\ufe0f\u20e3"]),
        ("كِتاب", ["كِ", "ت", "ا", "ب"]),
        (" \u0301x", [" ", "\u0301", "x"]),
        ("", []),
    ],
)
def test_what_combines_joins_or_varies_belongs_to_the_letter_before_it(whole, letters):
    assert list(graphemes(whole)) == letters


@given(text())
def test_the_letters_together_are_the_text(whole):
    assert "".join(graphemes(whole)) == whole
