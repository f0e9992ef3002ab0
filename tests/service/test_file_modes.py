import stat

from service.app import Surroundings, open_service


def test_nobody_but_the_owner_can_read_what_the_service_makes(tmp_path):
    folder = tmp_path / "work"
    open_service(Surroundings(folder)).engine.dispose()
    made = [folder, *folder.rglob("*")]
    assert [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
