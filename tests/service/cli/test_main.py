import subprocess
import sys

import click
from click.testing import CliRunner

from service.cli.main import main
from service.cli.program import Program, Refused, Subcommand


def test_help_lists_every_subcommand_and_loads_none():
    program = (
        "import sys\nfrom service.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print([name for name in ('holidays', 'pydantic', 'sqlalchemy', 'flask') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    listed = [line.split()[0] for line in done.stdout.split("Commands:\n")[1].splitlines()[:-1]]
    assert listed == list(main.subcommands)
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_listed_subcommand_can_be_loaded():
    for subcommand in main.subcommands.values():
        assert subcommand.load().name == subcommand.name


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "service", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "moedeklar, version 0.1.0\n"


def test_an_unknown_subcommand_is_refused_in_one_line():
    result = CliRunner().invoke(main, ["plnn"], prog_name="moedeklar")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: No such command 'plnn'. See 'moedeklar --help'.\n"


class Refusing(Subcommand):
    def load(self):
        @click.command(self.name)
        def refuse():
            raise Refused("one: first\nremedy", "two: second")

        return refuse


def test_a_refusal_of_many_lines_keeps_them_and_one_line_stays_one():
    program = Program([Refusing("refuse", "nowhere", "Refuse.")], name="moedeklar")
    result = CliRunner().invoke(program, ["refuse"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: one: first remedy\nmoedeklar: two: second\n"


def test_an_unreadable_file_is_refused_like_all_else():
    @click.command()
    @click.argument("file", type=click.File())
    def read(file):
        click.echo(file.read())

    class Reading(Subcommand):
        def load(self):
            return read

    result = CliRunner().invoke(
        Program([Reading("read", "nowhere", "Read.")], name="moedeklar"), ["read", "no-such-file"]
    )
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
