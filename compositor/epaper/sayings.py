"""The few words that feeds, texts and the book add to copy, in the paper's script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from compositor.epaper.publication import Article, NoticeKind, Publication
from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Sayings:
    """Words of the program's; ``{}`` stands for what they speak of."""

    notice: Mapping[NoticeKind, str]
    notes: str
    page: str
    pages: str
    contents: str
    cover: str
    colophon: str
    picture: str
    articles: str
    summary: str


_HANT: Final = Sayings(
    {NoticeKind.WITHDRAWN: "撤稿", NoticeKind.CORRECTED: "更正"},
    notes="注釋",
    page="第{}版",
    pages="版次",
    contents="目錄",
    cover="封面：{}",
    colophon="版權頁",
    picture="圖",
    articles="本版文章",
    summary="由排版原稿直接製成：文章按版面次序排列，標題、表格、注釋和讀音均有標記，附報紙版次。",
)
_HANS: Final = Sayings(
    {NoticeKind.WITHDRAWN: "撤稿", NoticeKind.CORRECTED: "更正"},
    notes="注释",
    page="第{}版",
    pages="版次",
    contents="目录",
    cover="封面：{}",
    colophon="版权页",
    picture="图",
    articles="本版文章",
    summary="由排版原稿直接制成：文章按版面次序排列，标题、表格、注释和读音均有标记，附报纸版次。",
)


def sayings(publication: Publication) -> Sayings:
    """Return the words for a paper's script."""
    return _HANS if publication.script == "Hans" else _HANT


def source_line(publication: Publication, article: Article) -> str:
    """Return where an article was printed: 《河灣日報》2024年5月20日 第01版 要聞."""
    day = date.fromisoformat(publication.date)
    on = f"{day.year}年{day.month}月{day.day}日"
    parts = [on, publication.zone, sayings(publication).page.format(article.page), article.section]
    return f"《{publication.name}》" + " ".join(part for part in parts if part)


def named(publication: Publication) -> str:
    """Return an issue's name: 河灣日報 2024-05-20."""
    return " ".join(part for part in (publication.name, publication.date, publication.zone) if part)
