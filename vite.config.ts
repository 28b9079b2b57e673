import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/**
 * Three builds from one file: the browser's assets (default), its service worker as one classic script (`--mode worker`)
 * and the server bundle (`--ssr src/main.ts`).
 */
export default defineConfig(({ isSsrBuild, mode }) => ({
  plugins: isSsrBuild ? [] : [tailwindcss()],
  publicDir: false,
  resolve: {
    // The tus client's parser of addresses is for browsers that have none.
    alias: [
      { find: /^url-parse$/, replacement: join(import.meta.dirname, 'src/ui/client/outbox/url-for-tus.ts') },
    ],
  },
  base: '/assets/',
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node24', sourcemap: true, minify: false, emptyOutDir: true }
    : mode === 'worker'
      ? {
          outDir: 'dist/worker',
          rolldownOptions: {
            input: 'src/ui/client/worker/service-worker.ts',
            output: { format: 'iife', entryFileNames: 'service-worker.js' },
          },
        }
      : {
          outDir: 'dist/client',
          manifest: true,
          assetsDir: '.',
          assetsInlineLimit: 0,
          rolldownOptions: { input: { theme: 'src/ui/theme.css', client: 'src/ui/client/main.ts' } },
        },
}))
