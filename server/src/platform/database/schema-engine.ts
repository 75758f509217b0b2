import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { CannotStart } from '../config/cannot-start.js';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';

export type { MigrationList, SchemasContainer };

export type EngineWork<T> = (engine: SchemaEngine) => Promise<T>;

/** Where the engine leaves what it panicked of; without it a panic says only "unreachable". */
const panic = {
  message: '',
  set_message(message: string) {
    this.message = message;
  },
};

/**
 * Prisma's migration engine, in our own process: its native program cannot be downloaded on a machine without
 * internet. Loaded when needed, since WebAssembly modules are still announced as experimental.
 */
export async function withSchemaEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: EngineWork<T>,
  schema?: SchemasContainer,
): Promise<T> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic });
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm');
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const datamodels = schema?.files.map(({ path, content }): [string, string] => [path, content]);
  const engine = await SchemaEngine.new({ datamodels }, () => undefined, bound);
  try {
    return await work(engine);
  } catch (error) {
    throw asError(error, bound.errorRegistry);
  } finally {
    engine.free();
  }
}

/** The engine keeps what our adapter threw in a registry, and throws a text with its number and a stack of its own. */
function asError(error: unknown, registry: { consumeError(id: number): { error: unknown } | undefined }): Error {
  if (panic.message) return new Error(`The migration engine panicked: ${panic.message}`, { cause: error });
  const text = error instanceof Error ? error.message : String(error);
  const id = /External error id#(\d+)/.exec(text)?.[1];
  const original = id && registry.consumeError(Number(id))?.error;
  if (!(original instanceof Error)) return error instanceof Error ? error : new Error(text);
  const name = /with migration_name="(.+?)"/.exec(text)?.[1];
  return name ? new CannotStart(`Migration ${name} fails: ${original.message}.`, { cause: original }) : original;
}
