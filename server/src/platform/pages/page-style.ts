import { createHash } from 'node:crypto';

/**
 * The look of pages that the server writes: the tokens of the application, a system font, no script. Kept as text in
 * the code so that the built server needs no file beside it.
 */
export const pageStyle = `
:root { color-scheme: light; --ink: #14212a; --ink-2: #4a5962; --line: #dde3e6; --line-strong: #75838b; --brand-900: #08323c; --brand-700: #0f5666; --brand-100: #d8e9ec; --brand-50: #edf5f6; --wash: #f4f7f7; --ok: #1e6b3c; --ok-wash: #e6f4eb; --fout: #ae1f1f; --fout-wash: #fceceb; --let-op: #7a3e00; --let-op-wash: #fff2e0; --focus: #1747d1; }
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: var(--ink); font: 400 1.125rem/1.5 "Segoe UI", system-ui, -apple-system, Roboto, Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1, h2, h3, p, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
h1 { font-size: 1.75rem; line-height: 1.21; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.33; font-weight: 600; }
h3 { font-size: 1.125rem; line-height: 1.5; font-weight: 600; }
b { font-weight: 600; }
p + p { margin-top: 8px; }
a { color: var(--brand-700); text-underline-offset: 0.18em; }
a:hover { color: var(--brand-900); text-decoration-thickness: 2px; }
svg { flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px #fff; border-radius: 3px; }
.skip { position: absolute; left: 16px; top: -80px; background: #fff; padding: 10px 16px; z-index: 2; }
.skip:focus { top: 6px; }
.demo { background: var(--let-op-wash); color: var(--let-op); border-bottom: 1px solid #f2d2a5; font-size: 0.875rem; text-align: center; padding: 4px 16px; }
.demo a { color: inherit; display: inline-block; padding: 2px 0; }
.top { border-bottom: 4px solid var(--brand-700); }
.top__in, main { max-width: 672px; margin: 0 auto; padding: 0 16px; }
.top__in { display: flex; align-items: center; justify-content: space-between; min-height: 56px; gap: 12px; }
.brand { display: inline-flex; align-items: center; gap: 10px; font-weight: 600; color: var(--brand-900); }
.brand svg { width: 26px; height: 26px; stroke-width: 2.2; }
.top a { font-size: 1rem; padding: 10px 0; }
main { padding-top: 24px; padding-bottom: 48px; }
@media (min-width: 760px) { .top__in, main { padding-left: 32px; padding-right: 32px; } }
.meta { font-size: 1rem; line-height: 1.45; color: var(--ink-2); }
.section { margin-top: 32px; }
.section__head { padding-bottom: 8px; border-bottom: 2px solid var(--ink); }
.actions { display: flex; flex-wrap: wrap; gap: 12px; margin-top: 24px; }
.btn { appearance: none; display: inline-flex; align-items: center; justify-content: center; gap: 10px; min-height: 56px; padding: 8px 20px; border: 2px solid var(--brand-700); border-radius: 6px; background: #fff; color: var(--brand-900); font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer; }
.btn:hover { background: var(--brand-50); color: var(--brand-900); }
.btn--primary, .btn[aria-pressed="true"] { background: var(--brand-700); color: #fff; }
.btn--primary:hover, .btn[aria-pressed="true"]:hover { background: var(--brand-900); color: #fff; }
.btn svg { width: 22px; height: 22px; }
.field { margin-top: 20px; }
.label { display: block; font-weight: 600; margin-bottom: 4px; }
.label .meta { font-weight: 400; }
.hint { font-size: 1rem; line-height: 1.45; color: var(--ink-2); margin-bottom: 6px; }
.input { display: block; width: 100%; min-height: 48px; padding: 8px 10px; border: 1px solid var(--line-strong); border-radius: 4px; background: #fff; color: var(--ink); font: inherit; }
textarea.input { min-height: 96px; resize: vertical; }
.input:hover { border-color: var(--ink); }
.field--error { border-left: 4px solid var(--fout); padding-left: 12px; }
.field--error .input { border: 2px solid var(--fout); }
.error { color: var(--fout); font-weight: 600; margin-bottom: 6px; }
.note { padding: 12px 16px; border-left: 4px solid var(--brand-700); background: var(--brand-50); margin: 16px 0; }
.note--ok { border-color: var(--ok); background: var(--ok-wash); }
.note--fout { border-color: var(--fout); background: var(--fout-wash); }
.note--warn { border-color: #b96a00; background: var(--let-op-wash); }
.choice { display: flex; gap: 14px; align-items: center; min-height: 56px; padding: 8px 16px; border: 2px solid var(--brand-700); border-radius: 6px; font-weight: 600; color: var(--brand-900); cursor: pointer; }
.choice + .choice { margin-top: 10px; }
.choice:has(:checked) { background: var(--brand-50); box-shadow: inset 0 0 0 1px var(--brand-700); }
.choice:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
.choice input { width: 24px; height: 24px; margin: 0; flex: none; accent-color: var(--brand-700); }
.when { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 10px 12px; margin: 24px 0; }
.when svg { width: 22px; height: 22px; color: var(--brand-700); margin-top: 3px; }
.when b, .when .meta { display: block; }
.tap { display: grid; gap: 10px; margin: 12px 0; }
@media (min-width: 560px) { .tap { grid-template-columns: repeat(3, 1fr); } }
.thanks { border-left: 4px solid var(--ok); background: var(--ok-wash); padding: 16px; }
.thanks h1 { font-size: 1.375rem; }
.rows { list-style: none; }
.rows li { border-bottom: 1px solid var(--line); padding: 12px 0; }
.q { display: inline-block; padding: 0 6px; border-radius: 3px; background: var(--brand-50); color: var(--brand-700); border: 1px solid var(--brand-100); font-size: 1rem; font-weight: 600; white-space: nowrap; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px 20px; margin-top: 8px; }
.facts dt { color: var(--ink-2); min-width: 64px; }
.facts dd .meta { display: block; }
.mail { display: block; width: 100%; height: 720px; border: 1px solid var(--line); margin-top: 12px; background: #fff; }
.plain { margin: 12px 0 0; padding: 12px; background: var(--wash); font-size: 0.875rem; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
.foot { margin-top: 32px; padding-top: 16px; border-top: 1px solid var(--line); }
.note-table { overflow-x: auto; margin: 12px 0; } .note-table table { border-collapse: collapse; }
.note-table th, .note-table td { border: 1px solid var(--line-strong); padding: 6px 10px; min-width: 80px; text-align: left; vertical-align: top; }
.note-table th > *, .note-table td > * { margin-top: 0; }
.indent-1 { margin-left: 20px; } .indent-2 { margin-left: 40px; } .indent-3 { margin-left: 60px; } .indent-4 { margin-left: 80px; } .indent-5 { margin-left: 100px; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 4px solid var(--line); }
h4 { margin: 16px 0 4px; font-size: 1.125rem; }
ol.rows { padding-left: 0; }
@media print { .top a, .demo, .skip, .tap, .actions, form { display: none; } }
`;

/** Changes with the style, so that browsers may keep it for good. */
export const pageStylePath = `/page-${createHash('sha256').update(pageStyle).digest('hex').slice(0, 12)}.css`;
