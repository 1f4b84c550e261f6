"""Plans by a seed: a front page whose stories may jump, and pages with empty boxes, in one section or two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from compositor.model.copy import BoxCopy, Issue, PageCopy
from compositor.model.design import Design, Template, TextBox
from compositor.model.fitting import Draft
from compositor.model.ways import APPLICABLE, Allowance, JumpPolicy, Way
from compositor.model.wording import Wording
from tests.copyfit.situations import GRID, LOOK, story
from tests.laws.strategies import paper
from tests.laws.words import HERE

_DAY = date(2019, 11, 15)
_WAYS = tuple(way for way in APPLICABLE if way is not Way.JUMP)


def plan_of(seed: int) -> Draft:
    """A draft of two to four pages, its allowances and its policy of jumps."""
    random = Random(seed)
    labels = ["01", "02", "03", "04"][: random.randint(2, 4)]
    if random.random() < 0.3:
        labels = ["A1", "A2", "B1", "B2"][: len(labels)]
    front, copies, stories = _front(random)
    templates = {"front": Template("front", front, (), HERE)}
    pages = [PageCopy(1, labels[0], "", "front", (), tuple(copies), HERE)]
    for number, label in enumerate(labels[1:], 2):
        templates[label] = Template(label, _inside(random), (), HERE)
        pages.append(PageCopy(number, label, "", label, (), (), HERE))
    ways = random.sample(_WAYS, random.randint(0, 3))
    fit = tuple(Allowance(way, random.choice((0, 1, 2, 4))) for way in ways)
    fillers = tuple(story(random, f"filler-{number}", random.randint(40, 160)) for number in range(2))
    numbers = (random.randint(1, 2), random.randint(0, 4), random.random() < 0.7, random.randint(1, 6))
    policy = JumpPolicy(*numbers, random.randint(1, 6))
    made = replace(paper(GRID, Wording()), fit=fit, jumps=policy)
    issue = Issue("plan", "issue.yaml", "drawn", _DAY, 1, "", (), tuple(pages), tuple(stories), fillers=fillers)
    return Draft(issue, Design(made, templates))


def _front(random: Random):  # type: ignore[no-untyped-def]
    """The boxes of page one, side by side and under one another, what they hold, and the stories."""
    boxes, copies, stories = [], [], []
    for number, columns in enumerate(random.choice((((1, 2), (3, 4)), ((1, 3), (4, 4)), ((1, 4),)))):
        at = 1
        while at < 30:
            foot = min(38, at + random.randint(9, 16))
            flow = columns[1] - columns[0] + 1
            name = f"box-{number}-{at}"
            boxes.append(TextBox(name, columns, (at, foot), flow, LOOK, HERE, balance=random.random() < 0.5))
            length = int(flow * (foot - at - 4) * 13 * random.uniform(0.6, 2.2))
            stories.append(story(random, f"story-{number}-{at}", length, optional=random.random() < 0.4))
            copies.append(BoxCopy(name, HERE, story=stories[-1].slug, jump_auto=random.random() < 0.8))
            at = foot + 2
    return tuple(boxes), copies, stories


def _inside(random: Random) -> tuple[TextBox, ...]:
    boxes = []
    for number, columns in enumerate(random.choice((((1, 2), (3, 4)), ((1, 1), (2, 4)), ((1, 2),)))):
        rows = (1, random.randint(12, 36))
        flow = columns[1] - columns[0] + 1
        boxes.append(TextBox(f"rest-{number}", columns, rows, flow, LOOK, HERE, optional=True))
    return tuple(boxes)
