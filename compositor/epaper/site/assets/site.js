/* The reader's choices: light or dark, and the language of the site's own words. Each is kept on the reader's machine
 * alone. Without this script the page stands in the paper's script and follows the system's colours. */
(function () {
  "use strict";

  const html = document.documentElement;
  const own = html.dataset.language;
  const table = document.currentScript.dataset.words;

  function kept(name) {
    try { return localStorage.getItem("epaper-" + name) || ""; } catch (error) { return ""; }
  }
  function keep(name, value) {
    try { localStorage.setItem("epaper-" + name, value); } catch (error) { /* a reader may forbid it */ }
  }

  /* Light: before anything is drawn. */
  function lit(light) {
    if (light === "light" || light === "dark") html.dataset.light = light; else delete html.dataset.light;
  }
  lit(kept("light"));

  /* Language: the table is fetched only by those who read in another one than the paper's. */
  let loading = null;
  function words() {
    loading = loading || new Promise(function (done, fail) {
      const script = document.createElement("script");
      script.src = table;
      script.onload = function () { done(window.siteWords); };
      script.onerror = function () { loading = null; fail(new Error(table)); };
      document.head.append(script);
    });
    return loading;
  }
  function filled(word, values) {
    return word.replace(/\{(\d*)\}/g, (_, place) => (place === "" ? values.shift() : values[Number(place)]));
  }
  function values(element) { return element.dataset.v ? JSON.parse(element.dataset.v) : []; }
  function dated(iso, said) {
    const [year, month, day] = iso.split("-").map(Number);
    const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
    return filled(said.date, [year, month, day, said.weekdays.split(" ")[weekday], said.months.split(" ")[month - 1]]);
  }
  function spoken(element, text, language) {
    element.textContent = text;
    if (language === own) element.removeAttribute("lang"); else element.lang = language;
  }
  async function speak(language) {
    for (const one of document.querySelectorAll("form.search")) one.lang = language; // by it the search script speaks
    let all;
    try { all = await words(); } catch (error) { return; }
    const said = all[language];
    if (!said) return;
    html.dataset.language = language;
    for (const one of document.querySelectorAll("[data-w]")) spoken(one, filled(said[one.dataset.w], values(one)), language);
    for (const one of document.querySelectorAll("[data-d]")) spoken(one, dated(one.dataset.d, said), language);
    for (const one of document.querySelectorAll("[data-k]")) spoken(one, said.weekdays.split(" ")[one.dataset.k], language);
    for (const one of document.querySelectorAll("[data-m]")) spoken(one, said.months.split(" ")[one.dataset.m - 1], language);
    for (const one of document.querySelectorAll("[data-l]")) one.setAttribute("aria-label", filled(said[one.dataset.l], values(one)));
    document.dispatchEvent(new CustomEvent("site-language", { detail: language }));
  }

  /* Vertical text: a wheel turns it sideways as long as there is text that way, and a button lays it. */
  function stands(standing) {
    standing.addEventListener("wheel", function (event) {
      if (event.deltaX || event.ctrlKey || event.shiftKey || standing.scrollWidth <= standing.clientWidth) return;
      const before = standing.scrollLeft;
      standing.scrollLeft -= event.deltaMode === 1 ? event.deltaY * 32 : event.deltaY;
      if (standing.scrollLeft !== before) event.preventDefault();
    }, { passive: false });
  }
  function lies(button) {
    const story = document.querySelector(".story.stands");
    if (!story) return;
    button.hidden = false;
    function lay(laid) {
      story.classList.toggle("laid", laid);
      const other = laid ? "stand" : "lie";
      if (button.dataset.w !== other) {
        button.dataset.w = other;
        if (window.siteWords) button.textContent = window.siteWords[html.dataset.language][other];
        else words().then((all) => { button.textContent = all[html.dataset.language][button.dataset.w]; }, () => {});
      }
    }
    button.addEventListener("click", function () {
      const laid = !story.classList.contains("laid");
      keep("lie", laid ? "1" : "");
      lay(laid);
    });
    if (kept("lie")) lay(true);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const settings = document.getElementById("settings");
    const language = document.getElementById("language"), light = document.getElementById("light");
    if (settings && language && light) {
      settings.hidden = false;
      const asked = kept("language");
      if (asked && Array.from(language.options).some((one) => one.value === asked)) {
        language.value = asked;
        if (asked !== own) speak(asked);
      }
      light.value = html.dataset.light || "auto";
      language.addEventListener("change", async function () {
        keep("language", language.value);
        await speak(language.value);
        if (document.getElementById("hits")) location.reload(); // what search has said, it says anew
      });
      light.addEventListener("change", function () { keep("light", light.value); lit(light.value); });
      document.addEventListener("click", function (event) { if (!settings.contains(event.target)) settings.open = false; });
      settings.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || !settings.open) return;
        settings.open = false;
        settings.querySelector("summary").focus();
      });
    }
    document.querySelectorAll(".standing").forEach(stands);
    const button = document.getElementById("lie");
    if (button) lies(button);
    const here = document.querySelector("#strip [aria-current]"), row = here && here.closest("ol");
    if (row) row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - here.offsetWidth) / 2;
  });
})();
