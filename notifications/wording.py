"""Facts in, words out: the letter of an occasion in the language of its reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context

from notifications.dates import date_in_words, moment_in_words
from notifications.mail import Letter
from notifications.occasion import Occasion

_TEMPLATES = Path(__file__).parent / "templates"
_FALLBACK = "da"
_GAP = re.compile(r"\n\s*\n")
_BULLET = "- "


@dataclass(frozen=True)
class Block:
    """A paragraph or a list of the text, for the HTML around it."""

    lines: tuple[str, ...]
    is_list: bool


def letter(occasion: Occasion, facts: Mapping[str, object], language: str) -> Letter:
    """Word an occasion; its moments are aware, and `zone` says where they are read."""
    names = [f"{each}/{occasion}.txt" for each in (language, _FALLBACK)]
    template = _ENVIRONMENT.select_template(names)
    spoken = (template.name or _FALLBACK).partition("/")[0]
    first_line, _, rest = template.render(facts, language=spoken).strip().partition("\n")
    subject = " ".join(first_line.partition(":")[2].split())
    paragraphs = [paragraph.strip() for paragraph in _GAP.split(rest.strip())]
    html = _ENVIRONMENT.get_template("letter.html").render(
        subject=subject, language=spoken, blocks=[_block(paragraph) for paragraph in paragraphs]
    )
    return Letter(subject, "\n\n".join(paragraphs) + "\n", html)


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
def _clock(context: Context, moment: datetime) -> str:
    local = moment.astimezone(context["zone"])
    return f"{local.hour}.{local:%M}"


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
    environment.filters |= {"moment": _moment, "day": _day, "clock": _clock, "week": _week}
    return environment


_ENVIRONMENT = _environment()
