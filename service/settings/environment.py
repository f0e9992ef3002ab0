"""What the environment says: MOEDEKLAR_WEB_PORT is web.port, and NAME_FILE names a file that holds NAME."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

PREFIX = "MOEDEKLAR_"
FROM_ENVIRONMENT_ALONE = {
    "database_url": "MOEDEKLAR_DATABASE_URL",
    "master_key": "MOEDEKLAR_MASTER_KEY",
    "backup_key": "MOEDEKLAR_BACKUP_KEY",
}
KeyPath = tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """Values by path into the tree, the variables they came from, and what has no place in the tree."""

    scalars: Mapping[str, tuple[KeyPath, Any]]
    values: dict[KeyPath, Any] = field(default_factory=dict)
    variables: dict[KeyPath, str] = field(default_factory=dict)
    alone: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def given(environ: Mapping[str, str], tree: Mapping[str, Any]) -> Given:
    """Read every MOEDEKLAR_ variable that speaks of a table of the settings; others are none of ours."""
    found = Given({PREFIX + "_".join(path).upper(): (path, value) for path, value in _scalars(tree, ())})
    known = {*found.scalars, *FROM_ENVIRONMENT_ALONE.values()}
    tables = tuple(f"{PREFIX}{table.upper()}_" for table in tree)
    for variable in sorted(name for name in environ if name.startswith(PREFIX)):
        name = variable if variable in known else variable.removesuffix("_FILE")
        if name in known:
            _take(variable, name, environ, found)
        elif name.startswith(tables):
            found.faults.append(f"{variable}: {_unknown(name, known)}")
    return found


def _take(variable: str, name: str, environ: Mapping[str, str], found: Given) -> None:
    if variable != name and name in environ:
        found.faults.append(f"{name}: also given by {variable}; leave one of them out")
        return
    text = environ[variable] if variable == name else _read(variable, environ[variable], found)
    if text is not None and name in found.scalars:
        path, before = found.scalars[name]
        found.values[path] = _like(before, text)
        found.variables[path] = variable
    elif text:
        key = next(key for key, alone in FROM_ENVIRONMENT_ALONE.items() if alone == name)
        found.alone[key] = text


def _read(variable: str, path: str, found: Given) -> str | None:
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        found.faults.append(f"{variable}: the file can't be read ({error.strerror}); name one that can")
    except UnicodeDecodeError:
        found.faults.append(f"{variable}: the file isn't UTF-8 text; save it as UTF-8")
    return None


def _like(before: object, text: str) -> object:
    """Read the text as what stands in its place; if that fails, the text is refused there in words."""
    if isinstance(before, bool):
        return {"true": True, "false": False}.get(text.lower(), text)
    if isinstance(before, int):
        return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text
    return text


def _unknown(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1, cutoff=0.85)
    if near:
        return f"not a known setting; did you mean {near[0]}?"
    return "not a setting the environment can give; unset it, or set it in the file"


def _scalars(tree: Mapping[str, Any], above: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _scalars(value, (*above, key))
        elif not isinstance(value, list):
            yield (*above, key), value
