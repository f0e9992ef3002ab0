"""Column shapes that every room's tables share."""

from enum import StrEnum

from sqlalchemy import Column, Dialect, String
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 40


class Word(TypeDecorator[StrEnum]):
    """One word out of a StrEnum, stored as itself."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else self.words(value)


def identity() -> Column[str]:
    return Column("id", String(ID_LENGTH), primary_key=True)
