"""What a start refuses, in words, rather than serve what has been lost or damaged."""

import shutil

import pytest
from served import Served
from sqlalchemy import text

from agenda.access import CLOCK
from service.app import Surroundings, open_service
from service.database.soundness import Damaged, KeyWithoutCases, check_whole
from service.place import DATABASE_FILE, KEY_FILE

PAGE = 4096


@pytest.fixture
def folder(tmp_path):
    """One in which a service has run."""
    folder = tmp_path / "vink"
    engine = open_service(Surroundings(folder)).engine
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE filler AS SELECT hex(randomblob(2000)) AS x FROM record_entry"))
    engine.dispose()  # the last to close it takes the log into the file
    assert not list(folder.glob("*-wal"))
    return folder


@pytest.mark.parametrize("cut", ["emptied", "gone"])
def test_a_key_beside_no_database_is_refused_and_nothing_is_made(folder, cut):
    database = folder / DATABASE_FILE
    database.unlink()
    if cut == "emptied":
        database.touch()
    with pytest.raises(KeyWithoutCases, match="restore it from a backup"):
        open_service(Surroundings(folder))
    assert database.exists() is (cut == "emptied")


def test_a_fresh_folder_and_one_with_its_database_are_opened(folder, tmp_path):
    open_service(Surroundings(folder)).engine.dispose()
    open_service(Surroundings(tmp_path / "fresh")).engine.dispose()
    assert (tmp_path / "fresh" / KEY_FILE).is_file()


def test_a_damaged_page_is_refused_in_one_line_and_the_file_stays_as_it_is(folder):
    database = folder / DATABASE_FILE
    content = bytearray(database.read_bytes())
    for page in range(2, len(content) // PAGE, 3):
        content[page * PAGE : page * PAGE + 100] = b"\xff" * 100
    database.write_bytes(content)
    refused = Served(folder).run()
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "is damaged" in refused.stderr
    assert database.read_bytes() == content


def test_what_is_no_database_is_damaged_and_one_that_is_whole_is_not(folder):
    check_whole(folder / DATABASE_FILE)
    check_whole(folder / "none.db")
    (folder / DATABASE_FILE).write_bytes(b"no database at all" * 1000)
    with pytest.raises(Damaged):
        check_whole(folder / DATABASE_FILE)


def test_a_database_named_from_another_folder_finds_the_key_beside_it(folder, tmp_path):
    with open_service(Surroundings(folder)).unit(CLOCK) as unit:
        unit.session.add(unit.vault.new_key("a-case"))
    url = {"MOEDEKLAR_DATABASE_URL": f"sqlite:///{folder / DATABASE_FILE}"}
    elsewhere = open_service(Surroundings(tmp_path / "elsewhere", environ=url))
    assert elsewhere.master == open_service(Surroundings(folder)).master
    assert not (tmp_path / "elsewhere" / KEY_FILE).exists()


def test_a_key_in_the_working_folder_goes_on_opening_a_database_elsewhere(folder, tmp_path):
    with open_service(Surroundings(folder)).unit(CLOCK) as unit:
        unit.session.add(unit.vault.new_key("a-case"))
    working = tmp_path / "working"
    working.mkdir()
    shutil.move(folder / KEY_FILE, working / KEY_FILE)
    url = {"MOEDEKLAR_DATABASE_URL": f"sqlite:///{folder / DATABASE_FILE}"}
    assert open_service(Surroundings(working, environ=url)).settings.database_url
    assert not (folder / KEY_FILE).exists()
