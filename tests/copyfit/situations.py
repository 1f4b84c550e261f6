"""Situations of the night desk: a page whose story is a few lines over or under, by a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from compositor.model.copy import Advert, BoxCopy, Framing, Issue, PageCopy, Paragraph, Part, Picture, Story
from compositor.model.design import Design, Grid, PictureBox, Template, TextBox
from compositor.model.fitting import Draft
from compositor.model.wording import Wording
from compositor.units import pt
from tests.laws.sample import box_style
from tests.laws.strategies import paper, style
from tests.laws.words import HERE, _asset, part

GRID = Grid(columns=4, measure=13 * pt(9), gutter=pt(12), size=pt(9), leading=pt(13), rows=38, left=pt(40), top=pt(42))

LOOK = box_style(
    headline=style("headline", pt(16), pt(19), weight="black", min_size=pt(13), space_after=pt(5)),
    deck=style("deck", pt(10), pt(13), role="kai"),
)

_CLAUSES = (
    "今年入冬以來",
    "沿河各村的步道陸續修好",
    "居民早晨可以沿着堤壩散步",
    "技術人員逐一檢查了設備",
    "全長12.5公里",
    "新設座椅86處",
    "路燈214盞",
    "水質監測站目前正在調試",
    "數據每小時公布一次",
    "負責人介紹說",
    "春天以前可以全部亮燈",
    "圖書館把閱覽室的時間延長到晚上9點",
    "孩子們在橋邊的空地上放風箏",
    "幾位老人還記得從前的渡口",
    "有人提議把舊碼頭留作紀念",
    "市場裏的攤位按編號排列",
    "每戶都能領到一份說明",
    "這條路通了以後",
    "到縣城只要半個小時",
)


@dataclass(frozen=True, slots=True)
class Situation:
    """A draft and the story that doesn't fit in it."""

    seed: int
    draft: Draft
    story: str


def sentence(random: Random) -> str:
    """A sentence of a few clauses."""
    clauses = [random.choice(_CLAUSES) for _ in range(random.randint(1, 4))]
    return "，".join(clauses) + random.choice(("。", "。", "。", "！", "？"))


def paragraph(random: Random, length: int) -> str:
    """A paragraph of about so many characters."""
    text = ""
    while len(text) < length:
        text += sentence(random)
    return text


def body(random: Random, length: int, *, optional: bool = False) -> Part:
    """A body of about so many characters; perhaps with paragraphs that may be left out."""
    texts: list[str] = []
    while sum(len(text) for text in texts) < length:
        texts.append(paragraph(random, random.choice((30, 60, 90, 120, 200))))
    made = part("body", *texts)
    if not optional or len(texts) < 3:
        return made
    turn = random.randrange(1, len(texts))
    paragraphs = tuple(replace(one, optional=1) if at == turn else one for at, one in enumerate(made.paragraphs))
    return replace(made, paragraphs=paragraphs)


def story(random: Random, slug: str, length: int, *, optional: bool = False) -> Story:
    """A story with a headline, perhaps a deck and a picture."""
    heads = [part("headline", "".join(random.choice(_CLAUSES) for _ in range(random.randint(1, 2))))]
    if random.random() < 0.4:
        heads.append(part("deck", f"——{random.choice(_CLAUSES)}，{random.choice(_CLAUSES)}"))
    pictures: tuple[Picture, ...] = ()
    if random.random() < 0.4:
        framing = Framing(focus=(0.5, 0.4))
        pictures = (
            Picture(f"{slug}-1", HERE, "", asset=_asset((random.choice((300, 400, 240)), 240)), framing=framing),
        )
    return Story(slug, HERE, (*heads, body(random, length, optional=optional)), pictures)


def situation(seed: int, *, over: bool | None = None) -> Situation:
    """The situation of a seed: a story over or under on page one, one under it, an empty box on page two, fillers.

    ``over`` asks for copy left over, or for room left free; either may come where it is None.
    """
    random = Random(seed)
    flow, split = random.choice((1, 2, 3)), random.randint(14, 22)
    columns = (1, flow)
    lines = flow * (split - 5)
    over = random.random() < 0.6 if over is None else over
    share = random.uniform(0.8, 1.15) if over else random.uniform(0.5, 0.85)
    lead = TextBox("lead", columns, (1, split), flow, LOOK, HERE)
    below = TextBox("below", columns, (split + 2, 38), flow, LOOK, HERE, balance=True)
    rest = TextBox("rest", (1, random.choice((1, 2))), (1, random.randint(10, 30)), 1, LOOK, HERE, optional=True)
    rest = replace(rest, flow=rest.columns[1])
    photo = PictureBox("photo", (4, 4), (1, 12), LOOK, HERE, optional=True)
    front = Template("front", (lead, below, photo), (), HERE)
    inside = Template("inside", (rest,), (), HERE)
    stories = (
        story(random, "first", int(lines * 13 * share), optional=random.random() < 0.5),
        story(random, "second", int(flow * (33 - split) * 13 * random.uniform(0.7, 0.95))),
    )
    fillers = tuple(story(random, f"filler-{number}", random.randint(40, 220)) for number in range(2))
    house = tuple(
        Picture(f"house-{number}", HERE, "", asset=_asset((random.choice((900, 700, 500)), 200)), advert=Advert())
        for number in range(2)
    )
    boxes = (BoxCopy("lead", HERE, story="first"), BoxCopy("below", HERE, story="second"))
    pages = (PageCopy(1, "01", "", "front", (), boxes, HERE), PageCopy(2, "02", "", "inside", (), (), HERE))
    issue = Issue(
        "night", "issue.yaml", "drawn", date(2019, 11, 15), 3021, "", (), pages, stories, fillers=fillers, house=house
    )
    return Situation(seed, Draft(issue, Design(paper(GRID, Wording()), {"front": front, "inside": inside})), "first")


def shortened(made: Part, end: int, upto: int) -> Part:
    """A body from which text[end:upto] is really taken out, with the paragraphs moved up: as an editor cuts it."""
    gone = upto - end
    paragraphs = []
    for one in made.paragraphs:
        if end <= one.start and one.end <= upto:
            continue
        start = one.start if one.start < upto else one.start - gone
        stop = one.end if one.end <= end else max(end, one.end - gone)
        paragraphs.append(replace(one, start=start, end=stop))
    text = made.text[:end] + made.text[upto:]
    if text.endswith("\n"):
        text = text.rstrip("\n")
    text, paragraphs = _joined(text, paragraphs)
    return part_of(made, text, tuple(paragraphs))


def _joined(text: str, paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    """The paragraphs' own texts, joined by one U+000A each."""
    texts = [text[one.start : one.end] for one in paragraphs]
    at, moved = 0, []
    for words, one in zip(texts, paragraphs, strict=True):
        moved.append(replace(one, start=at, end=at + len(words)))
        at += len(words) + 1
    return "\n".join(texts), moved


def part_of(made: Part, text: str, paragraphs: tuple[Paragraph, ...]) -> Part:
    """A part with another text and paragraphs, its source that text itself."""
    fresh = part(made.name, text)
    return replace(fresh, paragraphs=paragraphs)
