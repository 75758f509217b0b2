import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import locales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption } from 'vite';

const shared = fileURLToPath(new URL('../shared/src/', import.meta.url));
const server = process.env.API_URL ?? 'http://localhost:3000';

/** Compresses once, at build time, instead of at every request. The server sends the `.gz` to who takes it. */
const compressed: PluginOption = {
  name: 'compressed',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const source = gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 });
        this.emitFile({ type: 'asset', fileName: `${name}.gz`, source });
      }
    },
  },
};

export default defineConfig({
  plugins: [
    react(),
    // Without it every language React Aria knows travels along: some 50 kB gzipped. Its only English is called en-US.
    { ...(locales.vite({ locales: ['nl-NL', 'en-US'] }) as object), name: 'our-two-locales', enforce: 'pre' } as PluginOption,
    compressed,
  ],
  resolve: {
    // Straight from its source, so that this build never waits for, or uses, an older `shared/dist`.
    alias: [{ find: /^@kenniskamer\/shared\/(.*)$/, replacement: `${shared}$1.ts` }],
  },
  build: {
    outDir: 'dist',
    sourcemap: false,
    // A data: address would be refused by `font-src 'self'` and `img-src 'self'`.
    assetsInlineLimit: 0,
    // What every page begins with is one file: as twenty-eight it took as many requests, and 13 kB more.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
    // The polyfill is an inline fetch loop for browsers we do not serve.
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      // The host stays as the browser sent it: the server refuses what does not come from its own page.
      '/api': { target: server, changeOrigin: false },
      '/socket.io': { target: server, changeOrigin: false, ws: true },
    },
  },
});
