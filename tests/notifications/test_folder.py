"""A file in the folder is a whole mail under a name that sorts and reads, or it is not there."""

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from looks import look

from notifications.address import Address
from notifications.carrier import NotSent, Parcel, Refused
from notifications.folder import FolderCarrier, FolderInbox, file_name
from notifications.inbox import Arrived

SOMEBODY = Address("Test", "test@example.dk")
CONTENT = b"Date: Tue, 24 Nov 2026 09:05:00 +0100\r\nSubject: x\r\n\r\nHej.\r\n"


def parcel(key="lookup_request:KE-2026-0117:Københavns Politi", content=CONTENT):
    return Parcel(key, SOMEBODY, SOMEBODY, content)


def test_a_name_tells_when_and_what():
    name = file_name(parcel())
    assert name.rsplit("_", 1)[0] == "2026-11-24T080500Z_lookup-request-ke-2026-0117-koebenhavns-politi"
    assert name.endswith(".eml")


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", "x" * 5000, "\x00", "æøå ÆØÅ", "…"])
def test_no_key_leads_out_of_the_folder(key):
    name = file_name(parcel(key))
    assert Path(name).name == name
    assert name.isascii()
    assert len(name) < 130


def test_keys_that_read_alike_have_names_of_their_own():
    assert file_name(parcel("a:b")) != file_name(parcel("a b"))


def test_a_mail_without_date_is_refused(tmp_path):
    with pytest.raises(Refused):
        FolderCarrier(tmp_path).send(parcel(content=b"Subject: x\r\n\r\n"))
    assert list(tmp_path.iterdir()) == []


def test_other_bytes_under_the_same_key_and_moment_cover_nothing(tmp_path):
    carrier = FolderCarrier(tmp_path)
    carrier.send(parcel())
    with pytest.raises(Refused):
        carrier.send(parcel(content=CONTENT + b"PS"))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [CONTENT]


def test_a_folder_that_is_gone_sends_nothing_and_says_so(tmp_path):
    folder = tmp_path / "outbox"
    carrier = FolderCarrier(folder)
    folder.rmdir()
    with pytest.raises(NotSent) as failure:
        carrier.send(parcel())
    assert failure.value.__cause__.errno == errno.ENOENT


# It forks one sender for each moment and kills it there: before its n-th line in the carrier or in tempfile.
KILLED_EVERYWHERE = """
import itertools, json, os, signal, sys, tempfile
from pathlib import Path
from notifications import folder
from notifications.address import Address
from notifications.carrier import Parcel

somebody = Address("Test", "test@example.dk")
parcel = Parcel("key", somebody, somebody, sys.stdin.buffer.read())
watched = {folder.__file__, tempfile.__file__}

def killer(moment):
    lines = itertools.count()
    def trace(frame, event, argument):
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line" and next(lines) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

def send_until(moment, outbox):
    child = os.fork()
    if child == 0:
        sys.settrace(killer(moment))
        folder.FolderCarrier(outbox).send(parcel)
        os._exit(0)
    return os.waitpid(child, 0)[1]

for moment in itertools.count():
    outbox = Path(sys.argv[1]) / f"{moment:03}"
    ending = send_until(moment, outbox)
    print(json.dumps([outbox.name, ending]))
    if ending == 0:
        break
"""


