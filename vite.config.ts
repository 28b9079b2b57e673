import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

/** Two builds from one file: the browser's assets (default) and the server bundle (`--ssr src/main.ts`). */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: isSsrBuild ? [] : [tailwindcss()],
  publicDir: false,
  base: '/assets/',
  build: isSsrBuild
    ? { outDir: 'dist/server', target: 'node24', sourcemap: true, minify: false, emptyOutDir: true }
    : {
        outDir: 'dist/client',
        manifest: true,
        assetsDir: '.',
        assetsInlineLimit: 0,
        rolldownOptions: { input: { theme: 'src/ui/theme.css', client: 'src/ui/client/main.ts' } },
      },
}))
