import tomllib
from datetime import date
from pathlib import Path

import pytest

from service.demo.settings_file import NOT_PLAYED, as_toml, begun_earlier, played_of, write_settings
from service.settings.load import load_settings, settings_of

CONFIG = Path(__file__).parents[3] / "config"
EARLIER = date(2026, 8, 18)


@pytest.mark.parametrize("name", ["default.toml", "people.example.toml", "production.example.toml"])
def test_what_is_written_reads_as_what_it_was(name):
    tree = tomllib.loads((CONFIG / name).read_text(encoding="utf-8"))
    assert tomllib.loads(as_toml(tree)) == tree


def test_odd_texts_and_keys_are_written_so_that_they_read_alike():
    lists = [1, 2.5, True, {"x": [date(2027, 1, 1)]}]
    tree = {"parties": {"a.b": 'Sagde "ja"\\nej\t\x7f', "æ": ""}, "web": {}, "n": lists}
    assert tomllib.loads(as_toml(tree)) == tree


def test_a_demo_takes_none_of_the_servers_of_a_real_installation():
    tree = {"cases": {"municipality": "Odense"}, **{name: {"host": "x"} for name in NOT_PLAYED}}
    assert played_of(tree) == {"cases": {"municipality": "Odense"}}


def test_a_series_that_begins_earlier_is_the_same_otherwise():
    given = {"bodies": {"koordineringsenheden": {"name": "Enheden"}}}
    settings = settings_of(begun_earlier(given, settings_of(given, {}), EARLIER), {})
    body, default = (
        settings.bodies["koordineringsenheden"],
        settings_of({}, {}).bodies["koordineringsenheden"],
    )
    assert (body.name, body.series.rule.anchor, body.series.starts) == (
        "Enheden",
        EARLIER,
        default.series.starts,
    )


def test_the_file_it_leaves_is_one_to_serve_with(tmp_path):
    file = write_settings(tmp_path, {"cases": {"reference_prefix": "OD"}}, '[mail]\ncarrier = "folder"\n')
    assert load_settings(file, {}).cases.reference_prefix == "OD"


def test_where_there_is_nothing_to_say_there_is_no_file(tmp_path):
    assert write_settings(tmp_path, {}, "") is None
