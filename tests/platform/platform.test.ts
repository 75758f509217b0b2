import { z } from 'zod';
import { endpoint } from '@kenniskamer/shared/endpoint';
import { describe, expect, test } from '../support/house.js';

describe('the API at its edge', () => {
  test('an unknown address is a problem with a code, in the reader’s language', async ({ house }) => {
    const response = await house.nobody().fetch('/api/v1/nothing-here', { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: 404, title: expect.stringContaining('not for you') });
  });

  test('what another site makes a browser do is refused', async ({ house }) => {
    const response = await house.nobody().fetch('/api/v1/nothing-here', { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
    expect(await response.json()).toMatchObject({ code: 'WRONG_ORIGIN' });
    expect(response.status).toBe(403);
  });

  test('nobody gets a live connection', async ({ house }) => {
    await expect(house.nobody().connect()).rejects.toThrow('SIGN_IN_NEEDED');
    const socket = await (await house.participant()).connect();
    expect(socket.connected).toBe(true);
    socket.disconnect();
  });

  test('the API describes itself', async ({ house }) => {
    const document: unknown = await (await house.nobody().fetch('/api/v1/openapi.json')).json();
    expect(document).toMatchObject({ openapi: expect.stringMatching(/^3/), info: { title: 'Kenniskamer' } });
  });

  test('somebody who is not signed in is told so', async ({ house }) => {
    const anything = endpoint('GET', '/nothing-here', z.undefined(), z.undefined());
    await expect(house.nobody().call(anything)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
