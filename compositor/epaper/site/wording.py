"""The words of the site's own: one table, in traditional and simplified Chinese and in English.

A page says them in its paper's script. Each stands in an element that names its word (``data-w``) and what is put into
it (``data-v``), so that the site's script can say it in the language that the reader picks, without any server.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from compositor.epaper.markup import Attribute, Markup, element
from compositor.epaper.publication import NoticeKind
from compositor.records import dataclass

LANGUAGES: Final = ("zh-Hant", "zh-Hans", "en")
"""What readers may pick, as BCP 47 tags; each word stands in this order."""
NAMES: Final = ("繁體中文", "简体中文", "English")

WORDS: Final[dict[str, tuple[str, str, str]]] = {
    "skip": ("跳到正文", "跳到正文", "Skip to content"),
    "search": ("搜尋", "搜索", "Search"),
    "search-for": ("搜尋文章", "搜索文章", "Search the articles"),
    "calendar": ("往期", "往期", "Calendar"),
    "year": ("{}年", "{}年", "{}"),
    "sections": ("本站", "本站", "This site"),
    "settings": ("顯示", "显示", "Display"),
    "language": ("介面語言", "界面语言", "Language"),
    "light": ("明暗", "明暗", "Colours"),
    "light-auto": ("跟隨系統", "跟随系统", "As the system"),
    "light-light": ("淺色", "浅色", "Light"),
    "light-dark": ("深色", "深色", "Dark"),
    "page": ("第{}版", "第{}版", "Page {}"),
    "pages": ("各版", "各版", "Pages"),
    "page-picture": ("第{}版版面圖", "第{}版版面图", "Page {} as printed"),
    "page-zones": ("版面上的文章", "版面上的文章", "Articles on the page"),
    "page-articles": ("本版文章", "本版文章", "On this page"),
    "page-figures": ("本版圖片與廣告", "本版图片与广告", "Pictures and advertisements"),
    "page-none": ("本版沒有文章。", "本版没有文章。", "No articles on this page."),
    "advert": ("廣告", "广告", "Advertisement"),
    "picture": ("圖片", "图片", "Picture"),
    "table": ("表格{}", "表格{}", "Table {}"),
    "zoom": ("縮放", "缩放", "Zoom"),
    "zoom-now": ("大小", "大小", "Size"),
    "zoom-in": ("放大", "放大", "Larger"),
    "zoom-out": ("縮小", "缩小", "Smaller"),
    "zoom-whole": ("整版", "整版", "Whole page"),
    "article": ("文章", "文章", "Article"),
    "open-article": ("單獨打開", "单独打开", "Open on its own"),
    "close": ("關閉", "关闭", "Close"),
    "previous-page": ("上一版", "上一版", "Previous page"),
    "next-page": ("下一版", "下一版", "Next page"),
    "previous-article": ("上一篇", "上一篇", "Previous article"),
    "next-article": ("下一篇", "下一篇", "Next article"),
    "previous-issue": ("上一期", "上一期", "Previous issue"),
    "next-issue": ("下一期", "下一期", "Next issue"),
    "page-turn": ("翻版", "翻版", "Turn pages"),
    "issue-turn": ("前後各期", "前后各期", "Other issues"),
    "article-turn": ("前後各篇", "前后各篇", "Other articles"),
    "place": ("你在這裡", "你在这里", "You are here"),
    "number": ("第{}期", "第{}期", "No. {}"),
    "newest": ("最新一期", "最新一期", "Newest issue"),
    "editions": ("當日各版本", "当日各版本", "Editions of the day"),
    "contents": ("本期文章", "本期文章", "In this issue"),
    "open-issue": ("閱讀本期", "阅读本期", "Read this issue"),
    "from-page": ("上接第{}版", "上接第{}版", "from page {}"),
    "to-page": ("下轉第{}版", "下转第{}版", "to page {}"),
    "part": ("第{}部分，共{}部分", "第{}部分，共{}部分", "part {} of {}"),
    "places": ("在報紙上的位置", "在报纸上的位置", "Where it was printed"),
    "notes": ("注釋", "注释", "Notes"),
    "back": ("返回正文", "返回正文", "Back to the text"),
    "withdrawn": ("撤稿", "撤稿", "Withdrawn"),
    "corrected": ("更正", "更正", "Corrected"),
    "withdrawn-title": ("本稿已撤", "本稿已撤", "This article was withdrawn"),
    "formats": ("其他格式", "其他格式", "Other formats"),
    "as-text": ("純文字", "纯文本", "Plain text"),
    "page-pdf": ("本版 PDF", "本版 PDF", "This page as PDF"),
    "issue-pdf": ("全期 PDF", "全期 PDF", "The issue as PDF"),
    "issue-epub": ("全期 EPUB", "全期 EPUB", "The issue as EPUB"),
    "feeds": ("訂閱", "订阅", "Feeds"),
    "lie": ("改為橫排", "改为横排", "Set horizontally"),
    "stand": ("改為直排", "改为竖排", "Set vertically"),
    "vertical": ("直排正文，可左右捲動", "竖排正文，可左右滚动", "Vertical text; scroll sideways"),
    "no-script": (
        "搜尋要用 JavaScript；沒有它，可從往期按日期查找。",
        "搜索要用 JavaScript；没有它，可从往期按日期查找。",
        "Search needs JavaScript; without it, look in the calendar by date.",
    ),
    "filters": ("篩選", "筛选", "Filters"),
    "hits": ("搜尋結果", "搜索结果", "Results"),
    "weekdays": ("一 二 三 四 五 六 日", "一 二 三 四 五 六 日", "Mon Tue Wed Thu Fri Sat Sun"),
    "date": ("{0}年{1}月{2}日 星期{3}", "{0}年{1}月{2}日 星期{3}", "{3} {2} {4} {0}"),
    "months": (
        "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
        "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
        "January February March April May June July August September October November December",
    ),
}

Value = str | int


@dataclass(frozen=True, slots=True)
class Wording:
    """The site's words in one of the languages, by its place among them."""

    at: int

    @classmethod
    def of(cls, script: str) -> Wording:
        """Return the words for a paper's script (ISO 15924): Hant or Hans."""
        return cls(1 if script == "Hans" else 0)

    @property
    def language(self) -> str:
        """Its BCP 47 tag."""
        return LANGUAGES[self.at]

    def text(self, key: str, *values: Value) -> str:
        """Return a word with what is put into it."""
        return WORDS[key][self.at].format(*values)

    def said(self, key: str, *values: Value) -> dict[str, Attribute]:
        """Return the attributes of an element whose whole text is a word, so that it can be said otherwise."""
        return {"data-w": key, "data-v": _told(values)}

    def labelled(self, key: str, *values: Value) -> dict[str, Attribute]:
        """Return the attributes of an element that a word names without being seen (aria-label)."""
        return {"aria-label": self.text(key, *values), "data-l": key, "data-v": _told(values)}

    def __call__(self, name: str, key: str, *values: Value, **attributes: Attribute) -> Markup:
        """Return an element whose whole text is a word; ``kind`` is its class."""
        told = {("class" if one == "kind" else one): value for one, value in attributes.items()}
        return element(name, {**told, **self.said(key, *values)}, self.text(key, *values))

    def day(self, iso: str) -> Markup:
        """Return a date (ISO 8601) as the language writes it, with its weekday, as a ``time``."""
        read = date.fromisoformat(iso[:10])
        values = (read.year, read.month, read.day, self._weekday(read), self.list("months")[read.month - 1])
        return element("time", {"datetime": iso, "data-d": iso[:10]}, self.text("date", *values))

    def list(self, key: str) -> list[str]:
        """Return words of a row: weekdays from Monday, months."""
        return self.text(key).split(" ")

    def _weekday(self, read: date) -> str:
        return self.list("weekdays")[read.weekday()]

    def notice(self, kind: NoticeKind, name: str = "strong") -> Markup:
        """Return the label of a notice."""
        return self(name, kind.value, kind="notice-label")


def _told(values: tuple[Value, ...]) -> str | None:
    return json.dumps([str(one) for one in values], ensure_ascii=False, separators=(",", ":")) if values else None


def words_script() -> bytes:
    """Return the table as the script that the site's script reads (assets/words.js)."""
    told = {language: {key: words[at] for key, words in WORDS.items()} for at, language in enumerate(LANGUAGES)}
    return f"window.siteWords={json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n".encode()
