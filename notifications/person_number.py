"""Numbers of persons (CPR) in a text, however their digits are held apart; dates, times and other numbers are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_DIGITS = re.compile(r"[0-9]+")
_WIDEST_JOINT = 5
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_TIGHT = re.compile(r"\s?[^\s,;:0-9A-Za-z]?\s?|:")
_QUIET = re.compile(r"[^\n,;:()0-9A-Za-z]{1,2}")
_THEN_A_TOWN = re.compile(r"[ \t]+[A-ZÆØÅ]")
_TWINS_OF_DIGITS = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9OoIl]*[OoIl])[0-9OoIl]{6}[ -]?[0-9OoIl]{4}(?![0-9A-Za-z])"
)
_AS_DIGITS = str.maketrans("OoIl", "0011")
_FEWEST_TRUE_DIGITS = 5
_DATE = 6
_SHORT, _LONG = 10, 12  # with a year of two digits, or of four
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ADDED_TO_DAY = 60  # of a number given in a person's stead
_MEETING_YEARS = frozenset({*range(2015, 2050), *range(15, 50)})  # of which dates of meetings are written
_SHORT_DATE = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{1,2})[./-](?P<month>[0-9]{1,2})[./-](?P<year>(?:19|20)?[0-9]{2})"
    r"\s?[-/. ]\s?(?P<rest>[0-9]{4})(?![0-9])"
)
_LONGEST_OCTET = 255
_IN_LINK = re.compile(
    r"(?i:cpr|person|borger|pnr)[a-z]{0,9}(?:[-_ ]?(?i:nummer|nr|no|id))?[=/:_-]([0-9]{10})(?![0-9])"
)


@dataclass(frozen=True)
class _Number:
    """Ten or twelve digits out of groups that lie near each other; `joints` are what stands between the groups."""

    digits: str
    shape: tuple[int, ...]
    joints: tuple[str, ...]
    before: str
    after: str
    is_alone: bool

    @property
    def is_long(self) -> bool:
        return len(self.digits) == _LONG

    @property
    def is_date(self) -> bool:
        """Whether it begins with somebody's date of birth; 29 February needs a leap year."""
        day, month = int(self.digits[:2]), int(self.digits[2:4])
        year = int(self.digits[-6:-4])
        if self.is_long and self.digits[4:6] not in {"19", "20"}:
            return False
        day -= _ADDED_TO_DAY if day > _ADDED_TO_DAY else 0
        if not (1 <= month <= len(_LONGEST_MONTHS) and 1 <= day <= _LONGEST_MONTHS[month - 1]):
            return False
        return (day, month) != (29, 2) or year % 4 == 0

    @property
    def may_be_meeting(self) -> bool:
        """Whether the date is of the years in which somebody may be meeting."""
        return int(self.digits[4:-4]) in _MEETING_YEARS

    @property
    def ends_in_time(self) -> bool:
        hour, minute = int(self.digits[-4:-2]), int(self.digits[-2:])
        return hour < 24 and minute < 60  # noqa: PLR2004 - of a day, and of an hour

    @property
    def has_whole_year(self) -> bool:
        """Whether a group ends with the date; a year of four digits is one group."""
        ends = {sum(self.shape[: i + 1]) for i in range(len(self.shape))}
        return {4, 8} <= ends and _DATE not in ends if self.is_long else _DATE in ends


@dataclass(frozen=True)
class Numbers:
    """Whether there is what could be somebody's number, and all ten digits to be held against known numbers."""

    has_number: bool
    to_hold_against_known: frozenset[str]


def numbers_in(text: str) -> Numbers:
    """Of a text as it is `seen`; links and identifiers bear digits that are nobody's, and are best left out."""
    found = [number for number in _numbers(text) if number.is_date]
    has_number = any(map(_is_somebodys, found)) or _has_short_date(text) or _has_twins_of_digits(text)
    return Numbers(has_number, frozenset(number.digits[:4] + number.digits[-6:] for number in found))


def has_number_in_link(link: str) -> bool:
    """In a link, whose digits are mostly nobody's, they need a separator, or a word before them."""
    for number in _numbers(link):
        is_apart = not (number.before[-1:].isalnum() or number.before[-1:] == "-")
        is_ended = not (number.after[:1].isalnum() or number.after[:1] == "-")
        is_split = len(number.shape) > 1 and number.shape in _PLAUSIBLE
        is_moment = number.may_be_meeting and number.ends_in_time and number.shape != (6, 4)
        if is_apart and is_ended and is_split and number.is_date and not is_moment:
            return True
    return any(numbers_in(found[1]).has_number for found in _IN_LINK.finditer(link))


def _has_short_date(text: str) -> bool:
    """1/1-90 5001: days and months of one digit, of years in which nobody will be meeting."""
    return any(
        int(found["year"]) not in _MEETING_YEARS
        and numbers_in(f"{found['day']:0>2}{found['month']:0>2}{found['year']}-{found['rest']}").has_number
        for found in _SHORT_DATE.finditer(text)
    )


def _has_twins_of_digits(text: str) -> bool:
    """O1O19O-5OO1: letters in the place of digits, among enough of them."""
    return any(
        sum(letter.isdecimal() for letter in found[0]) >= _FEWEST_TRUE_DIGITS
        and numbers_in(found[0].translate(_AS_DIGITS)).has_number
        for found in _TWINS_OF_DIGITS.finditer(text)
    )


