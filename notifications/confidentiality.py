"""What stands on every page and document of a case: what may not be done with it."""

from collections.abc import Mapping
from types import MappingProxyType

STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "da": "Fortroligt. Oplysningerne må ikke bruges til eller videregives med henblik på efterforskning "
        "af straffesager (rpl. § 115, stk. 2).",
        "en": "Confidential. The information may not be used for, or passed on for the purpose of, the investigation "
        "of criminal cases (Danish Administration of Justice Act (rpl.) § 115(2)).",
    }
)


def statement(language: str) -> str:
    """The confidentiality statement (rpl. § 115, stk. 2), in Danish where there are no words in the language."""
    return STATEMENTS.get(language, STATEMENTS["da"])
