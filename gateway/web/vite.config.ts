import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the pages with hot reload and passes everything else to a gateway that runs beside it.
const gateway = process.env.GATEWAY ?? 'http://127.0.0.1:5080';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  // The pages use the client as others do, by its name; its sources are here.
  resolve: {
    alias: [
      { find: /^@interactions\/client$/, replacement: source('client/src/index.ts') },
      { find: /^@interactions\/client\/danmaku$/, replacement: source('client/src/danmaku.ts') },
    ],
  },
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // Inlined files would become data: URLs, which the content security policy forbids.
    assetsInlineLimit: 0,
    // The polyfill is for browsers that know no module preload; all that run these pages do.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: 'index.html', studio: 'studio.html', mod: 'mod.html', ops: 'ops.html', overlay: 'overlay.html', example: 'client/example/index.html',
      },
      // How long a plugin took depends on what else the machine does.
      checks: { pluginTimings: false },
    },
  },
  server: {
    proxy: {
      '/hubs': { target: gateway, ws: true },
      ...Object.fromEntries(['/api', '/dev', '/demo', '/metrics', '/healthz'].map((path) => [path, gateway])),
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'client/src/**/*.test.ts', 'contract.test.mjs'],
    // Only ends what hangs: a busy machine may need long for anything.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 120_000,
  },
});
