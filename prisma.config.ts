import { defineConfig } from 'prisma/config';

// `prisma generate` asks where the schema engine is although it never runs it, and would download one: any file will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma', migrations: { path: 'prisma/migrations' } });
