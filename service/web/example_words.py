"""The API's examples come from a run with the default settings; here they speak of the installation's own."""

import re
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

from agenda.municipality import municipality_given
from service.settings.tables import Settings

NO_PARTYS = "basis"  # of a guest, where SSP stands for a ground in the law


def as_here(shown: Any, default: Settings, own: Settings) -> Any:
    """The same examples with names, ids and references as this installation would give them."""
    words = _words(default, own)
    if all(before == after for before, after in words.items()):
        return shown
    longest_first = sorted(words, key=len, reverse=True)
    told = re.compile("|".join(rf"\b{re.escape(each)}" for each in longest_first))
    ids = dict(zip(default.parties, cycle(own.parties)))
    ids |= {f"agency:{before}": f"agency:{after}" for before, after in ids.items()}
    return _said(shown, lambda text: ids.get(text) or told.sub(lambda found: words[found[0]], text))


def _said(shown: Any, say: Callable[[str], str]) -> Any:
    if isinstance(shown, Mapping):
        return {say(key): each if key == NO_PARTYS else _said(each, say) for key, each in shown.items()}
    if isinstance(shown, list):
        return [_said(each, say) for each in shown]
    return say(shown) if isinstance(shown, str) else shown


def _words(default: Settings, own: Settings) -> dict[str, str]:
    bodies = ((default.cases.body, own.cases.body), (default.forum.body, own.forum.body))
    named = {default.configured[before].name: own.configured[after].name for before, after in bodies}
    towns = [(each.cases.municipality, each.cases.reference_prefix) for each in (default, own)]
    (municipality, prefix), (own_municipality, own_prefix) = towns
    official = [municipality_given(each, "municipality").official_name for each, _ in towns]
    return {
        **dict(zip(default.parties.values(), cycle(own.parties.values()))),
        **named,
        **dict(bodies),
        default.letters.sender: own.letters.sender,
        official[0]: official[1],
        municipality: own_municipality,
        f"{prefix}-": f"{own_prefix}-",
    }
