import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

/**
 * The launchers as they are, in a small checkout of their own: npm and Vite are stand-ins that note each call, and the
 * program that gets built says what it was started with and ends as it is told.
 */
const PROJECT_DIR = join(import.meta.dirname, '..')
const PROGRAM = `
console.log('started with ' + process.argv.slice(2).join(' '))
if (process.argv[2] === 'fail') process.exit(7)
if (process.argv[2] === 'start') {
  const wait = setInterval(() => {}, 1_000)
  process.on('SIGTERM', () => { console.log('told to stop'); clearInterval(wait) })
}
`
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 9 })
})

test('the first run installs and builds, the second does neither', async () => {
  const checkout = newCheckout()
  expect(await lapor(checkout, 'help')).toMatchObject({ code: 0, output: 'started with help\n' })
  expect(await lapor(checkout, 'seed', 'now')).toMatchObject({ code: 0, output: 'started with seed now\n' })
  expect(calls(checkout)).toEqual(['npm ci', 'vite client', 'vite worker', 'vite server'])
})

test('a changed source is built again, a changed lock installed again', async () => {
  const checkout = newCheckout()
  await lapor(checkout, 'help')
  writeFileSync(join(checkout, 'src', 'main.ts'), '// changed')
  await lapor(checkout, 'help')
  expect(calls(checkout)).toEqual([
    'npm ci',
    'vite client',
    'vite worker',
    'vite server',
    'vite client',
    'vite worker',
    'vite server',
  ])
  writeLock(checkout, '2.0.0')
  await lapor(checkout, 'help')
  expect(calls(checkout).slice(7)).toEqual(['npm ci', 'vite client', 'vite worker', 'vite server'])
})

test('launchers at the same time install and build once', async () => {
  const checkout = newCheckout()
  const outcomes = await Promise.all([1, 2, 3].map((n) => lapor(checkout, 'help', String(n))))
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(calls(checkout)).toEqual(['npm ci', 'vite client', 'vite worker', 'vite server'])
})

test('the lock of a launcher that was killed is taken over', async () => {
  const checkout = newCheckout()
  mkdirSync(join(checkout, '.cache'))
  const dead = spawn(process.execPath, ['--version'])
  await once(dead, 'exit')
  writeFileSync(join(checkout, '.cache', 'setup.lock'), String(dead.pid))
  expect(await lapor(checkout, 'help')).toMatchObject({ code: 0 })
})

test('a failed build leaves the last good one and says so', async () => {
  const checkout = newCheckout()
  await lapor(checkout, 'help')
  writeFileSync(join(checkout, 'src', 'main.ts'), 'broken')
  const { code, problems } = await lapor(checkout, 'help')
  expect(code).toBe(1)
  expect(problems).toContain('The build ended with code 1')
  expect(existsSync(join(checkout, 'dist', 'server', 'main.js'))).toBe(true)
})

test('the exit code of the command is ours', async () => {
  expect(await lapor(newCheckout(), 'fail')).toMatchObject({ code: 7 })
})

test('SIGTERM reaches the server, which ends by itself', async () => {
  const running = await startServer(newCheckout())
  running.process.kill('SIGTERM')
  await once(running.process, 'exit')
  expect(running.output()).toContain('told to stop')
})

test('a server whose npm was killed without a word stops cleanly', async () => {
  const checkout = newCheckout()
  const parent = [
    `const { spawn } = require('node:child_process')`,
    `spawn(process.execPath, ['bin/lapor.mjs', 'start'], { stdio: 'inherit', env: { ...process.env, npm_execpath: 'npm' } })`,
  ].join('\n')
  const running = await startServer(checkout, ['-e', parent])
  running.process.kill('SIGKILL')
  await expect.poll(running.output, { timeout: 10_000 }).toContain('told to stop')
})

function newCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), 'lapor-launcher-'))
  folders.push(checkout)
  cpSync(join(PROJECT_DIR, 'bin'), join(checkout, 'bin'), { recursive: true })
  cpSync(join(PROJECT_DIR, 'scripts', 'setup'), join(checkout, 'scripts', 'setup'), { recursive: true })
  mkdirSync(join(checkout, 'src'))
  for (const name of ['src/main.ts', 'tsconfig.json', 'vite.config.ts', 'calls'])
    writeFileSync(join(checkout, name), '')
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}')
  writeLock(checkout, '1.0.0')
  makeNpm(checkout)
  return checkout
}

function writeLock(checkout: string, version: string): void {
  const lock = { packages: { '': {}, 'node_modules/vite': { version } } }
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify(lock))
}

/** Installs the Node that runs this test and the stand-in for Vite, and the record that npm leaves. */
function makeNpm(checkout: string): void {
  const vite = `
const fs = require('node:fs')
const out = process.argv[process.argv.indexOf('--outDir') + 1]
fs.appendFileSync('calls', 'vite ' + out.split('/').at(-1) + '\\n')
if (fs.readFileSync('src/main.ts', 'utf8') === 'broken') process.exit(1)
fs.mkdirSync(out, { recursive: true })
fs.writeFileSync(out + '/main.js', fs.readFileSync('program'))
`
  writeFileSync(join(checkout, 'vite.cjs'), vite)
  writeFileSync(join(checkout, 'program'), PROGRAM)
  mkdirSync(join(checkout, 'tools'))
  const npm = join(checkout, 'tools', 'npm')
  const steps = [
    '#!/bin/sh',
    'echo "npm $1" >> calls',
    'mkdir -p node_modules/node/bin node_modules/vite/bin',
    'cp vite.cjs node_modules/vite/bin/vite.js',
    `ln -sf "${process.execPath}" node_modules/node/bin/node`,
    'cp package-lock.json node_modules/.package-lock.json',
    'echo "added 2 packages"',
  ]
  writeFileSync(npm, steps.join('\n'))
  chmodSync(npm, 0o755)
  const node = join(checkout, 'tools', 'node')
  if (!existsSync(node)) symlinkSync(process.execPath, node)
}

function environment(checkout: string): NodeJS.ProcessEnv {
  const { npm_execpath: _, ...rest } = process.env
  return { ...rest, PATH: `${join(checkout, 'tools')}:/usr/bin:/bin` }
}

async function lapor(checkout: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(checkout, 'bin', 'lapor.mjs'), ...args], {
    cwd: tmpdir(),
    env: environment(checkout),
  })
  children.push(child)
  let output = ''
  let problems = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    problems += chunk
  })
  const [code] = await once(child, 'close')
  return { code, output, problems }
}

async function startServer(
  checkout: string,
  args: readonly string[] = [join(checkout, 'bin', 'lapor.mjs'), 'start'],
) {
  const child = spawn(process.execPath, args, { cwd: checkout, env: environment(checkout) })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  await expect.poll(() => output, { timeout: 20_000 }).toContain('started with start')
  return { process: child, output: () => output }
}

function calls(checkout: string): string[] {
  return readFileSync(join(checkout, 'calls'), 'utf8').trim().split('\n')
}
