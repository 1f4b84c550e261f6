"""What the benchmarks set: the sample issues' stories, public corpora where there are any, the vendored faces."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from compositor import intake
from compositor.faces import FaceFile, Faces, Role
from compositor.intake.hyphens import hyphens_for
from compositor.intake.mapped import Bit, Mapped
from compositor.intake.normalise import normalised
from compositor.model.copy import ParagraphKind, Story
from compositor.model.design import Style
from compositor.model.settings import HanForms, Region, Script, Setting
from compositor.text import Hyphens, Matter, TypeCase
from compositor.units import pt

ROOT = Path(__file__).resolve().parent.parent
SIZE = pt(9)
MEASURES = (13, 18)
"""In ems: a narrow newspaper column and a wide one."""
INDENT = 2
"""Of a paragraph's first line, in ems."""
BODY = Style("body", "song", "regular", SIZE, pt(14), SIZE)
FACE = "song-regular.otf"
"""The face of that style; Latin letters come from its companion."""
_CORPORA = {
    "news_zh-CN.jsonl": Setting(Region.CN, Script.HANS, HanForms.CN),
    "news_zh-TW.jsonl": Setting(Region.TW, Script.HANT, HanForms.TW),
    "news_yue.jsonl": Setting(Region.HK, Script.HANT, HanForms.HK),
}


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs of one paper's setting, as intake hands them on (joined lines, no spaces beside Latin)."""

    setting: Setting
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Texts under the name by which the tables know them."""

    name: str
    texts: tuple[Text, ...]
    hyphens: Hyphens

    @property
    def characters(self) -> int:
        return sum(len(paragraph) for text in self.texts for paragraph in text.paragraphs)


def copies() -> tuple[Copy, ...]:
    """Return all copy that is there: our own first."""
    return tuple(copy for copy in (own(), news()) if copy is not None)


def by_region() -> tuple[Copy, ...]:
    """Return all copy that is there, the news corpora region by region."""
    found = news()
    apart = found.texts if found is not None else ()
    return (own(), *(Copy(f"news, {text.setting.region}", (text,), own().hyphens) for text in apart))


@cache
def own() -> Copy:
    """Return the body text of every story of the sample issues."""
    texts, stories = [], list[Story]()
    for issue in sample_issues():
        read = intake.read(issue)
        stories += read.issue.stories
        found = [paragraph for story in read.issue.stories for paragraph in _body(story)]
        texts.append(Text(read.design.paper.setting, tuple(found)))
    return Copy("sample issues", tuple(texts), hyphens_for(stories))


def news() -> Copy | None:
    """Return the articles of the public corpora, None where there are none (NTREX-128, CC BY-SA 4.0)."""
    folder = Path(os.environ.get("COMPOSITOR_CASES", ROOT.parent / "shared")).expanduser() / "cases" / "05-corpora"
    texts = [
        Text(setting, tuple(_articles(folder / name)))
        for name, setting in _CORPORA.items()
        if (folder / name).is_file()
    ]
    return Copy("news corpora", tuple(texts), own().hyphens) if texts else None


def sample_issues() -> tuple[Path, ...]:
    return tuple(sorted(path.parent for path in (ROOT / "issues").glob("*/issue.yaml")))


@cache
def faces(setting: Setting) -> Faces:
    """Open the vendored faces for a setting."""
    folder = ROOT / "fonts"
    files, roles = dict[str, FaceFile](), dict[str, Role]()
    for name, row in yaml.safe_load((folder / "fonts.yaml").read_text(encoding="utf-8")).items():
        weights = {weight: file for weight, file in row.items() if weight in {"regular", "black", "bold"}}
        for file in weights.values():
            files[file] = FaceFile(file, f"fonts/{file}", (folder / file).read_bytes())
        roles[name] = Role(name, weights, tuple(row.get("fallback", ())), row.get("latin"), row.get("marks"))
    return Faces(files, roles, setting)


def fresh_case(text: Text, hyphens: Hyphens) -> TypeCase:
    """Return a type case in which nothing has been measured yet."""
    return TypeCase(faces(text.setting), hyphens, text.setting)


def matter(paragraph: str) -> Matter:
    """Return a paragraph as body text, its first line indented."""
    return Matter(paragraph, 0, len(paragraph), (), None, BODY, indent=INDENT * SIZE)


def _body(story: Story) -> Iterator[str]:
    part = story.part("body")
    for paragraph in part.paragraphs if part is not None else ():
        if paragraph.kind is ParagraphKind.TEXT:
            yield part.text[paragraph.start : paragraph.end] if part is not None else ""


def _articles(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["paragraphs"]:
                text = normalised(Mapped((Bit(paragraph, 0, len(paragraph)),)), body=True).text
                if text:
                    yield text
