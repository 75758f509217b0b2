import { dirname, join } from 'node:path/posix';
import { parseSync } from 'vite';

/** Folders of features, in their one order: each imports only from those before it (design: "Folders"). */
export const FEATURES = ['people', 'agenda', 'sessions', 'invitations', 'notes', 'actions', 'reports', 'home'];

/** What a file may be called, per folder. A new ending needs a decision record. */
const NAMES: { folder: RegExp; name: RegExp }[] = [
  { folder: /^server\/src\/features\//, name: /^[a-z0-9-]+\.(module|controller|gateway|service|rules|jobs|mail|page|words)\.ts$/ },
  { folder: /^server\/src\//, name: /^[a-z0-9-]+(\.(module|controller|gateway|service|rules|jobs|mail|page|words|filter|worker))?\.ts$/ },
  { folder: /^client\/src\/features\//, name: /^[a-z0-9-]+(\.tsx|\.css|\.(queries|live|words)\.ts)$/ },
  { folder: /^client\/src\//, name: /^[a-z0-9-]+(\.tsx|\.css|(\.(queries|live|words))?\.ts)$/ },
  { folder: /^shared\/src\//, name: /^[a-z0-9-]+\.ts$/ },
  { folder: /^tests\/support\//, name: /^[a-z0-9-]+(\.setup)?\.ts$/ },
  { folder: /^tests\//, name: /^[a-z0-9-]+(\.rules\.test|\.test|\.browser)?\.ts$/ },
];

/** Names that say nothing of what is in them, and so draw in everything. */
const DRAWERS = /(^|[/.-])(index|utils?|helpers?|common|dto|misc|shared)(?=[/.-]|$)/;

/** Each path whose name is not on the lists, with why. */
export function misnamed(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const rule = NAMES.find(({ folder }) => folder.test(path));
    const name = path.slice(path.lastIndexOf('/') + 1);
    const drawer = DRAWERS.exec(path.replace(/^(shared|tests)\//, ''))?.[2];
    if (drawer) return [`${path}: "${drawer}" says nothing of what is in it`];
    return rule && !rule.name.test(name) && !/\.(json|txt|md|html|py|ics|csv)$/.test(name) ? [`${path}: not one of the endings of its folder`] : [];
  });
}

export interface Source {
  path: string;
  text: string;
}

/** Each import against the order, types included: what a type names is known there as well. */
export function wrongImports(sources: Source[]): string[] {
  return sources.flatMap(({ path, text }) =>
    importsOf(path, text).flatMap((to) => {
      const why = forbids(path, to);
      return why ? [`${path} imports ${to}: ${why}`] : [];
    }),
  );
}

function importsOf(path: string, text: string): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`);
  const named = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
  return named.map((name) => resolved(path, name));
}

function resolved(path: string, name: string): string {
  if (name.startsWith('.')) return join(dirname(path), name);
  return name.replace(/^@kenniskamer\/shared\//, 'shared/src/');
}

function forbids(from: string, to: string): string | null {
  const [fromHouse, toHouse] = [houseOf(from), houseOf(to)];
  if (toHouse === null || fromHouse === null) return null;
  if (fromHouse !== toHouse && toHouse !== 'shared') return `${fromHouse} knows nothing of ${toHouse}`;
  const [fromFeature, toFeature] = [featureOf(from), featureOf(to)];
  if (toFeature === null) return null;
  if (fromFeature !== null) {
    return FEATURES.indexOf(toFeature) > FEATURES.indexOf(fromFeature) ? `${toFeature} comes after ${fromFeature}; send an event through the outbox` : null;
  }
  return /^(server|client)\/src\/(platform|ui)\//.test(from) ? 'what all features stand on knows none of them' : null;
}

function houseOf(path: string): string | null {
  return /^(server|client|shared)\/src\//.exec(path)?.[1] ?? null;
}

function featureOf(path: string): string | null {
  const feature = /^(?:server|client)\/src\/features\/([^/]+)\//.exec(path)?.[1];
  return feature ?? null;
}

/** Features that are not in the order at all. */
export function unknownFeatures(paths: string[]): string[] {
  return [...new Set(paths.map(featureOf))].filter((feature) => feature !== null && !FEATURES.includes(feature)) as string[];
}
