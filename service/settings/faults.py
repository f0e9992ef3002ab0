"""Everything that is wrong with the settings, at once and in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Path = tuple[str, ...]
RULES = frozenset({"interval", "even_weeks", "odd_weeks", "nth_weekday", "dates"})
WORDS = {
    "missing": "missing; add it",
    "int_type": "give a whole number",
    "bool_type": "give true or false",
    "string_type": 'give a text, in "quotation marks"',
    "string_too_short": "give a text that is not empty",
    "string_too_long": "give at most {max_length} characters",
    "greater_than_equal": "give a whole number, {ge} or more",
    "less_than_equal": "give a whole number, {le} or less",
    "literal_error": "give one of: {expected}",
    "tuple_type": "give a list, in [brackets]",
    "list_type": "give a list, in [brackets]",
    "too_short": "name at least {min_length}",
    "too_long": "name at most {max_length}",
    "dict_type": "give a table",
    "model_type": "give a table",
    "model_attributes_type": "give a table",
    "string_pattern_mismatch": "use small letters, digits and _, a letter first",
    "union_tag_invalid": "give one of: {expected_tags}",
    "union_tag_not_found": "missing; give one of: interval, even_weeks, odd_weeks, nth_weekday, dates",
}


class SettingsFaults(Exception):
    """Each fault names the dotted key and the remedy, and repeats no value: it may be a secret."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


class TableFaults(ValueError):
    """Several keys of one table that don't go together: pairs of key and words."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(": ".join(fault) for fault in self.faults))


def in_words(
    found: ValidationError, known: Mapping[str, Any], variables: Mapping[Path, str]
) -> tuple[str, ...]:
    """Tell every fault; `known` is the tree of the defaults, `variables` name what the environment gave."""
    paths = frozenset(_paths(known))
    return tuple(
        f"{'.'.join(path)}{_from(variables.get(path))}: {words or _unknown(path, paths)}"
        for path, words in dict.fromkeys(_told(found))
    )


def _told(found: ValidationError) -> Iterator[tuple[Path, str]]:
    """An unknown key has no words yet."""
    for one in found.errors(include_url=False, include_input=False):
        path = _path(one)
        inner = one.get("ctx", {}).get("error")
        if isinstance(inner, TableFaults):
            yield from ((path + tuple(key.split(".")) if key else path, words) for key, words in inner.faults)
        elif isinstance(inner, ValueError):
            yield path, str(inner)
        elif one["type"] == "extra_forbidden":
            yield path, ""
        else:
            yield path, WORDS.get(one["type"], one["msg"]).format(**one.get("ctx", {}))


def _path(one: ErrorDetails) -> Path:
    """Leave out what pydantic adds: the rule that chose the table, a mapping's `[key]`, places in a list."""
    path = tuple(part for part in one["loc"] if isinstance(part, str) and part != "[key]")
    if path[2:3] == ("series",) and path[3:4] and path[3] in RULES:
        path = path[:3] + path[4:]
    return (*path, "rule") if one["type"].startswith("union_tag") else path


def _from(variable: str | None) -> str:
    return f" (from {variable})" if variable else ""


def _unknown(path: Path, known: frozenset[Path]) -> str:
    siblings = sorted({one[-1] for one in known if one[:-1] == _general(path)[:-1]})
    near = get_close_matches(path[-1], siblings, n=1, cutoff=0.5)
    if near:
        return f"not a known key; did you mean {'.'.join((*path[:-1], near[0]))}?"
    return f"not a known key; remove it, or use one of: {', '.join(siblings)}"


def _paths(tree: Mapping[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, value in tree.items():
        path = (*above, key)
        yield _general(path)
        if isinstance(value, Mapping):
            yield from _paths(value, path)


def _general(path: Path) -> Path:
    """Every body has the keys of any."""
    return ("bodies", "*", *path[2:]) if path[0] == "bodies" and len(path) > 1 else path
