"""The look of report.html: plain, for light and dark screens, and for paper."""

STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfcfa; --soft: #666; --line: #d8d4cc;
  --error: #b3121d; --warning: #8a5a00; --note: #3b5b7a; --released: #1d6b34; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #191817; --soft: #a29e96; --line: #3c3a36;
  --error: #ff7a7f; --warning: #e9b44c; --note: #8fb7da; --released: #7ecb93; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h1 time { font-weight: 400; color: var(--soft); }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h2 span { color: var(--soft); font-weight: 400; } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: 0; } code { font-size: .9em; } small, .place, .hint, figcaption em { color: var(--soft); }
a { color: inherit; } .summary { font-size: 1.05rem; }
.error > p > b, b.error, strong.error { color: var(--error); } .warning > p > b { color: var(--warning); }
.note > p > b { color: var(--note); } strong.released { color: var(--released); }
.pages { display: flex; flex-wrap: wrap; gap: 1.2rem; } figure { margin: 0; width: 15rem; }
figure img { width: 100%; height: auto; border: 1px solid var(--line); background: #fff; display: block; }
figure.withheld img { border: 3px solid var(--error); } figcaption { margin-top: .3rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { padding: .5rem 0 .5rem .8rem; border-left: 3px solid var(--line); margin: .4rem 0; }
li.error { border-color: var(--error); } li.warning { border-color: var(--warning); }
li.note { border-color: var(--note); } .hint::before { content: "→ "; }
.place { font-size: .9rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; white-space: nowrap; } .figure { text-align: right; font-variant-numeric: tabular-nums; }
.imposed { display: flex; flex-wrap: wrap; gap: 1.2rem; margin-top: .6rem; }
.imposed > div { display: flex; gap: .5rem; }
.imposed table { width: auto; border-collapse: collapse; } .imposed caption { color: var(--soft); font-size: .8rem; }
.imposed td { width: 2.6rem; height: 3.6rem; padding: .2rem; border: 1px solid var(--line); text-align: center;
  vertical-align: top; } .imposed td.turned { rotate: 180deg; }
details { margin: .5rem 0; } summary { cursor: pointer; }
.sheet { position: relative; margin: .6rem 0; } .sheet img { display: block; width: 100%; height: auto;
  background: #fff; border: 0; outline: 1px solid var(--line); }
.sheet > a[id] { position: absolute; border-radius: 1px; }
.sheet > a[id] span { display: none; position: absolute; z-index: 1; left: 0; top: calc(100% + .3rem);
  padding: .6rem .8rem;
  width: max-content; max-width: min(30rem, 80vw); white-space: pre-line; font-size: .8rem; line-height: 1.5;
  color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .3rem;
  box-shadow: 0 .2rem .8rem #0004; pointer-events: none; }
.sheet > a[id].r span { left: auto; right: 0; } .sheet > a[id].u span { top: auto; bottom: calc(100% + .3rem); }
.sheet > a[id]:is(:hover, :focus, :target) { background: #1f6fb833; outline: 2px solid #1f6fb8; }
.sheet > a[id]:is(:hover, :focus) span { display: block; } .sheet > a[id]:target span { display: block; }
.sheet:has(> a[id]:is(:hover, :focus)) > a[id]:target:not(:hover, :focus) span { display: none; }
.sheet > a[id].loose { background: #d98a0040; } .sheet > a[id].rescued { background: #b3121d40; }
.proofed { display: grid; grid-template-columns: minmax(0, 3fr) minmax(14rem, 2fr); gap: 1.2rem; align-items: start; }
.proofed > ul > li { scroll-margin-top: 1rem; } .proofed > ul { min-width: 0; overflow-wrap: anywhere; }
.marked { position: sticky; top: 1rem; } .marked img { display: block; width: 100%; height: auto; background: #fff;
  outline: 1px solid var(--line); }
.marked > a { --mark: #2f6ea8; --wash: #2f6ea81f; position: absolute; outline: 1.5px solid var(--mark);
  background: var(--wash); scroll-margin: 40vh; }
.marked > a.error { --mark: #b3121d; --wash: #b3121d2b; } .marked > a.warning { --mark: #c07a00; --wash: #d98a0026; }
.marked > a b { position: absolute; right: calc(100% + var(--n, 0) * 1.7em); top: 0; min-width: 1.6em; padding: 0 .2em;
  font-size: .62rem; line-height: 1.5; text-align: center; color: #fff; background: var(--mark); }
.marked > a:is(:hover, :focus-visible, :target) { outline-width: 4px; z-index: 1; background: #ffd54a66; }
.marked:has(> a:target) > a:not(:target, :hover) { opacity: .35; }
li:target { background: #ffd54a33; } .show { color: var(--note); }
@media (max-width: 52rem) { .proofed { grid-template-columns: 1fr; } .marked { position: relative; top: 0; } }
@media print { .sheet { display: none; } }
@media print { body { max-width: none; } section { break-inside: auto; } figure { width: 11rem; } }
"""
