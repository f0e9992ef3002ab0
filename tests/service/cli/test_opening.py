from click.testing import CliRunner

from service.cli.main import main


def refused(monkeypatch, url, *args):
    monkeypatch.setenv("MOEDEKLAR_DATABASE_URL", url)
    result = CliRunner().invoke(main, ["token", "--as", "forum", *args], prog_name="moedeklar")
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_database_that_does_not_answer_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = refused(monkeypatch, "postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert told.startswith("moedeklar: the database can't be used: ")
    assert told.count("\n") == 1


def test_what_names_no_database_is_told_in_one_line(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert refused(monkeypatch, "nonsense") == (
        "moedeklar: MOEDEKLAR_DATABASE_URL: names no database; give one such as sqlite:///moedeklar.db\n"
    )


def test_a_folder_given_wins_over_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("MOEDEKLAR_DATABASE_URL", "nonsense")
    result = CliRunner().invoke(main, ["token", "--as", "forum", "--dir", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "moedeklar.db").is_file()


def test_every_fault_of_the_settings_is_a_line(monkeypatch, tmp_path):
    config = tmp_path / "own.toml"
    config.write_text("[web]\nport = 0\n[mail]\nlease_seconds = 1\n")
    result = CliRunner().invoke(
        main, ["token", "--as", "forum", "--dir", str(tmp_path), "--config", str(config)]
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["web.port", "mail.lease_seconds"]
