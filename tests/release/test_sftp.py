"""Handing over by SFTP: to a known server, whole, verified, again where the line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import paramiko
import pytest

from compositor.errors import OutputError, UsageError
from compositor.release import Folder, place
from compositor.release.sftp import Address, Sftp
from compositor.release.store import digest
from tests.release.eight import Desk, sums
from tests.release.printer import Printer

PLATE = b"%PDF" * 100_000


@pytest.fixture(scope="session")
def keys() -> tuple[paramiko.PKey, paramiko.PKey]:
    return paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate()


@pytest.fixture
def printer(
    tmp_path: Path, keys: tuple[paramiko.PKey, paramiko.PKey], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Printer]:
    """A printing house that knows our key, and we its."""
    home = tmp_path / "home" / ".ssh"
    home.mkdir(parents=True)
    (tmp_path / "printer").mkdir()
    found = Printer(tmp_path / "printer", *keys)
    found.open()
    keys[1].write_private_key_file(str(home / "id_ecdsa"))
    know(found, home, keys[0])
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    yield found
    found.close()


def know(printer: Printer, home: Path, key: paramiko.PKey) -> None:
    line = f"[127.0.0.1]:{printer.port} {key.get_name()} {key.get_base64()}\n"
    (home / "known_hosts").write_text(line, encoding="utf-8")


@pytest.fixture
def there(printer: Printer) -> Iterator[Sftp]:
    found = Sftp(Address("127.0.0.1", "/in", "press", printer.port), waits=(0.0, 0.0))
    yield found
    found.close()


def test_a_file_arrives_whole_and_under_its_name_at_once(there: Sftp, printer: Printer) -> None:
    there.put("plate.pdf", PLATE)
    assert sums(printer.folder / "in") == {"plate.pdf": digest(PLATE)}
    assert there.sum("plate.pdf") == digest(PLATE)
    assert [path.name for path in (printer.folder / "in").iterdir()] == ["plate.pdf"]


def test_a_hot_folder_never_sees_half_a_file(there: Sftp, printer: Printer) -> None:
    (printer.folder / "in").mkdir()
    seen: list[list[str]] = []
    printer.before = lambda _what, _name: seen.append(sorted(sums(printer.folder / "in", "[!.]*")))
    there.put("plate.pdf", PLATE)
    assert seen
    assert not any(seen)  # until the last wish, the renaming, was granted


def test_folders_are_made_and_files_taken_away(there: Sftp, printer: Printer) -> None:
    there.put("job/sheet.json", b"{}")
    assert (printer.folder / "in" / "job" / "sheet.json").read_bytes() == b"{}"
    there.remove("job/sheet.json")
    there.remove("job/sheet.json")
    assert there.sum("job/sheet.json") is None


def test_a_newer_file_takes_the_place_of_an_older(there: Sftp, printer: Printer) -> None:
    printer.renames = False  # a server that knows no renaming over another file
    there.put("plate.pdf", b"older")
    there.put("plate.pdf", PLATE)
    assert sums(printer.folder / "in") == {"plate.pdf": digest(PLATE)}


@pytest.mark.parametrize("what", ["write", "read", "rename", "stat", "mkdir"])
def test_a_line_that_breaks_is_tried_again(there: Sftp, printer: Printer, what: str) -> None:
    broken: list[str] = []

    def breaking(wish: str, name: str) -> None:
        if wish == what and not broken:
            broken.append(name)
            printer.cut()
            raise OSError(5, "the line broke")

    printer.before = breaking
    there.put("plate.pdf", PLATE)
    assert broken
    assert sums(printer.folder / "in") == {"plate.pdf": digest(PLATE)}


def test_a_file_that_arrives_otherwise_is_never_given_its_name(there: Sftp, printer: Printer) -> None:
    def spoiling(wish: str, name: str) -> None:
        if wish == "read" and name.endswith(".part"):
            (printer.folder / "in" / name).write_bytes(b"spoilt")

    printer.before = spoiling
    with pytest.raises(OutputError, match="isn't what was sent"):
        there.put("plate.pdf", PLATE)
    assert sums(printer.folder / "in") == {}


def test_a_line_that_stays_broken_is_told(there: Sftp, printer: Printer) -> None:
    printer.close()
    with pytest.raises(OutputError, match=r"sftp://press@127\.0\.0\.1:\d+/in: plate\.pdf can't be written"):
        there.put("plate.pdf", PLATE)


def test_an_unknown_server_gets_nothing(there: Sftp, printer: Printer, tmp_path: Path) -> None:
    (tmp_path / "home" / ".ssh" / "known_hosts").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="its key isn't known"):
        there.put("plate.pdf", PLATE)
    assert not list(printer.folder.iterdir())


def test_a_server_with_another_key_gets_nothing(there: Sftp, printer: Printer, tmp_path: Path) -> None:
    know(printer, tmp_path / "home" / ".ssh", paramiko.ECDSAKey.generate())
    with pytest.raises(OutputError, match="another than the one in known_hosts"):
        there.put("plate.pdf", PLATE)
    assert not list(printer.folder.iterdir())


@pytest.mark.parametrize("key", [True, False])
def test_who_is_not_let_in_is_told(there: Sftp, tmp_path: Path, key: bool) -> None:
    own = tmp_path / "home" / ".ssh" / "id_ecdsa"
    own.unlink()
    if key:
        paramiko.ECDSAKey.generate().write_private_key_file(str(own))
    with pytest.raises(OutputError, match="doesn't let us in"):
        there.put("plate.pdf", PLATE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sftp://press@host/in/", "sftp://press@host/in"),
        ("sftp://host:22/~/in", "sftp://host/~/in"),
        ("sftp://host:2222/a%20b", "sftp://host:2222/a b"),
    ],
)
def test_addresses_are_read(text: str, name: str) -> None:
    assert place(text).name == name


@pytest.mark.parametrize(
    "text", ["sftp://", "sftp://host", "sftp://host/", "sftp://u:secret@host/in", "sftp://host:x/in"]
)
def test_what_is_no_address_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        place(text)
    assert "secret" not in str(raised.value)


def test_all_else_is_a_folder(tmp_path: Path) -> None:
    assert place(str(tmp_path)) == Folder(tmp_path)


@pytest.mark.slow
def test_released_plates_go_there(night: Desk, printer: Printer) -> None:
    to = f"sftp://press@127.0.0.1:{printer.port}/in"
    said = night.release("4,5", "--to", to)
    assert said.code == 0, said.err
    assert f"{to}/night-20240520-04.pdf" in said.out
    entries = [entry for entry in night.ledger if entry["event"] == "delivery"]
    assert {entry["file"]: entry["plate"] for entry in entries} == sums(printer.folder / "in")
    assert {entry["to"] for entry in entries} == {to}
