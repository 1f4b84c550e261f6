"""The locks in requirements/ hold all that is installed, agree with one another, and name no index."""

from __future__ import annotations

import shlex
import tomllib

import pytest
from packaging.requirements import Requirement

from tools.bill.locked import FOLDER, ROOT, names, parse, read
from tools.lock import BUILD, LOCKS

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked(lock: str) -> list[Requirement]:
    """Return what a lock was made of."""
    if lock == "build":
        lines = (ROOT / BUILD).read_text(encoding="utf-8").splitlines()
        return [Requirement(line) for line in lines if line and not line.startswith("#")]
    project = PYPROJECT["project"]
    extras = (wanted for extra in LOCKS[lock] for wanted in project["optional-dependencies"][extra])
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


def test_every_lock_has_its_use() -> None:
    assert sorted(names()) == sorted([*LOCKS, "build"])
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(names())


@pytest.mark.parametrize("lock", names())
def test_every_pin_has_hashes_and_someone_who_asks_for_it(lock: str) -> None:
    pins = read(lock)
    names_here = {pin.name for pin in pins}
    assert len(names_here) == len(pins)
    for pin in pins:
        assert pin.hashes, pin.name
        assert len(set(pin.hashes)) == len(pin.hashes)
        for asker in pin.asked_by:
            assert asker in {"compositor (pyproject.toml)", f"-r {BUILD}"} | names_here, pin.name
        assert pin.asked_by, pin.name


@pytest.mark.parametrize("lock", names())
def test_what_was_asked_for_is_pinned_directly(lock: str) -> None:
    direct = {pin.name for pin in read(lock) if {"compositor (pyproject.toml)", f"-r {BUILD}"} & set(pin.asked_by)}
    assert direct == {wanted.name.lower() for wanted in asked(lock)}


def test_locks_agree() -> None:
    pinned: dict[str, set[str]] = {}
    for lock in names():
        for pin in read(lock):
            pinned.setdefault(pin.name, set()).add(f"{pin.version} {','.join(pin.hashes)}")
    assert {name: found for name, found in pinned.items() if len(found) > 1} == {}


def test_the_builder_is_that_of_pyproject() -> None:
    wanted = [str(Requirement(line)) for line in PYPROJECT["build-system"]["requires"]]
    assert wanted == [str(found) for found in asked("build") if found.name in {Requirement(w).name for w in wanted}]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--find-links /opt/wheels",
        "segno @ https://packages.example/segno.whl",
        "-r other.txt",
        "segno>=1.6",
        "    --hash=md5:0123",
        "# from https://packages.example/simple",
    ],
)
def test_a_line_that_is_none_of_a_lock_s_is_refused(line: str) -> None:
    good = f"segno==1.6.6 \\\n    --hash=sha256:{'0' * 64}\n    # via compositor (pyproject.toml)\n"
    assert parse(good)[0].version == "1.6.6"
    with pytest.raises(ValueError, match="line 4"):
        parse(good + line)


def test_nothing_is_installed_but_by_a_lock() -> None:
    for path in ("Makefile", ".ci/run"):
        text = (ROOT / path).read_text(encoding="utf-8").replace("$(PIP)", "pip").replace("$(LOCKED)", "pip install -H")
        installs = [shlex.split(line.strip().lstrip("@"), comments=True) for line in text.splitlines() if "pip" in line]
        for words in (found for found in installs if "install" in found):
            locked = {"--require-hashes", "-H"} & set(words)
            itself = {"--no-deps", "--no-build-isolation"} <= set(words)
            assert locked or itself, f"{path}: {shlex.join(words)}"
