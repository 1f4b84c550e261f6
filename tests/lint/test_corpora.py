"""How many remarks on unseen copy are right: a sample drawn at random, each judged by hand.

``judged.tsv`` names places, not words: the corpora are under CC BY-SA and stay outside the repository.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from compositor.intake.copydesk import Terms
from compositor.lint import lint
from compositor.model.settings import Region, Script
from tests.lint.desk import story

FILES = {
    "news_zh-CN": Terms(Script.HANS, Region.CN),
    "news_zh-TW": Terms(Script.HANT, Region.TW),
    "news_yue": Terms(Script.HANT, Region.CN),
    "ud_gsd_zh-Hans": Terms(Script.HANS, Region.CN),
    "ud_gsd_zh-Hant": Terms(Script.HANT, Region.TW),
}
"""The corpora with what they are read by; the Cantonese one quotes as the mainland does."""
JUDGED = Path(__file__).with_name("judged.tsv")
FEWEST_RIGHT = 0.8


@pytest.fixture(scope="module")
def places(cases: Path) -> set[tuple[str, str]]:
    """Return the place and code of every remark on the corpora."""
    found = set()
    for name, terms in FILES.items():
        with (cases / "cases" / "05-corpora" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                record = json.loads(line)
                head = json.dumps(record.get("headline", "x"), ensure_ascii=False)
                body = "\n\n".join(record.get("paragraphs", [record.get("text", "")]))
                copy = story(body, f"headline: {head}", f"{name}:{number}")
                found |= {(str(remark.place), remark.code) for remark in lint([copy], terms)}
    return found


def judged() -> dict[tuple[str, str], str]:
    rows = [line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {(place, code): verdict for place, code, verdict in rows}


def test_of_five_remarks_on_unseen_copy_at_most_one_is_a_false_alarm(places: set[tuple[str, str]]) -> None:
    verdicts = Counter(verdict for key, verdict in judged().items() if key in places)
    assert verdicts["true"] >= FEWEST_RIGHT * verdicts.total()
    assert verdicts["true"] >= 0.9 * Counter(judged().values())["true"], "what was rightly found is found no more"


def test_the_sample_is_large_enough_and_the_corpora_give_as_much_as_when_it_was_drawn(
    places: set[tuple[str, str]],
) -> None:
    assert len(judged()) == 120
    assert 550 <= len(places) <= 850, "so many more or fewer remarks want a sample of their own"
