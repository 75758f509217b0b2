import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { withServer } from './server.ts';

export interface Weight {
  page: string;
  /** Octets, each answer gzipped by us: what travels at the most. */
  all: number;
  scripts: number;
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** What a browser fetches to show the reply page, the first screen and another page, in a demonstration. */
export async function measureWeights(): Promise<Weight[]> {
  return withServer(async ({ links, url }) => {
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: FLAGS });
    try {
      const reply = await browser.newPage();
      const replyPage = await weigh(reply, 'reply page', await personalLink(url));
      const signedIn = await browser.newPage();
      await signedIn.goto(links.participant ?? '');
      const fresh = await browser.newContext({ storageState: await signedIn.context().storageState() });
      const first = await weigh(await fresh.newPage(), 'first screen', url);
      return [replyPage, first];
    } finally {
      await browser.close();
    }
  });
}

async function weigh(page: Page, name: string, address: string): Promise<Weight> {
  const weight = { page: name, all: 0, scripts: 0 };
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    reading.push(
      response.body().then(
        (body) => {
          const size = gzipSync(body).length;
          weight.all += size;
          if (/javascript/.test(response.headers()['content-type'] ?? '')) weight.scripts += size;
        },
        () => undefined, // a redirect has no body
      ),
    );
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await Promise.all(reading);
  return weight;
}

/** The personal link in the newest invitation of the demonstration's post. */
async function personalLink(url: string): Promise<string> {
  const { items } = (await (await fetch(`${url}/post/messages.json`)).json()) as { items: { id: string; method: string | null }[] };
  const invitation = items.find(({ method }) => method === 'REQUEST');
  if (!invitation) throw new Error('the demonstration sent no invitation');
  const raw = await (await fetch(`${url}/post/messages/${invitation.id}.eml`)).text();
  const path = /\/invitation\/[\w-]{20,}/.exec(raw.replaceAll('=\r\n', ''))?.[0];
  if (!path) throw new Error('no personal link in the invitation');
  return url + path;
}
