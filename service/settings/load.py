"""Reading the settings: the packed defaults, then a file, then the environment."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from service.settings.environment import FROM_ENVIRONMENT_ALONE, Given, given
from service.settings.faults import SettingsFaults, in_words
from service.settings.tables import Settings

Tree = Mapping[str, Any]
REPLACED_WHOLE = frozenset({("cases", "themes"), ("cases", "courses"), ("forum", "needs"), ("parties",)})
PACKED = (
    Path(__file__).parents[1] / "config" / "default.toml",
    Path(__file__).parents[2] / "config" / "default.toml",
)


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """Raise SettingsFaults with all that is wrong, wherever it was given."""
    return _joined(*_read_file(path or _named(environ)), environ)


def read_tree(path: Path | None) -> Tree:
    """What a file holds, as it stands there. Raises SettingsFaults if it can't be read."""
    file, faults = _read_file(path)
    if faults:
        raise SettingsFaults(faults)
    return file


def settings_of(file: Tree, environ: Mapping[str, str]) -> Settings:
    """As `load_settings`, of what was read already."""
    return _joined(file, (), environ)


def _joined(file: Tree, file_faults: tuple[str, ...], environ: Mapping[str, str]) -> Settings:
    default = tomllib.loads(_default_file().read_text(encoding="utf-8"))
    tree = _overlaid(default, file, ())
    from_environment = given(environ, tree)
    for key_path, value in from_environment.values.items():
        tree = _with(tree, key_path, value)
    settings, faults = _settled(tree, default, from_environment)
    faults = (*file_faults, *from_environment.faults, *faults)
    if settings is None or faults:
        raise SettingsFaults(faults)
    return settings


def _default_file() -> Path:
    return next(path for path in PACKED if path.is_file())


def _named(environ: Mapping[str, str]) -> Path | None:
    name = environ.get("MOEDEKLAR_CONFIG")
    return Path(name) if name else None


def _read_file(path: Path | None) -> tuple[Tree, tuple[str, ...]]:
    if path is None:
        return {}, ()
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return {}, (f"{path}: can't be read ({error.strerror}); name a file by --config or MOEDEKLAR_CONFIG",)
    except UnicodeDecodeError:
        return {}, (f"{path}: isn't UTF-8 text; save it as UTF-8",)
    except tomllib.TOMLDecodeError as error:
        return {}, (f"{path}: isn't TOML: {error}; correct it there",)
    faults = tuple(
        f"{key}: doesn't belong in a file; set {variable} instead"
        for key, variable in FROM_ENVIRONMENT_ALONE.items()
        if key in tree
    )
    return {key: value for key, value in tree.items() if key not in FROM_ENVIRONMENT_ALONE}, faults


def _overlaid(below: Tree, above: Tree, path: tuple[str, ...]) -> Tree:
    """Merge table by table; a series, the themes, the kinds of course, the needs and the parties are replaced whole."""
    merged = dict(below)
    for key, value in above.items():
        here = (*path, key)
        whole = here in REPLACED_WHOLE or (
            len(here) == len(("bodies", "", "series")) and here[-1] == "series"
        )
        merged[key] = value if whole else _merged(below.get(key), value, here)
    return merged


def _merged(old: object, new: object, path: tuple[str, ...]) -> object:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _overlaid(old, new, path)
    return new


def _with(tree: Tree, path: tuple[str, ...], value: Any) -> Tree:
    key, *rest = path
    return {**tree, key: _with(tree[key], tuple(rest), value) if rest else value}


def _settled(tree: Tree, default: Tree, environment: Given) -> tuple[Settings | None, tuple[str, ...]]:
    try:
        return Settings.model_validate({**tree, **environment.alone}), ()
    except ValidationError as error:
        return None, in_words(error, default, environment.variables)
