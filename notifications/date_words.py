"""The words that dates, deadlines and moves are made of; a language joins by one more table."""

from dataclasses import dataclass
from types import MappingProxyType

from scheduler.series import MoveTo


@dataclass(frozen=True)
class DateWords:
    """Patterns are filled by name; numbered things come in one and in many."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    year: str
    moment: str
    clock: str
    minus: str
    plus: str
    same_day: str
    skipped: str
    working_days: tuple[str, str]
    weekend_days: tuple[str, str]
    closed: str
    weekend: str
    coincides: str
    beside: str
    moved: str
    how: MappingProxyType[MoveTo, str]
    how_past_others: MappingProxyType[MoveTo, str]
    closed_week: str
    nowhere: str
    holidays: MappingProxyType[str, str]


DANISH = "da"
LANGUAGES = MappingProxyType(
    {
        "da": DateWords(
            weekdays=("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
            months=(
                *("jan.", "feb.", "mar.", "apr.", "maj", "jun."),
                *("jul.", "aug.", "sep.", "okt.", "nov.", "dec."),
            ),
            date="{weekday} {day}. {month}",
            year="{date} {year}",
            moment="{date} kl. {clock}",
            clock="{hour}.{minute:02}",
            minus="{start} minus {count} = {result}",
            plus="{start} plus {count} = {result}",
            same_day="{start}, samme dag",
            skipped="{counted}; sprunget over: {days}",
            working_days=("{n} arbejdsdag", "{n} arbejdsdage"),
            weekend_days=("{n} weekenddag", "{n} weekenddage"),
            closed="{day} er lukket",
            weekend="{day} falder i en weekend",
            coincides="{day} falder sammen med {name}",
            beside="Mødet overlapper med et andet af enhedens møder, {moment} til {ends}",
            moved="{why}; flyttet til {result}, {how}",
            how=MappingProxyType(
                {
                    MoveTo.FOLLOWING: "nærmeste følgende arbejdsdag i samme uge",
                    MoveTo.PRECEDING: "nærmeste foregående arbejdsdag i samme uge",
                    MoveTo.WEEK_LATER: "samme ugedag ugen efter, da ugen ikke har andre arbejdsdage",
                    MoveTo.AFTER_AVOIDED: "samme ugedag den første uge uden skoleferie",
                }
            ),
            how_past_others=MappingProxyType(
                {
                    MoveTo.FOLLOWING: "nærmeste ledige følgende arbejdsdag i samme uge",
                    MoveTo.PRECEDING: "nærmeste ledige foregående arbejdsdag i samme uge",
                    MoveTo.WEEK_LATER: "samme ugedag ugen efter, da ugen ikke har andre ledige arbejdsdage",
                    MoveTo.AFTER_AVOIDED: "samme ugedag den første ledige uge uden skoleferie",
                }
            ),
            closed_week="uge {week} er uden møder",
            nowhere="{why}, og hverken ugen eller samme ugedag ugen efter har plads til mødet",
            holidays=MappingProxyType({}),
        ),
        "en": DateWords(
            weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
            months=(
                *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
                *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
            ),
            date="{weekday} {day} {month}",
            year="{date} {year}",
            moment="{date} at {clock}",
            clock="{hour}:{minute:02}",
            minus="{start} less {count} = {result}",
            plus="{start} plus {count} = {result}",
            same_day="{start}, the same day",
            skipped="{counted}; skipped: {days}",
            working_days=("{n} working day", "{n} working days"),
            weekend_days=("{n} day of a weekend", "{n} days of weekends"),
            closed="{day} is a closed day",
            weekend="{day} falls in a weekend",
            coincides="{day} falls together with {name}",
            beside="The meeting overlaps with another of the body's meetings, {moment} to {ends}",
            moved="{why}; moved to {result}, {how}",
            how=MappingProxyType(
                {
                    MoveTo.FOLLOWING: "the nearest following working day of the same week",
                    MoveTo.PRECEDING: "the nearest preceding working day of the same week",
                    MoveTo.WEEK_LATER: "the same weekday a week later, since the week has no other working days",
                    MoveTo.AFTER_AVOIDED: "the same weekday of the first week without a school holiday",
                }
            ),
            how_past_others=MappingProxyType(
                {
                    MoveTo.FOLLOWING: "the nearest free following working day of the same week",
                    MoveTo.PRECEDING: "the nearest free preceding working day of the same week",
                    MoveTo.WEEK_LATER: "the same weekday a week later, since the week has no other free working days",
                    MoveTo.AFTER_AVOIDED: "the same weekday of the first free week without a school holiday",
                }
            ),
            closed_week="week {week} has no meetings",
            nowhere="{why}, and neither the week nor the same weekday a week later has room for the meeting",
            holidays=MappingProxyType(
                {
                    "nytårsdag": "New Year's Day",
                    "skærtorsdag": "Maundy Thursday",
                    "langfredag": "Good Friday",
                    "påskedag": "Easter Sunday",
                    "2. påskedag": "Easter Monday",
                    "store bededag": "Great Prayer Day",
                    "Kristi himmelfartsdag": "Ascension Day",
                    "grundlovsdag": "Constitution Day",
                    "pinsedag": "Whit Sunday",
                    "2. pinsedag": "Whit Monday",
                    "juleaftensdag": "Christmas Eve",
                    "skolernes sommerferie": "the schools' summer holiday",
                    "skolernes efterårsferie": "the schools' autumn holiday",
                    "skolernes juleferie": "the schools' Christmas holiday",
                    "skolernes vinterferie": "the schools' winter holiday",
                    "skolernes påskeferie": "the schools' Easter holiday",
                    "skolernes ferie ved Kristi himmelfart": "the schools' holiday at Ascension",
                    "juledag": "Christmas Day",
                    "2. juledag": "the second day of Christmas",
                    "nytårsaftensdag": "New Year's Eve",
                }
            ),
        ),
    }
)


def spoken(language: str) -> str:
    """A language that is written, or Danish: one that was stored wrongly keeps nobody from being told."""
    return language if language in LANGUAGES else DANISH


def words_of(language: str) -> DateWords:
    return LANGUAGES[spoken(language)]
