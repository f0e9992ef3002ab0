"""A file in the folder is a whole mail under a name that sorts and reads, or it is not there."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from notifications.address import Address
from notifications.carrier import NotSent, Parcel, Refused
from notifications.folder import FolderCarrier, FolderInbox, file_name

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


SENDER = """
import os, signal, sys
from pathlib import Path
from notifications.address import Address
from notifications.carrier import Parcel
from notifications.folder import FolderCarrier

def dying(call):
    def instead(*arguments, **options):
        sys.argv[3] == "before" and os.kill(os.getpid(), signal.SIGKILL)
        call(*arguments, **options)
        os.kill(os.getpid(), signal.SIGKILL)
    return instead

setattr(os, sys.argv[2], dying(getattr(os, sys.argv[2])))
somebody = Address("Test", "test@example.dk")
content = sys.stdin.buffer.read()
FolderCarrier(Path(sys.argv[1])).send(Parcel("key", somebody, somebody, content))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_kill_leaves_the_whole_mail_or_none_and_the_next_send_leaves_one(tmp_path, call, moment):
    content = CONTENT + b"x" * 200_000
    ended = subprocess.run(
        [sys.executable, "-c", SENDER, str(tmp_path), call, moment],
        input=content,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert ended.returncode == -signal.SIGKILL
    assert [path.read_bytes() for path in tmp_path.glob("*.eml")] == [content] * (
        (call, moment) == ("link", "after")
    )
    assert FolderCarrier(tmp_path).find("key") is ((call, moment) == ("link", "after"))
    FolderCarrier(tmp_path).send(parcel("key", content))
    assert [path.read_bytes() for path in tmp_path.glob("*.eml")] == [content]


def test_an_inbox_gives_each_mail_in_order_of_name(tmp_path):
    inbox = FolderInbox(tmp_path)
    for name in ("b.eml", "a.EML"):
        (tmp_path / name).write_bytes(name.encode())
    assert list(inbox.unread()) == [("a.EML", b"a.EML"), ("b.eml", b"b.eml")]


def test_an_inbox_passes_over_what_is_hidden_half_written_or_no_mail(tmp_path):
    inbox = FolderInbox(tmp_path)
    for name in (".a.eml", "a.eml.part", "a.txt", "a.eml~"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.eml").mkdir()
    os.mkfifo(tmp_path / "pipe.eml")
    assert list(inbox.unread()) == []


def test_an_inbox_reads_no_more_of_a_mail_than_shows_that_it_is_too_large(tmp_path):
    (tmp_path / "a.eml").write_bytes(b"x" * 3_000_000)
    assert [len(content) for _, content in FolderInbox(tmp_path).unread()] == [1_000_001]


def test_a_mail_that_is_done_lies_in_read(tmp_path):
    inbox = FolderInbox(tmp_path)
    (tmp_path / "a.eml").write_bytes(b"x")
    inbox.done("a.eml")
    inbox.done("a.eml")
    assert list(inbox.unread()) == []
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
