import { screens } from '@kenniskamer/shared/screens';
import { expect } from 'vitest';
import { test } from '../support/house.js';

const asReader = { headers: { accept: 'text/html' } };

test('every address of a page gives the application, and no inline script or style that our policy would refuse', async ({ house }) => {
  const nobody = house.nobody();
  for (const screen of screens) {
    const response = await nobody.fetch(screen.replaceAll('$', ''), asReader);
    const html = await response.text();
    expect([screen, response.status, response.headers.get('content-type')]).toEqual([screen, 200, 'text/html; charset=utf-8']);
    expect(html).toContain('<div id="app">');
    expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
  }
});

test('an unknown address is a 404: in words for a reader, a problem for a script', async ({ house }) => {
  const nobody = house.nobody();
  const page = await nobody.fetch('/nergens', asReader);
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  for (const address of ['/api/v1/nergens', '/assets/nergens.js', '/nergens']) {
    const response = await nobody.fetch(address);
    expect([address, response.status, await response.json()]).toEqual([address, 404, expect.objectContaining({ code: 'NOT_FOUND' })]);
  }
});

test('a script is sent compressed, to keep for ever', async ({ house }) => {
  const nobody = house.nobody();
  const html = await (await nobody.fetch('/', asReader)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const response = await nobody.fetch(script, { headers: { 'accept-encoding': 'gzip' } });
  expect([response.status, response.headers.get('content-encoding'), response.headers.get('cache-control')]).toEqual([
    200,
    'gzip',
    'public, max-age=31536000, immutable',
  ]);
});