def left_by_each_kill(folder, content):
    """Run it; give how each sender ended, and the folder it left behind."""
    told = subprocess.run(
        [sys.executable, "-c", KILLED_EVERYWHERE, str(folder)],
        input=content,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout
    endings = [json.loads(line) for line in told.splitlines()]
    return [(ending, folder / name) for name, ending in endings]


def mails(outbox):
    return [path.read_bytes() for path in outbox.glob("*.eml")]


def test_a_kill_at_any_moment_leaves_the_whole_mail_or_none_and_the_next_send_leaves_one(tmp_path):
    content = CONTENT + b"x" * 200_000
    *killed, (unharmed, last) = left_by_each_kill(tmp_path, content)
    assert {ending for ending, _ in killed} == {signal.SIGKILL}
    assert (unharmed, mails(last)) == (0, [content])
    assert len(killed) > 20
    found = [FolderCarrier(outbox).find("key") for _, outbox in killed]
    assert [mails(outbox) for _, outbox in killed] == [[content] if each else [] for each in found]
    assert set(found) == {True, False}
    for _, outbox in killed:
        FolderCarrier(outbox).send(parcel("key", content))
        assert mails(outbox) == [content]


def test_no_draft_of_a_killed_sender_outlives_a_sweep(tmp_path):
    content = CONTENT + b"x" * 200_000
    outboxes = [outbox for _, outbox in left_by_each_kill(tmp_path, content)]
    assert list(tmp_path.rglob(".*.part")) != []
    for outbox in outboxes:
        FolderCarrier(outbox).sweep(datetime.now(UTC) + timedelta(hours=1))
    assert list(tmp_path.rglob(".*.part")) == []
    assert [mails(outbox) for outbox in outboxes][-1] == [content]


def test_a_sweep_leaves_young_drafts_and_whole_mails(tmp_path):
    carrier = FolderCarrier(tmp_path)
    carrier.send(parcel())
    (tmp_path / ".young.part").write_bytes(b"Subj")
    (tmp_path / ".old.part").write_bytes(b"Subj")
    old = datetime(2026, 11, 24, 8, tzinfo=UTC)
    for name, age in ((".young.part", 0), (".old.part", 1), (file_name(parcel()), 1)):
        written = old.timestamp() - age
        os.utime(tmp_path / name, (written, written))
    carrier.sweep(old)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".young.part", file_name(parcel())]


def test_a_parcel_is_looked_up_by_name_without_reading_any_mail(tmp_path):
    carrier = FolderCarrier(tmp_path)
    carrier.send(parcel("wanted"))
    (written,) = tmp_path.iterdir()
    for path in (written, tmp_path / "2026-11-24T080500Z_reminder_0000000000000001.eml"):
        path.unlink(missing_ok=True)
        os.mkfifo(path)  # whoever opens it to read waits for ever
    assert (carrier.find("wanted"), carrier.find("other")) == (True, False)


def test_an_inbox_gives_each_mail_in_order_of_name(tmp_path):
    inbox = FolderInbox(tmp_path)
    for name in ("b.eml", "a.EML"):
        (tmp_path / name).write_bytes(name.encode())
    assert look(inbox) == [Arrived("a.EML", b"a.EML"), Arrived("b.eml", b"b.eml")]


def test_an_inbox_passes_over_what_is_hidden_half_written_or_no_mail(tmp_path):
    inbox = FolderInbox(tmp_path)
    for name in (".a.eml", "a.eml.part", "a.txt", "a.eml~"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.eml").mkdir()
    os.mkfifo(tmp_path / "pipe.eml")
    assert look(inbox) == []


def test_an_inbox_reads_no_more_of_a_mail_than_shows_that_it_is_too_large(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"x" * 3_000_000)
    assert [len(mail.content) for mail in look(FolderInbox(tmp_path))] == [1_000_001]


def test_a_mail_that_is_done_lies_in_read(tmp_path):
    inbox = FolderInbox(tmp_path)
    (tmp_path / "a.eml").write_bytes(b"x")
    inbox.done("a.eml")
    inbox.done("a.eml")
    assert look(inbox) == []
    assert (tmp_path / "read" / "a.eml").read_bytes() == b"x"


def test_a_second_mail_of_the_same_name_does_not_cover_the_first(tmp_path):
    inbox = FolderInbox(tmp_path)
    for content in (b"first", b"second", b"third"):
        (tmp_path / "a.eml").write_bytes(content)
        inbox.done("a.eml")
    read = {path.name: path.read_bytes() for path in (tmp_path / "read").iterdir()}
    assert read == {"a.eml": b"first", "a~2.eml": b"second", "a~3.eml": b"third"}


def test_done_moves_nothing_from_outside_the_inbox(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"x")
    FolderInbox(tmp_path / "inbox").done("../a.eml")
    assert (tmp_path / "a.eml").read_bytes() == b"x"
