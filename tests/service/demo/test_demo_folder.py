import pytest

from service.demo.folder import MARK, NotADemosFolder, claim, empty
from service.settings.load import load_settings

DEFAULTS = load_settings(None, {})


def test_an_earlier_demos_files_are_removed_and_nothing_else(tmp_path):
    claim(tmp_path)
    (tmp_path / "outbox").mkdir()
    for name in ("moedeklar.db", "moedeklar.db-wal", "moedeklar.key", "demo.toml", "outbox/1.eml"):
        (tmp_path / name).write_text("from an earlier demo")
    for name in ("notes.txt", "outbox/notes.txt", "moedeklar.db.bak"):
        (tmp_path / name).write_text("somebody's")
    claim(tmp_path)
    empty(tmp_path, DEFAULTS)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == [MARK, "moedeklar.db.bak", "notes.txt", "outbox/notes.txt"]


def test_a_database_no_demo_made_is_left_as_it_is(tmp_path):
    (tmp_path / "moedeklar.db").write_text("somebody's")
    with pytest.raises(NotADemosFolder):
        claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["moedeklar.db"]
