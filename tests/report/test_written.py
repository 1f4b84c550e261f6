"""report.json is written as Python's json writes it, only faster."""

from __future__ import annotations

import json

import pytest

from compositor.report.reports import _written, running_versions

VALUES = [
    {},
    [],
    {"a": [], "b": {}, "c": [{}], "d": [[1, 2], []]},
    {"words": '“引號”\\ "quoted" \n\t\x01 é \udcff', "figures": [0, -1, 1.5, 0.0, 1e-07, 1e22], "none": None},
    [True, False, None, "", {"一": {"二": ["三"]}}],
]


@pytest.mark.parametrize("value", VALUES)
def test_values_are_written_as_json_writes_them(value: object) -> None:
    assert _written(value, "\n") == json.dumps(value, ensure_ascii=False, indent=1)


def test_versions_are_those_of_the_installed_packages() -> None:
    from importlib.metadata import version

    names = ("pikepdf", "pyyaml", "deflate", "uharfbuzz", "pypdfium2")
    found = running_versions((*names, "no-such-package"))
    assert {name: found[name] for name in names} == {name: version(name) for name in names}
    assert found["no-such-package"] == "absent"
