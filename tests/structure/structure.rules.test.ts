import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { misnamed, unknownFeatures, wrongImports } from './structure.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MADE = /(^|\/)(generated|dist|dist-types|node_modules)\//;
const paths = ['server/src', 'client/src', 'shared/src', 'tests'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !MADE.test(path)),
);

describe('this tree', () => {
  test('has files enough to be looked at', () => {
    expect(paths.length).toBeGreaterThan(100);
  });

  test('has only names from the lists', () => {
    expect(misnamed(paths)).toEqual([]);
  });

  test('has only features that have a place in the order, and imports only backwards', () => {
    const sources = paths.filter((path) => /^(server|client|shared)\/src\/.*\.tsx?$/.test(path));
    expect(unknownFeatures(sources)).toEqual([]);
    expect(wrongImports(sources.map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') })))).toEqual([]);
  });
});

describe('a planted violation is seen', () => {
  test.each([
    'server/src/features/sessions/sessions.helper.ts',
    'server/src/features/sessions/index.ts',
    'server/src/features/sessions/session.dto.ts',
    'server/src/features/sessions/planning.ts',
    'server/src/platform/utils/text.ts',
    'server/src/platform/common/text.ts',
    'server/src/platform/mail/mail.repository.ts',
    'client/src/features/sessions/SessionPage.tsx',
    'client/src/features/sessions/sessions.store.ts',
    'client/src/ui/index.ts',
    'tests/sessions/closing.spec.ts',
  ])('in the name of %s', (path) => {
    expect(misnamed([path])).toHaveLength(1);
  });

  test.each([
    ['server/src/features/agenda/a.service.ts', `import { S } from '../sessions/sessions.service.js';`],
    ['server/src/features/agenda/a.service.ts', `import type { S } from '../sessions/sessions.service.js';`],
    ['server/src/features/agenda/a.service.ts', `export { S } from '../sessions/sessions.service.js';`],
    ['server/src/features/agenda/a.service.ts', `const s = await import('../sessions/sessions.service.js');`],
    ['server/src/platform/mail/a.ts', `import { S } from '../../features/people/people.module.js';`],
    ['client/src/ui/button.tsx', `import { me } from '../features/people/me.queries.js'; export const b = <b />;`],
    ['client/src/features/agenda/a-page.tsx', `import { s } from '../../../../server/src/main.js';`],
    ['shared/src/a.ts', `import { s } from '../../server/src/main.js';`],
  ])('in an import of %s: %s', (path, text) => {
    expect(wrongImports([{ path, text }])).toHaveLength(1);
  });

  test('in a feature without a place', () => {
    expect(unknownFeatures(['server/src/features/polls/polls.service.ts'])).toEqual(['polls']);
  });
});

test('what is right is let be', () => {
  const text = `import { P } from '../people/people.service.js'; import { Id } from '@kenniskamer/shared/basics'; import { Log } from '../../platform/log/log.js';`;
  expect(wrongImports([{ path: 'server/src/features/sessions/sessions.service.ts', text }])).toEqual([]);
  expect(misnamed(['server/src/features/sessions/sessions.service.ts', 'client/src/features/sessions/session-page.tsx', 'tests/sessions/closing.browser.ts'])).toEqual([]);
});
