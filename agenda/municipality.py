"""Which municipality somebody means: by name, code or usual short form, and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agenda.errors import Invalid
from agenda.municipalities import (
    CODES_AND_NAMES,
    ENGLISH_NAMES,
    OFFICIAL_NAMES,
    POSTAL_DISTRICTS,
    SHORT_FORMS,
)
from agenda.spelling import folded


class UnknownMunicipality(Invalid):
    """What was written is none of the 98 municipalities."""


@dataclass(frozen=True)
class Municipality:
    """`code` has three digits, `name` is the short one, such as `Aarhus`."""

    code: str
    name: str

    @property
    def official_name(self) -> str:
        """Such as `Københavns Kommune`."""
        return OFFICIAL_NAMES.get(self.code, f"{self.name} Kommune")

    def in_words(self, language: str) -> str:
        """Its whole name, as the subject that begins a sentence."""
        if language == "en":
            return ENGLISH_NAMES.get(self.code, f"{self.name} Municipality")
        return self.official_name


MUNICIPALITIES: tuple[Municipality, ...] = tuple(
    Municipality(*line.split(maxsplit=1)) for line in CODES_AND_NAMES.strip().splitlines()
)


def recognised(written: str) -> Municipality | None:
    """Whatever capitals, accents, hyphens and genitives it is written with, and with `Kommune` or without."""
    form = folded(written)
    for word in ("regionskommune", "kommune"):
        form = form.removesuffix(f" {word}").removeprefix(f"{word} ")
    return _KNOWN.get(form)


def municipality_given(written: str, field: str) -> Municipality:
    """Raises UnknownMunicipality, which repeats nothing of what was written."""
    found = recognised(written)
    if found is None:
        raise UnknownMunicipality(
            "write one of the 98 municipalities by name or code, such as Aarhus or 751; a street, a postcode, a part"
            " of a town or a country is none",
            field,
        )
    return found


def _forms(one: Municipality) -> Iterator[str]:
    names = (one.name, *SHORT_FORMS.get(one.code, ()))
    yield from (one.code, f"0{one.code}", f"{one.code} {one.name}", one.official_name)
    for name in names:
        yield name
        yield f"{name}s"
        yield from (f"{name} {letters}" for letters in POSTAL_DISTRICTS.get(one.code, ()))


_KNOWN: Mapping[str, Municipality] = MappingProxyType(
    {folded(form): one for one in MUNICIPALITIES for form in _forms(one)}
)
