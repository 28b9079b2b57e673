import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROJECT_DIR = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,tsx,css}', { cwd: PROJECT_DIR }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(join(PROJECT_DIR, path), 'utf8'),
}))
const programs = sources.filter(({ path }) => !/\.(test|fixture)\.tsx?$|\.css$/.test(path))
/** The browser has its own clock and no server's settings. */
const onServer = programs.filter(({ path }) => !path.startsWith('src/ui/client/'))

test('only config.ts reads the environment', () => {
  expect(namesWith(onServer, /\bprocess\.env\b/, ['src/config.ts'])).toEqual([])
})

test('only clock.ts asks what time it is, so that training and tests can shift it', () => {
  expect(namesWith(onServer, /\bDate\.now\(\)|\bnew Date\(\)/, ['src/clock.ts'])).toEqual([])
})

test('SQL takes the time from the clock too', () => {
  const askTheServer = /\bcurrent_timestamp\b|\bcurrent_date\b|\bclock_timestamp\(|[^.\w]now\(\)/i
  const inSql = onServer.map(({ path, text }) => ({ path, text: sqlTexts(text).join('\n') }))
  expect(namesWith(inSql, askTheServer, [])).toEqual([])
})

test('no file is longer than 400 lines', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 401)
  expect(long.map(({ path }) => path)).toEqual([])
})

test('every file is named in kebab-case', () => {
  const odd = sources.filter(
    ({ path }) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.[a-z-]+)*\.(ts|tsx|css)$/.test(path),
  )
  expect(odd.map(({ path }) => path)).toEqual([])
})

test('migrations are named by time and deed, stand in order and are all listed', () => {
  const names = globSync('src/db/migrations/*.ts', { cwd: PROJECT_DIR })
    .map((path) => path.replace(/^.*\//, '').replace(/\.ts$/, ''))
    .filter((name) => name !== 'index')
  expect(names.filter((name) => !/^\d{14}-[a-z0-9-]+$/.test(name))).toEqual([])
  const listed = readFileSync(join(PROJECT_DIR, 'src/db/migrations/index.ts'), 'utf8')
  expect(names.filter((name) => !listed.includes(`./${name}.ts`))).toEqual([])
})

test('every text exists in both languages', () => {
  expect(catalogueKeys('en')).toEqual(catalogueKeys('id'))
})

interface Source {
  readonly path: string
  readonly text: string
}

function namesWith(files: readonly Source[], pattern: RegExp, allowed: readonly string[]): string[] {
  return files
    .filter(({ path, text }) => !allowed.includes(path) && pattern.test(withoutComments(text)))
    .map(({ path }) => path)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

function sqlTexts(text: string): string[] {
  return [...text.matchAll(/\bsql(?:<[^`]*?>)?`([^`]*)`/g)].map((match) => match[1] ?? '')
}

function catalogueKeys(language: string): Record<string, string[]> {
  const folder = join(PROJECT_DIR, 'src/i18n', language)
  return Object.fromEntries(
    globSync('*.json', { cwd: folder })
      .sort()
      .map((name) => [name, Object.keys(JSON.parse(readFileSync(join(folder, name), 'utf8'))).sort()]),
  )
}
