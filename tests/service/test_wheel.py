import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from served import Served

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """What the wheel holds, and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [Path(sys.executable).parent / "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_nothing_but_the_four_packages_is_packed(unpacked):
    (about,) = unpacked.glob("moedeklar-*.dist-info")
    assert {path.name for path in unpacked.iterdir()} == {
        "scheduler",
        "agenda",
        "notifications",
        "service",
        about.name,
    }


def test_every_file_the_program_reads_is_packed(unpacked):
    read = {".toml", ".txt", ".html", ".css", ".js", ".mako"}
    ours = {
        path.relative_to(ROOT)
        for package in ("scheduler", "agenda", "notifications", "service")
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", *read}
    }
    packed = {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()}
    assert ours - packed == set()


def test_a_plan_is_made_from_the_wheel_alone_in_an_empty_folder(unpacked, tmp_path):
    plan = ["plan", "koordineringsenheden", "--from", "2026-11-24", "--to", "2026-12-31", "--json"]
    made = run_from(unpacked, tmp_path, *plan)
    assert [meeting["starts_at"] for meeting in json.loads(made)["meetings"]] == [
        "2026-11-24T09:00:00+01:00",
        "2026-12-08T09:00:00+01:00",
        "2026-12-22T09:00:00+01:00",
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_wheel_alone_serves(unpacked, tmp_path):
    assert Path(run_from(unpacked, tmp_path, code="import service; print(service.__file__)").strip()) == (
        unpacked / "service" / "__init__.py"
    )
    served = Served(tmp_path, PYTHONPATH=str(unpacked), PYTHONDONTWRITEBYTECODE="1")
    try:
        served.start().up().up("/readyz")
    finally:
        served.stop()


def run_from(unpacked, cwd, *words, code=None):
    called = ["-c", code] if code else ["-m", "service", *words]
    environ = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *called], cwd=cwd, env=environ, capture_output=True, text=True, check=True
    )
    return done.stdout
