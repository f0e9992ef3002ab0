"""PostgreSQL's own programs, which dump a database and put one back."""

import os
import subprocess
from pathlib import Path

from sqlalchemy.engine import make_url


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL's is missing, or could not do it."""


def dump(url: str, target: Path) -> None:
    """As it stands at one moment, while it is in use."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def check(dumped: Path) -> None:
    """Whether pg_restore can read its list of contents."""
    _call(["pg_restore", "--list", str(dumped)], {})


def load(url: str, dumped: Path) -> None:
    """All of it or nothing."""
    _run(
        "pg_restore",
        url,
        "--no-owner",
        "--no-privileges",
        "--single-transaction",
        "--exit-on-error",
        str(dumped),
    )


def _run(program: str, url: str, *options: str) -> None:
    """The password goes by the environment: what stands on a command line, everybody on the machine can read."""
    parsed = make_url(url).set(drivername="postgresql")
    secret = {"PGPASSWORD": parsed.password} if parsed.password else {}
    named = parsed.set(password=None).render_as_string(hide_password=False)
    _call([program, f"--dbname={named}", *options], secret)


def _call(command: list[str], secret: dict[str, str]) -> None:
    program = command[0]
    try:
        done = subprocess.run(  # noqa: S603 - programs and options are ours
            command, env={**os.environ, **secret}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as fault:
        raise ProgramFailed(
            f"{program} is missing: install PostgreSQL's client programs, of its server's version"
        ) from fault
    if done.returncode != 0:
        said = next(iter(done.stderr.strip().splitlines()), "it says nothing")
        raise ProgramFailed(f"{program} failed: {said}")
