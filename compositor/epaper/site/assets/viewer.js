/* The page as it was printed: larger and smaller, sharp wherever it is enlarged, its articles lit and opened in place.
 * Everything here adds to a page that works without it: its links stay links. Nothing is kept, nothing is sent.
 *
 * Zooming makes the page wider inside of a view that scrolls, so that hot zones, which are drawn in parts of the page,
 * stay where they belong, and scroll bars, fingers and keys pan as they do everywhere.
 */
(function () {
  "use strict";

  const page = document.getElementById("page"), stage = document.getElementById("stage");
  const picture = document.getElementById("page-picture"), zones = document.getElementById("zones");
  if (!page || !stage || !picture || !zones) return;

  const levels = told(page.dataset.levels);
  const finest = levels[levels.length - 1];
  const fromRight = page.dataset.binding === "right" || !!document.querySelector("#strip.from-right");
  const BODY = 9.3 / 72, READ = 17, STEP = 1.5;  /* body type in inches; the em at which it is read, in pixels */
  const TILES = 48;  /* how many are kept: some 60 MB of dots */

  function told(json) {
    try { return JSON.parse(json || "[]"); } catch (error) { return []; }
  }
  function made(name, attributes, inside) {
    const one = document.createElement(name);
    for (const key of Object.keys(attributes || {})) one.setAttribute(key, attributes[key]);
    if (inside) one.append(inside);
    return one;
  }
  function between(value, least, most) { return Math.min(Math.max(value, least), most); }

  /* The view, and the place for tiles under the links. */
  const view = made("div", { id: "view" });
  stage.before(view);
  view.append(stage);
  const tiles = made("div", { id: "tiles", "aria-hidden": "true" });
  zones.before(tiles);
  let zoom = 1;

  function fitWidth() { return stage.offsetWidth / zoom || 1; }
  function mostZoom() {
    return finest ? between(2 * finest.width / (fitWidth() * (window.devicePixelRatio || 1)), 3, 12) : 3;
  }
  /* The zoom at which body type is read: 300 dots of the finest level are an inch. */
  function readingZoom() {
    return finest ? between(READ / (BODY * fitWidth() * 300 / finest.width), STEP, mostZoom()) : 2;
  }

  /* Zooming about a point of the window (its middle without one): what lies there stays there. */
  function zoomTo(wanted, x, y) {
    const before = stage.getBoundingClientRect(), held = view.getBoundingClientRect();
    if (x === undefined) {
      x = (held.left + held.right) / 2;
      y = (Math.max(held.top, 0) + Math.min(held.bottom, window.innerHeight)) / 2;
    }
    const across = between((x - before.left) / before.width, 0, 1), down = between((y - before.top) / before.height, 0, 1);
    const asked = between(wanted, 1, mostZoom());
    zoom = asked < 1.02 ? 1 : asked;
    const zoomed = zoom > 1;
    page.classList.toggle("zoomed", zoomed);
    stage.style.width = zoomed ? zoom * 100 + "%" : "";
    if (zoomed) { view.tabIndex = 0; view.setAttribute("role", "group"); view.setAttribute("aria-labelledby", "page-picture"); }
    else for (const name of ["tabindex", "role", "aria-labelledby"]) view.removeAttribute(name);
    let place = view.getBoundingClientRect();
    if (zoomed && (place.top < 0 || place.bottom > window.innerHeight)) {
      window.scrollBy(0, place.top < 0 ? place.top : Math.min(place.top, place.bottom - window.innerHeight));
      place = view.getBoundingClientRect();
    }
    const after = stage.getBoundingClientRect();
    const right = after.left + across * after.width - x, low = after.top + down * after.height - y;
    view.scrollLeft += right;
    if (zoomed) view.scrollTop += low;
    else window.scrollBy(0, low);
    told_of();
    later();
  }
  const scale = document.getElementById("zoom");
  function told_of() {
    if (scale) scale.textContent = Math.round(zoom * 100) + "%";
    for (const one of document.querySelectorAll("#tools [data-do]")) {
      const off = one.dataset.do === "in" ? zoom >= mostZoom() - 0.01 : zoom <= 1;
      one.setAttribute("aria-disabled", String(off));
    }
  }

  /* Sharper pictures, where the page is looked at and as fine as the screen shows them. */
  let waiting = 0;
  const shown = new Map();
  function later() {
    if (!waiting) waiting = requestAnimationFrame(function () { waiting = 0; sharpen(); });
  }
  function level() {
    const dots = stage.clientWidth * (window.devicePixelRatio || 1);
    if (dots < picture.naturalWidth * 1.15 && picture.naturalWidth) return null;
    return levels.find((one) => one.width >= dots * 0.85) || finest;
  }
  function sharpen() {
    const wanted = level();
    if (!wanted) { drop(zoom > 1 ? TILES : 0); return; }
    const box = stage.getBoundingClientRect(), held = view.getBoundingClientRect();
    const share = wanted.width / box.width, side = wanted.tile;
    const left = Math.max(held.left, 0), right = Math.min(held.right, window.innerWidth);
    const top = Math.max(held.top, 0), foot = Math.min(held.bottom, window.innerHeight);
    if (right <= left || foot <= top) return;
    const columns = Math.ceil(wanted.width / side), rows = Math.ceil(wanted.height / side);
    const first = [left - box.left, top - box.top], last = [right - box.left, foot - box.top];
    const [fromColumn, fromRow] = first.map((at) => Math.floor(at * share / side));
    const [toColumn, toRow] = last.map((at) => Math.floor((at * share - 1) / side));
    for (let row = Math.max(fromRow, 0); row <= Math.min(toRow, rows - 1); row++)
      for (let column = Math.max(fromColumn, 0); column <= Math.min(toColumn, columns - 1); column++)
        tile(wanted, column, row);
    drop(TILES);
  }
  function tile(wanted, column, row) {
    const address = wanted.path + column + "-" + row + ".webp";
    const known = shown.get(address);
    if (known) { shown.delete(address); shown.set(address, known); return; }
    const left = column * wanted.tile, top = row * wanted.tile;
    const width = Math.min(wanted.tile, wanted.width - left), height = Math.min(wanted.tile, wanted.height - top);
    const one = made("img", { alt: "", draggable: "false" });
    one.decoding = "async";
    one.style.left = left / wanted.width * 100 + "%";
    one.style.top = top / wanted.height * 100 + "%";
    one.style.width = width / wanted.width * 100 + "%";
    one.style.height = height / wanted.height * 100 + "%";
    one.style.zIndex = String(levels.indexOf(wanted));
    one.addEventListener("load", function () { one.className = "sharp"; });
    one.addEventListener("error", function () { one.remove(); });
    one.src = address;
    shown.set(address, one);
    tiles.append(one);
  }
  function drop(most) {
    for (const [address, one] of shown) {
      if (shown.size <= most) return;
      one.remove();
      shown.delete(address);
    }
  }
  view.addEventListener("scroll", later, { passive: true });
  window.addEventListener("scroll", later, { passive: true });
  window.addEventListener("resize", function () { if (zoom > mostZoom()) zoomTo(mostZoom()); told_of(); later(); });
  picture.addEventListener("load", later);

  /* The reader's buttons. */
  const tools = document.getElementById("tools");
  const ways = {
    in: function () { zoomTo(zoom * STEP); },
    out: function () { zoomTo(zoom / STEP); },
    fit: function () { zoomTo(1); },
  };
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", function (event) {
      const button = event.target.closest("[data-do]");
      if (button && ways[button.dataset.do]) ways[button.dataset.do]();
    });
  }

  /* The wheel zooms with Ctrl or Command (as a pinched trackpad says it); alone it scrolls, as everywhere. */
  view.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const turned = event.deltaMode === 1 ? event.deltaY * 24 : event.deltaY;
    zoomTo(zoom * Math.exp(between(-turned, -120, 120) / 200), event.clientX, event.clientY);
  }, { passive: false });

  /* Keys: letters only while the page has the focus (WCAG 2.1.4); arrows pan what is enlarged, else turn pages. */
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function turn(on) {
    const way = document.querySelector(on ? "a.next-page, a[rel=next]" : "a.previous-page, a[rel=prev]");
    if (way) window.location.href = way.href;
  }
  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, dialog, summary, [contenteditable]")) return;
    const mine = page.contains(document.activeElement);
    const way = { "+": "in", "=": "in", "-": "out", _: "out", 0: "fit" }[event.key];
    if (way && mine) { ways[way](); event.preventDefault(); return; }
    if (event.key === "Escape" && zoom > 1) { zoomTo(1); return; }
    const arrow = arrows[event.key];
    if (!arrow || event.shiftKey) return;
    if (zoom > 1 && (mine || document.activeElement === document.body)) {
      view.scrollBy(arrow[0] * view.clientWidth * 0.2, arrow[1] * view.clientHeight * 0.2);
      event.preventDefault();
    } else if (zoom === 1 && arrow[0] && !event.target.closest("#strip, .standing, #view[tabindex]")) {
      turn((arrow[0] > 0) !== fromRight);
    }
  });

  /* The mouse drags what is enlarged; a drag is no click. */
  let drag = null, dragged = false;
  view.addEventListener("pointerdown", function (event) {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button || zoom === 1) return;
    const bar = event.target === view;  /* its scroll bars */
    if (!bar) drag = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
  });
  window.addEventListener("pointermove", function (event) {
    if (!drag || event.pointerType !== "mouse") return;
    const right = event.clientX - drag.x, down = event.clientY - drag.y;
    if (!dragged && Math.hypot(right, down) < 5) return;
    dragged = true;
    page.classList.add("dragged");
    view.scrollLeft = drag.left - right;
    view.scrollTop = drag.top - down;
  });
  function dropped() { drag = null; page.classList.remove("dragged"); }
  window.addEventListener("pointerup", dropped);
  window.addEventListener("pointercancel", dropped);
  view.addEventListener("dragstart", function (event) { event.preventDefault(); });

  /* Fingers: two zoom, one swipes a whole page, two taps enlarge to reading size; one tap is a click, a moment later. */
  let pinch = null, swipe = null, tapped = null;
  function near(point) { return Math.hypot(point.clientX - tapped.x, point.clientY - tapped.y) < 40; }
  function spread(touches) {
    const [one, other] = touches;
    return {
      width: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1,
      x: (one.clientX + other.clientX) / 2,
      y: (one.clientY + other.clientY) / 2,
    };
  }
  view.addEventListener("touchstart", function (event) {
    swipe = null;
    if (event.touches.length === 2) {
      event.preventDefault();
      pinch = { start: spread(event.touches).width, zoom: zoom };
    } else if (event.touches.length === 1) {
      const [one] = event.touches;
      swipe = { x: one.clientX, y: one.clientY, at: event.timeStamp };
      if (tapped && near(one)) clearTimeout(tapped.timer);  /* the second of two is on its way */
    }
  }, { passive: false });
  view.addEventListener("touchmove", function (event) {
    if (!pinch || event.touches.length !== 2) return;
    if (event.cancelable) event.preventDefault();
    const now = spread(event.touches);
    zoomTo(pinch.zoom * now.width / pinch.start, now.x, now.y);
  }, { passive: false });
  view.addEventListener("touchend", function (event) {
    if (pinch) { if (event.touches.length < 2) { pinch = null; dragged = true; } return; }
    if (!swipe || zoom > 1 || event.timeStamp - swipe.at > 700) return;
    const [one] = event.changedTouches;
    const right = one.clientX - swipe.x, down = one.clientY - swipe.y;
    if (Math.abs(right) > 60 && Math.abs(right) > 2 * Math.abs(down)) { dragged = true; turn((right < 0) !== fromRight); }
  });
  view.addEventListener("touchcancel", function () { pinch = swipe = null; });

  let pointer = "mouse";
  view.addEventListener("pointerdown", function (event) { pointer = event.pointerType; }, true);
  view.addEventListener("click", function (event) {
    if (dragged) { dragged = false; event.preventDefault(); event.stopPropagation(); return; }
    const link = event.target.closest("a");
    if (pointer !== "touch" || !event.detail) {  /* keys click without a count */
      if (link && event.detail && !plain(event)) return;
      if (link && opened(link)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (tapped) clearTimeout(tapped.timer);
    if (tapped && near(event)) { tapped = null; zoomTo(zoom > 1 ? 1 : readingZoom(), event.clientX, event.clientY); return; }
    tapped = {
      x: event.clientX,
      y: event.clientY,
      timer: setTimeout(function () { tapped = null; if (link && !opened(link)) window.location.href = address(link); }, 320),
    };
  }, true);
  view.addEventListener("dblclick", function (event) {
    if (pointer === "touch" || event.target.closest("a")) return;
    zoomTo(zoom > 1 ? 1 : readingZoom(), event.clientX, event.clientY);
  });
  function plain(event) { return !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey; }
  function address(link) { return new URL(link.getAttribute("href"), document.baseURI).href; }

  /* All parts of an article are lit with the one that is pointed at, on the page and in the list; jumps stand by. */
  let lit = "";
  function light(slug) {
    if (slug === lit) return;
    lit = slug;
    for (const one of document.querySelectorAll("[data-story]")) one.classList.toggle("lit", !!slug && one.dataset.story === slug);
  }
  function story(target) {
    const one = target && target.closest ? target.closest("[data-story]") : null;
    return one ? one.dataset.story : "";
  }
  const pointed = function (event) { light(story(event.target) || story(document.activeElement)); };
  document.addEventListener("pointerover", function (event) { if (event.pointerType !== "touch") pointed(event); });
  document.addEventListener("focusin", pointed);
  document.addEventListener("focusout", function (event) { if (!event.relatedTarget) light(""); });

  function aimed() {
    const target = window.location.hash.length > 1 && document.getElementById(decoded(window.location.hash.slice(1)));
    if (!target || !target.dataset.story) return;
    light(target.dataset.story);
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }
  window.addEventListener("hashchange", aimed);

  /* Where an article goes on, at the end of its part; where it comes from, at its head: the links of the list again. */
  for (const item of document.querySelectorAll("li[data-story]")) {
    const parts = Array.from(zones.querySelectorAll("a[data-story]")).filter((one) => one.dataset.story === item.dataset.story);
    if (!parts.length) continue;
    for (const way of item.querySelectorAll("a.jump")) {
      const onward = way.dataset.w !== "from-page";
      const box = parts[onward ? parts.length - 1 : 0].getBBox();
      const copy = way.cloneNode(true);
      copy.className = onward ? "jump-tag onward" : "jump-tag back";
      copy.dataset.story = item.dataset.story;
      copy.tabIndex = -1;
      copy.setAttribute("aria-hidden", "true");
      const left = onward === fromRight;  /* a vertical part ends at its left */
      copy.style[left ? "left" : "right"] = (left ? box.x : 10000 - box.x - box.width) / 100 + "%";
      copy.style[onward ? "bottom" : "top"] = (onward ? 10000 - box.y - box.height : box.y) / 100 + "%";
      stage.append(copy);
    }
  }

  /* On a wide screen an article opens beside its page, where the site comes from a server; else its link is followed. */
  const panel = document.getElementById("panel"), place = panel && panel.querySelector(".panel-story");
  const wide = window.matchMedia("(min-width: 64em)");
  function opened(link) {
    const web = window.location.protocol === "http:" || window.location.protocol === "https:";
    if (!panel || !place || !panel.showModal || !link.dataset.story || !web || !wide.matches) return false;
    show(address(link));
    return true;
  }
  async function show(target) {
    try {
      const answer = await fetch(target, { credentials: "same-origin" });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const body = found.querySelector("main article.story");
      if (!answer.ok || !body || body.matches(".stands") || body.querySelector(".stands, .standing")) throw new Error(target);
      const copy = document.importNode(body, true);
      copy.removeAttribute("id");
      copy.lang = copy.lang || found.documentElement.lang;
      spoken(copy);
      place.replaceChildren(copy);
      for (const one of panel.querySelectorAll("a[data-whole]")) one.href = target;
      const head = copy.querySelector("h1");
      panel.setAttribute("aria-label", head ? head.textContent.trim() : document.title);
      panel.showModal();
      place.scrollTop = 0;
    } catch (error) {
      window.location.href = target;
    }
  }
  function spoken(copy) {
    const said = (window.siteWords || {})[document.documentElement.dataset.language];
    for (const one of said ? copy.querySelectorAll("[data-w]") : []) {
      const values = told(one.dataset.v);
      const word = said[one.dataset.w];
      if (word) one.textContent = word.replace(/\{(\d*)\}/g, (_, at) => (at === "" ? values.shift() : values[Number(at)]));
    }
  }
  if (panel) {
    panel.addEventListener("click", function (event) {
      if (event.target === panel || event.target.closest("[data-do=close]")) panel.close();
    });
    panel.addEventListener("close", function () { place.replaceChildren(); });
  }

  told_of();
  aimed();
  later();
})();