def _numbers(text: str) -> Iterator[_Number]:
    """From each group of digits on, what makes up ten or twelve of them."""
    groups = [found.span() for found in _DIGITS.finditer(text)]
    joints = [_joint(text[end:start]) for (_, end), (start, _) in pairwise(groups)]
    for first in range(len(groups)):
        total = 0
        for last in range(first, min(first + _LONG, len(groups))):
            if last > first and joints[last - 1] is None:
                break
            total += groups[last][1] - groups[last][0]
            if total in {_SHORT, _LONG}:
                yield _number(text, groups, joints, (first, last))
            if total >= _LONG:
                break


def _joint(between: str) -> str | None:
    """What stands between two groups, or None where they have nothing to do with each other."""
    if len(between) > _WIDEST_JOINT or any(letter.isalnum() for letter in between):
        return None
    return between


def _number(
    text: str, groups: list[tuple[int, int]], joints: list[str | None], ends: tuple[int, int]
) -> _Number:
    first, last = ends
    inside = groups[first : last + 1]
    start, end = inside[0][0], inside[-1][1]
    neighbours = (joints[first - 1] if first else None, joints[last] if last < len(joints) else None)
    return _Number(
        digits="".join(text[begin:close] for begin, close in inside),
        shape=tuple(close - begin for begin, close in inside),
        joints=tuple(joint or "" for joint in joints[first:last]),
        before=text[max(start - 2, 0) : start],
        after=text[end : end + 3],
        is_alone=not any(joint is not None and _QUIET.fullmatch(joint) for joint in neighbours),
    )


def _is_somebodys(number: _Number) -> bool:
    return _PLAUSIBLE.get(number.shape, _is_taken_apart)(number)


def _is_whole(number: _Number) -> bool:
    return not number.is_long or not (number.may_be_meeting and number.ends_in_time)


def _is_date_and_four(number: _Number) -> bool:
    """Written without separators: 010190-5001, 01011990 5001."""
    joint = number.joints[0]
    if number.is_long:
        is_moment = number.may_be_meeting and (number.ends_in_time or not _TIGHT.fullmatch(joint))
        return joint in _DASHES or not is_moment
    if _TIGHT.fullmatch(joint):
        return True
    is_address = joint[0] in ",;" and _THEN_A_TOWN.match(number.after) is not None
    return not (number.may_be_meeting or is_address)


def _is_parted_date_and_four(number: _Number) -> bool:
    """Written with separators: 01.01.90-5001, 01/01/1990 5001. After a meeting's date other numbers may come."""
    one, other, last = number.joints
    is_even = one.strip() == other.strip()
    if last in _DASHES and is_even:
        return True
    if set(number.joints) == {" "} and not number.is_long:
        return True
    if one == other == ":":  # a time to the thousandth of a second
        return False
    if not is_even and 1900 <= int(number.digits[-4:]) < 2100:  # noqa: PLR2004 - from one day to another of a year
        return False
    is_joined = len(last) == 1 and last not in " \t\n,;:" and not number.is_long
    is_moment = number.may_be_meeting and (number.ends_in_time or not is_joined)
    return not is_moment


def _is_taken_apart(number: _Number) -> bool:
    """Held apart in other places than people do, and nothing beside it: 0101 90 5001, or digit by digit."""
    if not number.is_alone or number.before.endswith("+"):
        return False
    if not all(_QUIET.fullmatch(joint) for joint in number.joints):
        return False
    if not number.has_whole_year:
        return False
    return not (_is_thousands(number) or _is_address(number) or _is_day_and_time(number))


def _is_thousands(number: _Number) -> bool:
    rest = set(number.shape[1:])
    return rest == {3} and len(set(number.joints)) == 1 and number.joints[0] in {".", " "}


def _is_address(number: _Number) -> bool:
    """Of a machine: 10.112.10.110."""
    octets = _split(number.digits, number.shape)
    return set(number.joints) == {"."} and len(octets) == 4 and max(map(int, octets)) <= _LONGEST_OCTET  # noqa: PLR2004 - of four


def _is_day_and_time(number: _Number) -> bool:
    """24.11.26 09.00, 24.11.2026 09.00; and telephone numbers in pairs."""
    is_pairs = set(number.shape) <= {2, 4}
    is_soon = number.may_be_meeting or (not number.is_long and int(number.digits[4:6]) < min(_MEETING_YEARS))
    return is_pairs and number.shape[-2:] == (2, 2) and number.ends_in_time and is_soon


def _split(digits: str, shape: tuple[int, ...]) -> list[str]:
    ends = [sum(shape[: i + 1]) for i in range(len(shape))]
    return [digits[end - length : end] for end, length in zip(ends, shape, strict=True)]


_PLAUSIBLE = {
    (10,): _is_whole,
    (12,): _is_whole,
    (6, 4): _is_date_and_four,
    (8, 4): _is_date_and_four,
    (2, 2, 2, 4): _is_parted_date_and_four,
    (2, 2, 4, 4): _is_parted_date_and_four,
}
