"""The bill of materials in CycloneDX 1.6 (ECMA-424): made of committed files alone, so the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import tomllib
import uuid
from typing import Any

from tools.bill.licences import licences
from tools.bill.locked import ROOT, USES, Material, materials
from tools.bill.vendored import VENDORED, Vendored

_OURS = "compositor"


def bill() -> str:
    """Return the bill as JSON. Its serial number is drawn from its content, and it bears no date."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of = licences((ROOT / "docs" / "licences.md").read_text(encoding="utf-8"))
    found = materials()
    content = {
        "metadata": {"lifecycles": [{"phase": "build"}], "component": _ourselves(project)},
        "components": [
            *(_package(material, of[material.pin.name]) for material in found),
            *map(_vendored, VENDORED),
        ],
        "dependencies": _dependencies(found),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return json.dumps({**head, **content}, indent=1, ensure_ascii=False) + "\n"


def name() -> str:
    """Return the name of the file: what it is the bill of, its release, and the ending that CycloneDX asks for."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return f"{_OURS}-{version}.cdx.json"


def _ourselves(project: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": _OURS,
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": _licences(project["license"]),
    }


def _package(material: Material, licence: str) -> dict[str, Any]:
    """Describe a release. Any of its files may be the one installed, so their sums are properties, not its hashes."""
    pin = material.pin
    marker = [{"name": f"{_OURS}:where", "value": pin.marker}] if pin.marker else []
    return {
        "type": "library",
        "bom-ref": _reference(pin.name),
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if material.needed else "excluded",
        "licenses": _licences(licence),
        "purl": f"pkg:pypi/{pin.name}@{pin.version}",
        "properties": [
            *({"name": f"{_OURS}:for", "value": USES[use]} for use in material.uses),
            *marker,
            *({"name": f"{_OURS}:file", "value": f"sha256:{found}"} for found in pin.hashes),
        ],
    }


def _vendored(vendored: Vendored) -> dict[str, Any]:
    source = [{"type": "website", "url": vendored.source}] if vendored.source else []
    return {
        "type": "data",
        "bom-ref": _reference(vendored.name),
        "name": vendored.name,
        "version": vendored.version,
        "scope": "required",
        "licenses": _licences(vendored.licence),
        **({"externalReferences": source} if source else {}),
        "components": [
            {
                "type": "file",
                "bom-ref": f"{_reference(vendored.name)}/{path}",
                "name": path,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256((ROOT / path).read_bytes()).hexdigest()}],
            }
            for path in vendored.files
        ],
    }


def _licences(expression: str) -> list[dict[str, Any]]:
    """Return a licence choice: one licence by its SPDX name, anything longer as the one expression."""
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def _dependencies(found: tuple[Material, ...]) -> list[dict[str, Any]]:
    """Return who needs whom; what pyproject.toml or build.in asks for is needed by compositor."""
    known = {material.pin.name for material in found}
    needs: dict[str, set[str]] = {_OURS: {_reference(vendored.name) for vendored in VENDORED}}
    for material in found:
        needs.setdefault(_reference(material.pin.name), set())
        for asked in material.pin.asked_by:
            needs.setdefault(_reference(asked) if asked in known else _OURS, set()).add(_reference(material.pin.name))
    return [{"ref": ref, "dependsOn": sorted(needs[ref])} for ref in sorted(needs)]


def _reference(name: str) -> str:
    return f"{_OURS}/{name.replace(' ', '-').replace(',', '').lower()}"
