import type { Language } from '@kenniskamer/shared/basics';
import { html, type Html } from '../pages/html.js';

/** Mail programs know no style sheets, so every element carries its own style: these. */
const font = "font-family:'Segoe UI',Roboto,Arial,sans-serif;";
export const mailStyle = {
  text: 'margin:0 0 16px',
  h1: `${font}margin:0 0 8px;font-size:22px;line-height:28px;font-weight:600;color:#14212a`,
  h2: `${font}margin:0 0 10px;font-size:18px;line-height:24px;font-weight:600;color:#14212a`,
  link: 'color:#0f5666',
  small: 'margin:0;padding-top:14px;border-top:1px solid #dde3e6;font-size:14px;line-height:20px;color:#4a5962',
} as const;

/** The document around what a mail says: one column, our name, the look of the screens. */
export function mailDocument({ language, title, preview, body }: { language: Language; title: string; preview?: string; body: Html }): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${title}</title>
</head>
<body style="margin:0;padding:0;background:#f4f7f7">
<div role="main">
${preview !== undefined && html`<div style="display:none;max-height:0;overflow:hidden">${preview}</div>`}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f4f7f7"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border-top:4px solid #0f5666">
<tr><td style="${font}padding:20px 20px 28px;color:#14212a;font-size:17px;line-height:26px;text-align:left">
<p style="margin:0 0 16px;font-size:15px;line-height:20px;font-weight:600;color:#08323c">Kenniskamer</p>
${body}
</td></tr></table>
</td></tr></table>
</div>
</body>
</html>`;
}

/** A link that looks like a button. The first one of a mail is filled, the others are outlined. */
export const mailButton = (href: string, words: string, primary = true): Html =>
  html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 0 10px"><a href="${href}" style="${font}display:block;padding:14px 20px;border:2px solid #0f5666;border-radius:6px;background:${primary ? '#0f5666' : '#ffffff'};color:${primary ? '#ffffff' : '#08323c'};font-size:18px;line-height:24px;font-weight:600;text-decoration:none;text-align:center">${words}</a></td></tr></table>`;
