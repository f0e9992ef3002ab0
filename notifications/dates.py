"""Dates, deadlines and moves in the words of their reader."""

from datetime import date, datetime, tzinfo

from notifications.date_words import DateWords, words_of
from scheduler.named_days import NamedDays
from scheduler.series import InClosedWeek, LeftOut, Move, Occurrence
from scheduler.working_days import ClosedDay, ClosedKind, Counted


def date_in_words(on: date, language: str, *, with_year: bool = True) -> str:
    words = words_of(language)
    text = words.date.format(
        weekday=words.weekdays[on.weekday()], day=on.day, month=words.months[on.month - 1]
    )
    return words.year.format(date=text, year=on.year) if with_year else text


def moment_in_words(moment: datetime, zone: tzinfo, language: str) -> str:
    on = date_in_words(moment.astimezone(zone).date(), language)
    return words_of(language).moment.format(date=on, clock=clock_in_words(moment, zone, language))


def clock_in_words(moment: datetime, zone: tzinfo, language: str) -> str:
    local = moment.astimezone(zone)
    return words_of(language).clock.format(hour=local.hour, minute=local.minute)


def closed_day_in_words(day: ClosedDay, language: str) -> str:
    """Its name, in the reader's language where it is a holiday of ours, or its date."""
    name = words_of(language).holidays.get(day.name, day.name)
    return name or date_in_words(day.on, language, with_year=False)


def derivation_in_words(counted: Counted, language: str) -> str:
    """Name the skipped days in date order, then number those of weekends."""
    words = words_of(language)
    start = date_in_words(counted.from_on, language)
    if counted.working_days == 0:
        return words.same_day.format(start=start)
    pattern = words.minus if counted.working_days < 0 else words.plus
    text = pattern.format(
        start=start,
        count=_numbered(abs(counted.working_days), words.working_days),
        result=_beside(counted.on, counted.from_on, language),
    )
    skipped = _skipped(counted.skipped, language)
    return words.skipped.format(counted=text, days=", ".join(skipped)) if skipped else text


def move_in_words(occurrence: Occurrence, language: str) -> str | None:
    """Say why a meeting is not on its original date; None where it is."""
    move = occurrence.move
    if move is None:
        return None
    words = words_of(language)
    return words.moved.format(
        why=_why(move.why, occurrence.original_on, language),
        result=_beside(occurrence.on, occurrence.original_on, language),
        how=_how(move, words),
    )


def coinciding_in_words(on: date, days: NamedDays, language: str) -> str:
    """Say which school holiday or observance a meeting falls together with."""
    words = words_of(language)
    day = date_in_words(on, language, with_year=False)
    return words.coincides.format(day=day, name=words.holidays.get(days.name, days.name))


def beside_in_words(starts_at: datetime, ends_at: datetime, zone: tzinfo, language: str) -> str:
    """Say which other meeting of the body a meeting falls together with in part."""
    moment, ends = moment_in_words(starts_at, zone, language), clock_in_words(ends_at, zone, language)
    return words_of(language).beside.format(moment=moment, ends=ends)


def left_out_in_words(left_out: LeftOut, language: str) -> str:
    words = words_of(language)
    if isinstance(left_out.why, InClosedWeek):
        return words.closed_week.format(week=left_out.why.week)
    return words.nowhere.format(why=closed_in_words(left_out.why.closed, language))


def _numbered(n: int, words: tuple[str, str]) -> str:
    return words[0 if n == 1 else 1].format(n=n)


def _beside(on: date, other: date, language: str) -> str:
    """Bear the year only where it differs."""
    return date_in_words(on, language, with_year=on.year != other.year)


def _skipped(days: tuple[ClosedDay, ...], language: str) -> list[str]:
    told = [day for day in days if day.kind is not ClosedKind.WEEKEND]
    weekend = sum(1 for day in days if day.kind is ClosedKind.WEEKEND)
    names = [closed_day_in_words(day, language) for day in told]
    return [*names, _numbered(weekend, words_of(language).weekend_days)] if weekend else names


def _why(why: ClosedDay | NamedDays, on: date, language: str) -> str:
    return (
        coinciding_in_words(on, why, language)
        if isinstance(why, NamedDays)
        else closed_in_words(why, language)
    )


def closed_in_words(day: ClosedDay, language: str) -> str:
    words = words_of(language)
    pattern = words.weekend if day.kind is ClosedKind.WEEKEND else words.closed
    return pattern.format(day=closed_day_in_words(day, language))


def _how(move: Move, words: DateWords) -> str:
    return (words.how_past_others if move.passed else words.how)[move.how]
