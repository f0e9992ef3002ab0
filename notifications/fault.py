"""What went wrong with a message, in the words of whoever is to do something about it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

# The carriers' own phrases, by how they begin.
PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                "lease_ended": "Tjenesten blev afbrudt, mens beskeden blev sendt",
                "the carrier sent nothing": "Intet blev sendt; det prøves igen",
                "the carrier did not say": "Det vides ikke, om beskeden gik ud",
                "the server broke off before it said": "Serveren svarede ikke, om den tog beskeden",
                "the server's last word is no answer": "Serveren svarede ikke, om den tog beskeden",
                "the server cannot be reached": "Serveren kan ikke nås",
                "the server offers no STARTTLS": "Serveren tilbyder ingen kryptering",
                "the server offers no way to authenticate": "Serveren tilbyder ingen kendt måde at logge ind på",
                "the server does not let the user in": "Serveren lukker ikke brugeren ind",
                "the server's certificate does not hold": "Serverens certifikat gælder ikke",
                "no encrypted connection": "Der kunne ikke laves en krypteret forbindelse",
                "it would have borne personal data": "Beskeden ville have båret personoplysninger og blev standset",
                "it cannot be put into": "Beskeden kunne ikke skrives",
                "no longer true when its moment came": "Det gjaldt ikke længere, da beskeden skulle sendes",
            }
        )
    }
)

# RFC 3463: the status in full, or its class and subject.
STATUSES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "da": MappingProxyType(
            {
                "5.1.1": "Adressen findes ikke",
                "5.1.2": "Modtagerens domæne findes ikke",
                "5.1.10": "Adressen findes ikke",
                "5.2.1": "Postkassen er lukket",
                "5.2.2": "Postkassen er fuld",
                "4.2.2": "Postkassen er fuld",
                "5.2.3": "Beskeden er for stor",
                "5.7": "Modtagerens server afviser vores post",
                "5.4": "Modtagerens server kan ikke nås",
                "4.4": "Modtagerens server kan ikke nås",
                "5.1": "Adressen dur ikke",
            }
        )
    }
)
_RETURNED = MappingProxyType({"da": "Sendt tilbage af modtagerens server"})
_REFUSED = MappingProxyType({"da": "Modtagerens server afviste beskeden"})
_FALLBACK = "da"


def fault_in_words(fault: str | None, language: str) -> str:
    """The fault in words, with its status where it bears one; what is known by no phrase is its own words."""
    if not fault:
        return ""
    language = language if language in PHRASES else _FALLBACK
    for beginning, words in PHRASES[language].items():
        if fault.startswith(beginning):
            return words
    status = _STATUS.search(fault)
    if status is None:
        return fault
    if status[0] != fault:
        return f"{_meaning(status[0], language) or _REFUSED[language]} ({fault})"
    return f"{_meaning(fault, language) or _RETURNED[language]} ({fault})"


def _meaning(status: str, language: str) -> str:
    known = STATUSES[language]
    return known.get(status) or known.get(status.rpartition(".")[0], "")
