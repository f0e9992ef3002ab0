"""Small pieces of Danish the story puts its sentences together from."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from notifications.dates import date_in_words, moment_in_words

LANGUAGE = "da"
NUMBERS = ("ingen", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def listed(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} og {last}" if most else last


def day(on: date | str) -> str:
    return date_in_words(date.fromisoformat(on) if isinstance(on, str) else on, LANGUAGE)


def moment(at: str, zone: tzinfo) -> str:
    return moment_in_words(datetime.fromisoformat(at), zone, LANGUAGE)
