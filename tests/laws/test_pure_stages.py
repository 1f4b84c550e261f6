"""Between the end of intake and the start of the writers nothing touches the disk (docs/decisions/0001).

The interpreter itself is asked, by an audit hook (PEP 578), in a process of its own, since hooks stay for good.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ISSUES = sorted(path.parent.name for path in (ROOT / "issues").glob("*/issue.yaml"))

SCRIPT = """
import sys
from pathlib import Path

from compositor import intake, makeup, plan, proof
from compositor.text import TypeCase

TOUCHING = ("open", "os.", "shutil.", "glob.", "tempfile.", "socket.", "subprocess.", "import", "ctypes.")
seen, watching = [], False

def hook(event, arguments):
    if watching and event.startswith(TOUCHING):
        seen.append(f"{event} {arguments[:1]}")

sys.addaudithook(hook)
read = intake.read(Path(sys.argv[1]), layouts=None, fonts=None)
_ = plan.plan, makeup.make_up, proof.read, proof.withheld  # read when they are first asked for
watching = True
case = TypeCase(read.faces, read.hyphens, read.design.paper.setting)
dummy = plan.plan(read.issue, read.design)
made = makeup.make_up(read.issue, read.design, dummy, case)
findings = proof.read(read.issue, read.design, dummy, made.pages, made.fit, made.jumps)
proof.withheld(findings, made.jumps)
SEEDED
watching = False
print(len(made.pages), "pages")
print(*seen, sep="\\n")
"""


def touched(issue: str, seeded: str = "") -> list[str]:
    """Return what the stages between intake and the writers did to the world while they composed ``issue``."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("SEEDED", seeded), str(ROOT / "issues" / issue)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    pages, *events = run.stdout.splitlines()
    assert pages.endswith("pages")
    assert not pages.startswith("0")
    return [event for event in events if event]


@pytest.mark.parametrize("issue", ISSUES)
def test_composing_touches_nothing(issue: str) -> None:
    assert touched(issue) == []


def test_a_file_opened_while_composing_is_seen() -> None:
    assert any(event.startswith("open") for event in touched(ISSUES[0], "open('pyproject.toml').close()"))
