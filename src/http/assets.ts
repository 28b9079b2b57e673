import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from '../errors.ts'
import type { PageAssets } from '../ui/index.ts'

interface ManifestEntry {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/**
 * The URLs of the built style, script and font from Vite's manifest.
 * @throws SetupError when the assets are not built
 */
export function loadAssets(projectDir: string): PageAssets {
  const path = join(projectDir, 'dist', 'client', '.vite', 'manifest.json')
  if (!existsSync(path)) throw new SetupError('The pages are not built yet: run npm run build')
  const manifest: Record<string, ManifestEntry> = JSON.parse(readFileSync(path, 'utf8'))
  const theme = manifest['src/ui/theme.css']
  const client = manifest['src/ui/client/main.ts']
  if (theme === undefined || client === undefined)
    throw new SetupError('The build is incomplete: run npm run build')
  const url = (file: string) => `/assets/${file}`
  const font = (theme.assets ?? []).find((file) => file.endsWith('.woff2'))
  return {
    css: [theme.file, ...(client.css ?? [])].map(url),
    script: url(client.file),
    font: font === undefined ? null : url(font),
    offline: [...withImports(manifest, OFFLINE), ...(font === undefined ? [] : [font])].map(url),
  }
}

/** What works without a network; maps, passkeys and the console's scripts do not. */
const OFFLINE = [
  'src/ui/theme.css',
  'src/ui/client/main.ts',
  'src/ui/client/combobox.ts',
  'src/ui/client/location.ts',
  'src/ui/client/file-list.ts',
  'src/ui/client/tell-form.ts',
  'src/ui/client/voice.ts',
  'src/ui/client/outbox-watch.ts',
  'src/ui/client/outbox-page.ts',
]

function withImports(manifest: Record<string, ManifestEntry>, names: readonly string[]): Set<string> {
  const files = new Set<string>()
  const add = (name: string) => {
    const entry = manifest[name]
    if (entry === undefined) throw new SetupError('The build is incomplete: run npm run build')
    if (files.has(entry.file)) return
    files.add(entry.file)
    for (const other of entry.imports ?? []) add(other)
  }
  for (const name of names) add(name)
  return files
}
