"""A command that loads its subcommands late and tells every refusal in one line."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any, cast

import click


class Refused(click.ClickException):
    """What a person asked can't be done: each line names the field and the remedy, the exit code is 2."""

    exit_code = 2

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines

    def show(self, file: IO[Any] | None = None) -> None:
        for line in self.lines:
            click.echo(f"moedeklar: {' '.join(line.split())}", file=file, err=file is None)


@dataclass(frozen=True)
class Subcommand:
    name: str
    module: str
    help: str

    def load(self) -> click.Command:
        """Import late: a plan needs no database, and help needs nothing at all."""
        return cast("click.Command", getattr(import_module(self.module), self.name))


class Program(click.Group):
    def __init__(self, subcommands: Iterable[Subcommand], **attrs: Any) -> None:
        super().__init__(**attrs)
        self.subcommands = {subcommand.name: subcommand for subcommand in subcommands}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        return list(self.subcommands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  likewise
        subcommand = self.subcommands.get(cmd_name)
        return subcommand.load() if subcommand else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  likewise
        with formatter.section("Commands"):
            formatter.write_dl([(one.name, one.help) for one in self.subcommands.values()])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with _told_in_one_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _told_in_one_line():
            return super().invoke(ctx)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    """Let click's own refusals, of several lines and exit codes, look like ours."""
    try:
        yield
    except (Refused, click.exceptions.NoArgsIsHelpError, BrokenPipeError):
        raise
    except OSError as error:
        raise Refused(f"the output can't be written ({error.strerror}); send it elsewhere") from error
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "moedeklar"
        raise Refused(f"{error.format_message()} See '{command} --help'.") from error
    except click.ClickException as error:
        raise Refused(error.format_message()) from error
