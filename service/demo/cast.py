"""Who plays which part of the story: the parties of the settings, in the parts that the default ones have."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.settings.tables import Settings

POLICE, WITH_CHILDREN, NEVER_ABOUT_CHILDREN = "dks", ("ssp", "sof"), ("kf", "bif")
PARTS = ("ssp", "sof", "dks", "kf", "bif")


@dataclass(frozen=True)
class Cast:
    """`parts` are those that are played; who plays none is one of the others."""

    parts: Mapping[str, str]
    others: tuple[str, ...]
    never_about_children: frozenset[str]
    has_police: bool

    def __getitem__(self, part: str) -> str:
        """Where there are fewer parties than parts, somebody else does what is to be done."""
        return self.parts.get(part) or next(iter(self.parts.values()))

    def plays(self, part: str) -> bool:
        return part in self.parts


def cast_of(settings: Settings) -> Cast:
    """Whoever is asked about children has the first choice of what is left, since the story has a child in it."""
    rules = settings.cases
    never = rules.not_asked_for_children_under_15
    free = sorted(settings.parties, key=lambda party: party in never)
    parts: dict[str, str] = {}
    unasked = [party for party in never if party != rules.police_party]
    wanted = [(POLICE, rules.police_party), *zip(NEVER_ABOUT_CHILDREN, unasked, strict=False)]
    for part, party in wanted:
        if party in free:
            free.remove(party)
            parts[part] = party
    for part in (*WITH_CHILDREN, *(part for part in PARTS if part not in WITH_CHILDREN)):
        if part not in parts and free:
            parts[part] = free.pop(0)
    in_order = {part: parts[part] for part in PARTS if part in parts}
    return Cast(in_order, tuple(free), frozenset(never), rules.police_party in settings.parties)
