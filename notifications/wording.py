"""Facts in, words out: the letter of an occasion in the language of its reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from notifications.dates import clock_in_words, date_in_words, moment_in_words
from notifications.mail import Letter
from notifications.occasion import Occasion

_TEMPLATES = Path(__file__).parent / "templates"
_FALLBACK = "da"
_GAP = re.compile(r"\n\s*\n")
_BULLET = "- "
_BETWEEN = "\n---\n\n"  # of two languages in one text


@dataclass(frozen=True)
class Part:
    """The letter in one language; `paragraphs` of text, a list being one."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def blocks(self) -> tuple["Block", ...]:
        return tuple(_block(paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Block:
    """A paragraph or a list of the text, for the HTML around it."""

    lines: tuple[str, ...]
    is_list: bool


def letter(occasion: Occasion, facts: Mapping[str, object], *languages: str) -> Letter:
    """Word an occasion for those who read it, in each of their languages; its subject is in the first.

    Its moments are aware, and `zone` says where they are read. A language without words is answered in Danish.
    """
    spoken = dict.fromkeys(_spoken(occasion, language) for language in languages)
    parts = [_part(occasion, facts, language) for language in spoken]
    text = _BETWEEN.join("\n\n".join(part.paragraphs) + "\n" for part in parts)
    html = _ENVIRONMENT.get_template("letter.html").render(parts=parts)
    return Letter(parts[0].subject, text, html)


def _spoken(occasion: Occasion, language: str) -> str:
    template = _ENVIRONMENT.select_template([f"{each}/{occasion}.txt" for each in (language, _FALLBACK)])
    return (template.name or _FALLBACK).partition("/")[0]


def _part(occasion: Occasion, facts: Mapping[str, object], language: str) -> Part:
    text = _ENVIRONMENT.get_template(f"{language}/{occasion}.txt").render(facts, language=language)
    first_line, _, rest = text.strip().partition("\n")
    subject = " ".join(first_line.partition(":")[2].split())
    return Part(language, subject, tuple(paragraph.strip() for paragraph in _GAP.split(rest.strip())))


def _block(paragraph: str) -> Block:
    lines = paragraph.splitlines()
    if all(line.startswith(_BULLET) for line in lines):
        return Block(tuple(line.removeprefix(_BULLET) for line in lines), is_list=True)
    return Block(tuple(lines), is_list=False)


@pass_context
def _moment(context: Context, moment: datetime) -> str:
    return moment_in_words(moment, context["zone"], context["language"])


@pass_context
def _day(context: Context, moment: datetime) -> str:
    return date_in_words(moment.astimezone(context["zone"]).date(), context["language"], with_year=False)


@pass_context
def _date(context: Context, on: date) -> str:
    return date_in_words(on, context["language"])


@pass_context
def _clock(context: Context, moment: datetime) -> str:
    return clock_in_words(moment, context["zone"], context["language"])


@pass_context
def _week(context: Context, moment: datetime) -> int:
    return moment.astimezone(context["zone"]).isocalendar().week


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"moment": _moment, "day": _day, "date": _date, "clock": _clock, "week": _week}
    return environment


_ENVIRONMENT = _environment()
