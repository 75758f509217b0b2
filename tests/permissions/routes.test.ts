import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { fill } from '@kenniskamer/shared/endpoint';
import { Failure, failureStatus } from '@kenniskamer/shared/failure';
import { screens } from '@kenniskamer/shared/screens';
import { ACKS } from '../../server/src/platform/contract/acks.js';
import { ask } from '../support/resident.js';
import { describe, expect, test, type House } from '../support/house.js';
import { events, routes } from './route-table.js';
import type { Sent, Told } from './route-line.js';
import { Scene, SECRET, type Actor } from './scene.js';

const scenes = new WeakMap<House, Promise<Scene>>();
function sceneOf(house: House): Promise<Scene> {
  const scene = scenes.get(house) ?? new Scene(house).open();
  scenes.set(house, scene);
  return scene;
}

/** The server's own list: Fastify draws it as a tree, whose lines are put together again. */
function routesOf(house: House): string[] {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of house.app.getHttpAdapter().getInstance().printRoutes().split('\n')) {
    const drawn = /^([│ ]*)[├└]── (.*)$/.exec(line);
    if (!drawn) continue;
    const [, before = '', rest = ''] = drawn;
    const [, part = '', methods = ''] = /^(.*?)(?: \(([A-Z, ]+)\))?$/.exec(rest) ?? [];
    above.splice(before.length / 4, Infinity, part);
    for (const method of methods.split(', ')) if (method && method !== 'HEAD') found.push(`${method} ${above.join('')}`);
  }
  return found;
}

/** The pages in the browser are one file without data: the same for all. */
const isPage = (route: string) => {
  const path = route.replace(/^GET /, '');
  return (screens as readonly string[]).some((screen) => screen.replaceAll('$', ':') === path) || /^\/(assets\/|mark\.svg$|page-\w+\.css$|\*$)/.test(path);
};

function eventsOf(house: House): string[] {
  const scanner = new MetadataScanner();
  return house.app
    .get(DiscoveryService, { strict: false })
    .getProviders()
    .flatMap(({ instance }: { instance: unknown }) => {
      const prototype: unknown = typeof instance === 'object' && instance !== null ? Object.getPrototypeOf(instance) : null;
      if (typeof prototype !== 'object' || prototype === null) return [];
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method: unknown = Reflect.get(prototype, name);
        const event: unknown = typeof method === 'function' ? Reflect.getMetadata(ACKS, method) : undefined;
        return typeof event === 'string' ? [event] : [];
      });
    });
}

describe('the table is whole', () => {
  test('every route has its line, and every line its route', async ({ house }) => {
    const found = routesOf(house).filter((route) => !isPage(route));
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((route) => !(route in routes)), 'add these to tests/permissions/route-table.ts').toEqual([]);
    expect(Object.keys(routes).filter((route) => !found.includes(route))).toEqual([]);
  });

  test('every live event has its line, and every line its event', async ({ house }) => {
    const found = eventsOf(house);
    expect(found.filter((event) => !(event in events)), 'add these to tests/permissions/route-table.ts').toEqual([]);
    expect(Object.keys(events).filter((event) => !found.includes(event))).toEqual([]);
  });
});

/** As this actor; who comes by link has it in the path, all others one that nobody was given. */
async function sendAs(scene: Scene, actor: Actor | 'link', route: string, sent: Sent) {
  const [method = 'GET', path = '/'] = route.split(' ');
  const token = actor === 'link' || !/^\/(api\/v1\/invitations|invitation)\//.test(path) ? sent.params?.token : actor === 'guest' ? scene.strangersLink : 'nooit-gegeven-door-ons-aan-wie-dan-ook';
  const address = fill(path, { ...sent.params, ...(token === undefined ? {} : { token }) });
  const query = new URLSearchParams(sent.query).toString();
  const type = sent.form ? 'application/x-www-form-urlencoded' : (sent.type ?? 'application/json');
  const body = sent.form ? new URLSearchParams(sent.body as Record<string, string>).toString() : sent.type ? (sent.body as string) : sent.body === undefined ? undefined : JSON.stringify(sent.body);
  const who = await scene.as(actor === 'link' ? 'nobody' : actor);
  return who.fetch(query ? `${address}?${query}` : address, {
    method,
    body,
    headers: { ...(body === undefined ? {} : { 'content-type': type }), ...(actor === 'guest' ? { cookie: `kenniskamer=${scene.strangersLink}` } : {}) },
  });
}

async function expectTold(response: Response, text: string, told: Told, who: string) {
  if (told === 'ok') return expect(response.status, `${who} goes through, not: ${text.slice(0, 500)}`).toBeLessThan(400);
  expect(response.status, `${who} is told ${told}, not: ${text.slice(0, 300)}`).toBe(failureStatus[told]);
  if (response.headers.get('content-type')?.includes('json')) expect(JSON.parse(text), who).toMatchObject({ code: told });
}

describe('who gets where', () => {
  test.for(Object.entries(routes))('%s', async ([route, line], { house }) => {
    const scene = await sceneOf(house);
    const actors: [Actor | 'link', Told][] = [...(Object.entries(line.told) as [Actor, Told][]), ...(line.right in line.told ? [] : ([[line.right, 'ok']] as [Actor | 'link', Told][]))];
    for (const [actor, told] of actors) {
      const response = await sendAs(scene, actor, route, await line.given(scene));
      const text = await response.text();
      await expectTold(response, text, told, actor);
      if (!line.mayKnow.includes(actor)) expect(text, `what ${actor} may not know`).not.toContain(SECRET);
    }
  });
});

describe('who is heard live', () => {
  test.for(Object.entries(events))('%s', async ([event, line], { house }) => {
    const scene = await sceneOf(house);
    for (const [actor, told] of [...(Object.entries(line.told) as [Actor, Told][]), [line.right, line.rightTold ?? 'ok'] as [Actor, Told]]) {
      const socket = await (await scene.as(actor)).connect(actor === 'guest' ? { link: scene.strangersLink } : {});
      try {
        const answer = await ask(socket, event, await line.given(scene, (other, input) => ask(socket, other, input).catch(() => null))).then(
          () => 'ok',
          (error: unknown) => (error instanceof Failure ? error.code : String(error)),
        );
        expect(answer, actor).toBe(told);
      } finally {
        socket.disconnect();
      }
    }
  });

  test('nobody, and who has a link that is not valid, is not even connected', async ({ house }) => {
    await expect(house.nobody().connect()).rejects.toThrow('SIGN_IN_NEEDED');
    await expect(house.nobody().connect({ link: 'nooit-gegeven-door-ons-aan-wie-dan-ook' })).rejects.toThrow('SIGN_IN_NEEDED');
  });
});
