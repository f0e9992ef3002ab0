"""The demo's own settings file: what it was given to play with, a series that begins earlier, another channel."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

from scheduler.series import Interval
from service.settings.load import Tree
from service.settings.tables import Settings

FILE = "demo.toml"
HEAD = "# What the demo is played with, so that `moedeklar serve` goes on with it.\n"
# Where a real installation sends, listens and is looked after: a demo does none of it there.
NOT_PLAYED = frozenset({"mail", "smtp", "imap", "ews", "graph", "web", "watch"})
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def played_of(tree: Tree) -> Tree:
    """What of a settings file the demo plays with: all but how people are reached."""
    return {name: table for name, table in tree.items() if name not in NOT_PLAYED}


def begun_earlier(tree: Tree, settings: Settings, anchor: date | None) -> Tree:
    """The same with a series that begins earlier, so that there are meetings in the time the demo plays."""
    body_id = settings.cases.body
    series = settings.bodies[body_id].series
    assert isinstance(series.rule, Interval)
    begun = {
        "rule": "interval",
        "anchor": anchor,
        "days": series.rule.days,
        "starts": f"{series.starts:%H:%M}",
        "ends": f"{series.ends:%H:%M}",
    }
    bodies = tree.get("bodies", {})
    return {**tree, "bodies": {**bodies, body_id: {**bodies.get(body_id, {}), "series": begun}}}


def write_settings(folder: Path, tree: Tree, channel: str) -> Path | None:
    """None where there is nothing to say; `channel` is written already."""
    said = [part for part in (as_toml(tree), channel) if part]
    if not said:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text("\n".join([HEAD, *said]), encoding="utf-8")
    return path


def as_toml(tree: Tree) -> str:
    """Of the values a settings file can hold."""
    return "".join(f"{line}\n" for line in _tables(tree, ()))


def _tables(table: Tree, path: tuple[str, ...]) -> Iterator[str]:
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    plain = {key: value for key, value in table.items() if key not in inner}
    if path and (plain or not inner):
        yield f"[{'.'.join(map(_key, path))}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in plain.items())
    for key, value in inner.items():
        yield from _tables(value, (*path, key))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            return f"{{{', '.join(f'{_key(key)} = {_value(each)}' for key, each in value.items())}}}"
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return str(value)


def _text(text: str) -> str:
    """What JSON escapes TOML reads alike; of the rest TOML forbids one letter."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
