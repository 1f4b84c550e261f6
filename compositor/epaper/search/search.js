/* Search of the site in the reader's browser: from a server or from a disk, without any request to others.
 *
 * The index stands in classic scripts (a page on a disk may load those, and nothing else), each of which calls
 * newsindex with its name and what it holds. A word is looked up in the shards of each segment, the newest first, until
 * a page of hits is found. What terms can't tell (whether pairs of characters stand in a row) is read in the article's
 * own words, which give the surroundings of the hit as well.
 */
(function () {
  "use strict";

  const form = document.getElementById("search");
  const list = document.getElementById("hits");
  const count = document.getElementById("count");
  if (!form || !list || !count) return;
  const own = document.currentScript && document.currentScript.src;
  const root = new URL("..", own || new URL("assets/search.js", document.baseURI));
  const HITS = 20, TERMS = 8, AROUND = 42, SYMBOLS = [], ENDS = 59;
  for (let code = 0x20; code < 0x7f; code += 1) if (!'"\\|='.includes(String.fromCharCode(code))) SYMBOLS.push(code);
  const VALUE = new Map(SYMBOLS.map((code, value) => [code, value]));

  const WORDS = {
    "zh-Hant": {
      year: "年份", month: "月份", section: "版面", order: "排序", all: "全部", newest: "最新在前", heads: "標題優先",
      monthName: (n) => n + " 月", yearName: (n) => n + " 年", found: (n) => "找到 " + n + " 篇",
      so_far: (n) => "已找到 " + n + " 篇，更早的可按「更多」", none: "沒有找到", busy: "正在查找…",
      failed: "索引讀不出來，請重新載入本頁再試", more: "更多", page: (n) => "第 " + n + " 版",
    },
    "zh-Hans": {
      year: "年份", month: "月份", section: "版面", order: "排序", all: "全部", newest: "最新在前", heads: "标题优先",
      monthName: (n) => n + " 月", yearName: (n) => n + " 年", found: (n) => "找到 " + n + " 篇",
      so_far: (n) => "已找到 " + n + " 篇，更早的可按“更多”", none: "没有找到", busy: "正在查找…",
      failed: "索引读不出来，请重新载入本页再试", more: "更多", page: (n) => "第 " + n + " 版",
    },
    en: {
      year: "Year", month: "Month", section: "Section", order: "Order", all: "All", newest: "Newest first",
      heads: "Headlines first", monthName: (n) => String(n), yearName: (n) => String(n),
      found: (n) => n + (n === 1 ? " article" : " articles"), so_far: (n) => n + " so far; “More” goes further back",
      none: "Nothing found", busy: "Searching…", failed: "The index can’t be read; load this page again",
      more: "More", page: (n) => "page " + n,
    },
  };
  function words() {
    const html = document.documentElement;
    const asked = (form.closest("[lang]") || html).lang || html.lang || "en";
    if (/^zh/i.test(asked)) return WORDS[/hans|-cn|-sg|-my/i.test(asked) && !/hant/i.test(asked) ? "zh-Hans" : "zh-Hant"];
    return WORDS.en;
  }

  /* Scripts that hand over what they hold. */
  const given = new Map(), asked = new Map();
  window.newsindex = function (key, held) { given.set(key, held); };
  function load(key, path, stamp) {
    if (!asked.has(key)) {
      asked.set(key, new Promise(function (done, fail) {
        const script = document.createElement("script");
        const wrong = function () { asked.delete(key); script.remove(); fail(new Error(path)); };
        script.src = new URL(path.split("/").map(encodeURIComponent).join("/") + (stamp ? "?" + stamp : ""), root).href;
        script.onerror = wrong;
        script.onload = function () {
          script.remove();
          if (!given.has(key)) return wrong();
          done(given.get(key));
        };
        document.head.append(script);
      }));
    }
    return asked.get(key);
  }

  /* Folding: as epaper/search/folding.py folds copy. */
  let simple = new Map(), HAN = "", RUN = null;
  async function ready() {
    const segments = await load("index", "search/index.js");
    if (!RUN) {
      const fold = await load("fold", "search/fold.js");
      const from = Array.from(fold[0]), to = Array.from(fold[1]);
      simple = new Map(from.map((one, at) => [one, to[at]]));
      HAN = fold[2];
      RUN = new RegExp("[" + HAN + "]+|(?:(?![" + HAN + "])[\\p{L}\\p{N}])+", "gu");
    }
    return segments;
  }
  const SELECTOR = /^[\u180b-\u180d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
  function folded(character) {
    if (SELECTOR.test(character)) return "";
    return Array.from(character.normalize("NFKC").toLowerCase(), (one) => simple.get(one) || one).join("");
  }
  function fold(text) { return Array.from(text, folded).join(""); }
  function isHan(text) { return new RegExp("^[" + HAN + "]", "u").test(text); }

  /* What was asked for: terms to look up, and a pattern for each word. */
  function question(typed) {
    const terms = new Set(), patterns = [];
    let whole = true;
    for (const word of typed.trim().split(/\s+/)) {
      const runs = fold(word).match(RUN) || [];
      if (!runs.length) continue;
      if (runs.length > 1) whole = false;
      for (const run of runs) {
        const letters = Array.from(run);
        if (!isHan(run) || letters.length === 1) { terms.add(run); continue; }
        if (letters.length > 2) whole = false;
        for (let at = 1; at < letters.length; at += 1) terms.add(letters[at - 1] + letters[at]);
      }
      patterns.push(runs.map(edged).join("[^\\p{L}\\p{N}]{0,4}"));
    }
    const kept = Array.from(terms).slice(0, TERMS);
    return { terms: kept, patterns: patterns.map((one) => new RegExp(one, "gu")), exact: whole && kept.length === terms.size };
  }
  function edged(run) {
    if (isHan(run)) return run;
    const letter = "(?![" + HAN + "])[\\p{L}\\p{N}]";
    return "(?<!" + letter + ")" + run + "(?!" + letter + ")";
  }

  /* Postings: as epaper/search/postings.py writes them. */
  function postings(kept) {
    const found = [];
    let before = -1, higher = 0, at = 0;
    while (VALUE.get(kept.charCodeAt(at)) >= ENDS) at += 1; /* the last number, which only those who add need */
    for (at += 1; at < kept.length; at += 1) {
      let value = VALUE.get(kept.charCodeAt(at));
      if (value >= ENDS) { higher = higher * (SYMBOLS.length - ENDS) + value - ENDS; continue; }
      value += higher * ENDS;
      higher = 0;
      before += 1 + Math.floor(value / 2);
      found.push(before * 2 + (value & 1));
    }
    return found;
  }
  function shardOf(term, shards) {
    let digest = 0x811c9dc5;
    for (const character of term) digest = Math.imul(digest ^ character.codePointAt(0), 0x01000193) >>> 0;
    return ((digest ^ (digest >>> 15)) & (shards - 1)) >>> 0;
  }
  async function termIn(name, stamp, shards, term) {
    const number = shardOf(term, shards);
    const text = await load(name + "/" + number, "search/" + name + "/" + shards + "-" + number.toString(16) + ".js", stamp);
    const start = text.indexOf("|" + term + "=");
    if (start < 0) return [];
    const from = start + term.length + 2, end = text.indexOf("|", from);
    return postings(text.slice(from, end < 0 ? text.length : end));
  }
  function both(some, others) {
    const other = new Map(others.map((one) => [one >> 1, one & 1]));
    return some.filter((one) => other.has(one >> 1)).map((one) => (one & ~1) | (one & other.get(one >> 1)));
  }

  /* A run of the search: candidates of the segments that were looked at, the newest first, of which some are shown. */
  let running = null;
  const sections = new Set();
  function chosen(name) { return form.elements[name] ? form.elements[name].value : ""; }
  function begin(typed, segments) {
    return { asked: question(typed), left: segments.slice(), found: [], shown: 0, wrong: 0,
      year: chosen("year"), month: chosen("month"), section: chosen("section"), heads: chosen("order") === "heads" };
  }
  function wanted(run, name) {
    return (!run.year || name.slice(0, 4) === run.year) && (!run.month || name.length === 4 || name.slice(5, 7) === run.month);
  }
  async function look(run, segment) {
    const [name, stamp] = segment;
    const table = await load(name + "/issues", "search/" + name + "/issues.js", stamp);
    for (const issue of table.issues) for (const [section] of issue[5]) if (section) sections.add(section);
    const lists = await Promise.all(run.asked.terms.map((term) => termIn(name, stamp, table.shards, term)));
    lists.sort((one, other) => one.length - other.length);
    const hits = lists.slice(1).reduce(both, lists[0] || []);
    const issues = table.issues.slice().sort((one, other) => one[2] - other[2]);
    let at = 0;
    for (const hit of hits) {
      const number = hit >> 1;
      while (at < issues.length && number >= issues[at][2] + issues[at][3]) at += 1;
      const issue = issues[at];
      if (!issue || number < issue[2] || number >= issue[2] + issue[4]) continue;
      if (run.month && issue[1].slice(5, 7) !== run.month) continue;
      if (run.section && sectionOf(issue, number - issue[2]) !== run.section) continue;
      run.found.push({ folder: issue[0], date: issue[1], number: number - issue[2], heads: hit & 1, stamp: stamp });
    }
    const from = run.heads ? 0 : run.shown;
    const rest = run.found.splice(from);
    rest.sort((one, other) => (run.heads && other.heads - one.heads) || (one.date < other.date ? 1 : one.date > other.date ? -1 : 0) ||
      other.heads - one.heads || (one.folder < other.folder ? -1 : one.folder > other.folder ? 1 : one.number - other.number));
    run.found.push(...rest);
  }
  function sectionOf(issue, number) {
    let end = 0;
    for (const [section, size] of issue[5]) { end += size; if (number < end) return section; }
    return "";
  }

  /* A hit in its surroundings. */
  function spans(text, patterns) {
    let plain = "";
    const starts = [];
    let at = 0;
    for (const character of text) {
      const one = folded(character);
      for (let more = 0; more < one.length; more += 1) starts.push(at);
      plain += one;
      at += character.length;
    }
    starts.push(at);
    return patterns.map(function (pattern) {
      const found = [];
      for (const match of plain.matchAll(pattern)) {
        const last = starts[match.index + match[0].length - 1];
        found.push([starts[match.index], last + (text.codePointAt(last) > 0xffff ? 2 : 1)]);
      }
      return found;
    });
  }
  function marked(element, text, found) {
    let at = 0;
    for (const [start, end] of found.slice().sort((one, other) => one[0] - other[0])) {
      if (start < at) continue;
      element.append(text.slice(at, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(mark);
      at = end;
    }
    element.append(text.slice(at));
  }
  function around(text, found) {
    const [start, end] = found.reduce((one, other) => (other[0] < one[0] ? other : one));
    let from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - AROUND), to = text.indexOf("\n", end);
    to = Math.min(to < 0 ? text.length : to, end + AROUND + Math.max(0, AROUND - (start - from)));
    if (/[\udc00-\udfff]/.test(text.charAt(from))) from -= 1;
    if (/[\udc00-\udfff]/.test(text.charAt(to))) to += 1;
    const part = text.slice(from, to), inside = found.filter((one) => one[0] >= from && one[1] <= to);
    const before = from > 0 && text[from - 1] !== "\n" ? "…" : "", after = to < text.length && text[to] !== "\n" ? "…" : "";
    return [before + part + after, inside.map((one) => [one[0] - from + before.length, one[1] - from + before.length])];
  }
  function line(hit, held, patterns) {
    const inHeads = spans(held.heads, patterns), inBody = spans(held.body, patterns);
    if (patterns.some((_, at) => !inHeads[at].length && !inBody[at].length)) return null;
    const said = words(), item = document.createElement("li"), link = document.createElement("a");
    link.href = new URL(held.link.split("/").map(encodeURIComponent).join("/"), root).href;
    link.dir = "auto";
    marked(link, held.title, spans(held.title, patterns).flat());
    const where = document.createElement("p"), time = document.createElement("time");
    where.className = "where";
    time.dateTime = hit.date;
    time.textContent = hit.date;
    where.append(time, " · ", said.page(held.page), held.section ? " · " : "", held.section);
    item.append(link, where);
    const body = inBody.flat(), heads = inHeads.flat();
    const [text, found] = body.length ? around(held.body, body) : around(held.heads, heads);
    const snippet = document.createElement("p");
    snippet.className = "snippet";
    snippet.dir = "auto";
    marked(snippet, text, found);
    item.append(snippet);
    return item;
  }

  /* The page. */
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more";
  more.hidden = true;
  list.after(more);
  async function fill(run) {
    let made = 0;
    while (made < HITS) {
      while (run.left.length && (run.heads || run.shown + HITS > run.found.length)) {
        const segment = run.left.shift();
        if (wanted(run, segment[0])) await look(run, segment);
        if (running !== run) return null;
      }
      const next = run.found.slice(run.shown, run.shown + HITS - made);
      if (!next.length) break;
      const held = await Promise.all(next.map((hit) =>
        load(hit.folder + "/words/" + hit.number, hit.folder + "/words/" + hit.number + ".js", hit.stamp).catch(() => null)));
      if (running !== run) return null;
      next.forEach(function (hit, at) {
        const item = held[at] && line(hit, held[at], run.asked.patterns);
        if (item) { list.append(item); made += 1; } else run.wrong += 1;
      });
      run.shown += next.length;
    }
    return made;
  }
  function told(run) {
    const said = words(), all = run.found.length - run.wrong;
    const open = run.left.some((one) => wanted(run, one[0])), unread = !run.asked.exact && run.shown < run.found.length;
    more.hidden = !open && run.shown >= run.found.length;
    more.textContent = said.more;
    const sure = unread ? run.shown - run.wrong : all;
    count.textContent = open || unread ? said.so_far(sure) : sure ? said.found(sure) : said.none;
  }
  async function search(typed) {
    list.replaceChildren();
    more.hidden = true;
    const run = { typed: typed };
    running = run;
    busy(false);
    if (!typed.trim()) { count.textContent = ""; return; }
    count.textContent = words().busy;
    busy(true);
    try {
      const segments = await ready();
      if (running !== run) return;
      Object.assign(run, begin(typed, segments));
      if (!run.asked.terms.length) { count.textContent = words().none; return; }
      if ((await fill(run)) === null) return;
      told(run);
      choices();
    } catch (error) {
      if (running === run) count.textContent = words().failed;
    } finally {
      if (running === run) busy(false);
    }
  }
  function busy(on) { if (on) list.setAttribute("aria-busy", "true"); else list.removeAttribute("aria-busy"); }
  more.addEventListener("click", async function () {
    const run = running, had = list.children.length;
    more.disabled = true;
    busy(true);
    try {
      if ((await fill(run)) === null) return;
      told(run);
      const first = list.children[had];
      if (first) first.querySelector("a").focus();
    } catch (error) {
      count.textContent = words().failed;
    } finally {
      more.disabled = false;
      if (running === run) busy(false);
    }
  });

  /* Filters; those that the page has are filled, the others are made. */
  function select(name) {
    let found = form.elements[name];
    if (!found) {
      const label = document.createElement("label");
      found = document.createElement("select");
      found.name = name;
      const label_name = document.createElement("span");
      label_name.dataset.filter = name;
      label_name.textContent = words()[name];
      label.append(label_name, " ", found);
      (form.querySelector(".filters") || form).append(label);
    }
    return found;
  }
  function offer(name, options) {
    const box = select(name), value = box.value;
    if (box.options.length === options.length && box.options[0].text === options[0][1]) return;
    box.replaceChildren(...options.map(([key, text]) => new Option(text, key)));
    box.value = options.some(([key]) => key === value) ? value : options[0][0];
  }
  function choices() {
    const said = words();
    offer("section", [["", said.all], ...Array.from(sections).sort().map((one) => [one, one])]);
  }
  let known = null;
  function filters(segments) {
    known = segments;
    const said = words(), years = Array.from(new Set(segments.map((one) => one[0].slice(0, 4))));
    offer("year", [["", said.all], ...years.map((one) => [one, said.yearName(one)])]);
    const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));
    offer("month", [["", said.all], ...months.map((one) => [one, said.monthName(Number(one))])]);
    choices();
    offer("order", [["", said.newest], ["heads", said.heads]]);
  }
  document.addEventListener("site-language", function () {
    for (const one of form.querySelectorAll("[data-filter]")) one.textContent = words()[one.dataset.filter];
    if (known) filters(known);
    if (running && running.asked) told(running);
  });
  function address() {
    const url = new URL(location.href);
    for (const name of ["q", "year", "month", "section", "order"]) {
      if (chosen(name)) url.searchParams.set(name, chosen(name)); else url.searchParams.delete(name);
    }
    try { if (url.href !== location.href) history.pushState(null, "", url); } catch (error) { /* on a disk */ }
  }
  function recalled() {
    const asked = new URL(location.href).searchParams;
    for (const name of ["q", "year", "month", "section", "order"]) {
      const box = form.elements[name], value = asked.get(name) || "";
      if (!box) continue;
      if (name === "section" && value && !sections.has(value)) { sections.add(value); choices(); }
      box.value = value;
      if (box.tagName === "SELECT" && box.selectedIndex < 0) box.selectedIndex = 0;
    }
    search(form.elements.q.value);
  }
  function again() { address(); search(form.elements.q.value); }
  form.addEventListener("submit", function (event) { event.preventDefault(); again(); });
  form.addEventListener("change", function (event) { if (event.target.tagName === "SELECT") again(); });
  window.addEventListener("popstate", recalled);
  document.documentElement.classList.add("searches");
  ready().then(function (segments) { filters(segments); recalled(); }, function () { count.textContent = words().failed; });
})();
