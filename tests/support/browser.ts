import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import axe from 'axe-core';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { expect, onTestFinished, vi } from 'vitest';
import { COOKIE } from '../../server/src/platform/sign-in/viewers.service.js';
import { test as house } from './house.js';
import { Resident, type Nobody } from './resident.js';

/** CSS pixels. */
export const widths = { wide: 1280, phone: 390, narrow: 320 };

interface Opening {
  width?: number;
  language?: 'nl' | 'en';
  /** For pages that must do without. */
  script?: boolean;
}

// Chromium on a busy machine takes its time; what does not come at all is said by the step that waited.
vi.setConfig({ testTimeout: 120_000 });
const patience = 45_000;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Real Chromium, one for a test file; every page is opened by somebody, in a browser of their own. */
export class Browser {
  private chromium: Chromium | null = null;
  private readonly complaints = new Map<Page, string[]>();

  async opens(who: Nobody, path: string, { width = widths.wide, language = 'nl', script = true }: Opening = {}): Promise<Page> {
    const context = await (await this.started()).newContext({
      baseURL: who.url,
      viewport: { width, height: width > 700 ? 900 : 844 },
      locale: language === 'nl' ? 'nl-NL' : 'en-GB',
      timezoneId: 'Europe/Amsterdam',
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
    });
    context.setDefaultTimeout(patience);
    onTestFinished(() => context.close());
    await this.signIn(context, who);
    const page = await context.newPage();
    const heard: string[] = [];
    this.complaints.set(page, heard);
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('console', (message) => {
      // An answer of 4xx is the server's to give, and a server may be away: a test that asks for that looks at what the page says of it.
      if (message.type() === 'error' && !/Failed to load resource|^WebSocket connection to .* net::ERR_CONNECTION_/.test(message.text())) heard.push(message.text());
    });
    await page.goto(path);
    return page;
  }

  /**
   * The page is fit to be used: no error or breach of the content policy so far, nothing wider than the screen, and axe
   * (WCAG 2.2 A and AA, best practice) finds nothing.
   */
  async isSound(page: Page): Promise<void> {
    // Large, and it stays as long as the page does.
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
    // React Aria's own region for announcements names a button that may be gone by now; it empties itself.
    const { violations } = await page.evaluate(
      async (tags) => (window as unknown as { axe: typeof axe }).axe.run({ exclude: ['[data-live-announcer]'] }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
      rules,
    );
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
    expect({ axe: found, overflow: await overflowOf(page), complaints: this.complaints.get(page) ?? [] }).toEqual({ axe: [], overflow: 0, complaints: [] });
  }

  /** Sound at a desk and on a phone, and nothing wider than the narrowest screen; afterwards the page is as wide as it was. */
  async isSoundEverywhere(page: Page): Promise<void> {
    const before = page.viewportSize();
    for (const width of [widths.wide, widths.phone]) {
      await page.setViewportSize({ width, height: 900 });
      await this.isSound(page);
    }
    if (before) await page.setViewportSize(before);
    await this.fits(page);
  }

  /** Nothing is wider than the narrowest screen; afterwards the page is as wide as it was. */
  async fits(page: Page): Promise<void> {
    const before = page.viewportSize();
    await page.setViewportSize({ width: widths.narrow, height: 900 });
    expect({ overflow: await overflowOf(page) }).toEqual({ overflow: 0 });
    if (before) await page.setViewportSize(before);
  }

  async close(): Promise<void> {
    await this.chromium?.close();
  }

  private async started(): Promise<Chromium> {
    this.chromium ??= await chromium.launch({
      executablePath: '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    return this.chromium;
  }

  private async signIn(context: BrowserContext, who: Nobody): Promise<void> {
    if (!(who instanceof Resident)) return;
    await context.addCookies([{ name: COOKIE, value: who.token, url: who.url, httpOnly: true, sameSite: 'Lax' }]);
  }
}

/** CSS pixels by which something is wider than the screen. */
const overflowOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A house with a browser. */
export const test = house.extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
  const browser = new Browser();
  onCleanup(() => browser.close());
  return browser;
});
export { describe, expect } from 'vitest';
