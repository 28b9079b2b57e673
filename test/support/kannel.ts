import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian's kannel and kannel-extras. */
const PROGRAMS = {
  bearerbox: '/usr/sbin/bearerbox',
  smsbox: '/usr/sbin/smsbox',
  fakesmsc: '/usr/lib/kannel/test/fakesmsc',
}

export const hasKannel = Object.values(PROGRAMS).every((path) => existsSync(path))

export interface Kannel extends AsyncDisposable {
  /** A phone sends a text; resolves when the operator's side has handed it over. */
  say(from: string, text: string): Promise<void>
  /** A phone sends one part of a long text, with its user data header in hexadecimal. */
  sayPart(from: string, udh: string, text: string): Promise<void>
  /** Resolves with the next line that this phone gets, in order of arrival; each is given out once. */
  next(phone: string): Promise<string>
}

export interface KannelPorts {
  readonly sendsms: number
  readonly app: number
}

/**
 * A real Kannel (bearerbox and smsbox) with the documented configuration on free ports of loopback, and Kannel's own
 * fakesmsc as the phones that write.
 */
export async function startKannel(options: {
  readonly ports: KannelPorts
  readonly secret: string
  readonly password: string
}): Promise<Kannel> {
  const { folder, smsc, boxes } = await startBoxes(options)
  const got: { readonly to: string; readonly text: string }[] = []
  const waiting: (() => void)[] = []
  const arrive = openPhone()
  const operator = await openOperator(smsc, (line) => {
    got.push(...arrive(line))
    for (const wake of waiting.splice(0)) wake()
  })
  const talk = async (message: string) => {
    const heard = operator.nextCall()
    const at = ['-H', '127.0.0.1', '-r', String(operator.port)]
    const phone = spawn(PROGRAMS.fakesmsc, [...at, '-i', '0.01', '-m', '1', '-v', '4', message], {
      stdio: 'ignore',
    })
    const ended = new Promise<never>((_, reject) =>
      phone.once('exit', () => reject(new Error('fakesmsc ended'))),
    )
    await Promise.race([heard, ended]).finally(() => stop(phone))
  }
  return {
    say: (from, text) => talk(`${from} 1708 text ${text}`),
    sayPart: (from, udh, text) => talk(`${from} 1708 udh-text ${percent(udh)} ${text}`),
    async next(phone) {
      for (;;) {
        const index = got.findIndex(({ to }) => to === phone)
        const [sms] = index < 0 ? [] : got.splice(index, 1)
        if (sms !== undefined) return sms.text
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    async [Symbol.asyncDispose]() {
      await operator[Symbol.asyncDispose]()
      for (const box of boxes.reverse()) await stop(box)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Operator extends AsyncDisposable {
  /** Where a fakesmsc calls. */
  readonly port: number
  /** Resolves when the next call's message was handed on to the gateway. */
  nextCall(): Promise<void>
}

/**
 * The operator between phones and gateway: one connection to bearerbox for its whole life. Kannel's fake protocol knows
 * no acknowledgement, so whatever bearerbox writes while a fakesmsc leaves and the next one connects would be lost; each
 * fakesmsc says its one message here instead, and what bearerbox sends arrives on the connection that stays.
 */
async function openOperator(smsc: number, onLine: (line: string) => void): Promise<Operator> {
  const gateway = connect(smsc, '127.0.0.1')
  await once(gateway, 'connect')
  gateway.on('data', readLines(onLine))
  gateway.on('error', () => gateway.destroy())
  let heard: (() => void)[] = []
  const calls = createServer((call) => {
    call.on('error', () => call.destroy())
    call.on(
      'data',
      readLines((line) => {
        const resolvers = heard
        heard = []
        gateway.write(`${line}\n`, 'utf8', () => {
          for (const resolve of resolvers) resolve()
        })
      }),
    )
  })
  calls.listen(0, '127.0.0.1')
  await once(calls, 'listening')
  return {
    port: (calls.address() as AddressInfo).port,
    nextCall: () => new Promise((resolve) => heard.push(resolve)),
    async [Symbol.asyncDispose]() {
      gateway.destroy()
      await new Promise((resolve) => calls.close(resolve))
    },
  }
}

/** Whole lines of a stream, however its bytes come in pieces. */
function readLines(onLine: (line: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      onLine(rest.subarray(0, end).toString('utf8'))
      rest = rest.subarray(end + 1)
    }
  }
}

/** Another program may take a free port before Kannel does; then on others. */
async function startBoxes(
  options: Parameters<typeof startKannel>[0],
  tries = 3,
): ReturnType<typeof tryBoxes> {
  try {
    return await tryBoxes(options)
  } catch (error) {
    if (tries <= 1) throw error
    return startBoxes(options, tries - 1)
  }
}

async function tryBoxes(options: Parameters<typeof startKannel>[0]) {
  const folder = mkdtempSync(join(tmpdir(), 'lapor-kannel-'))
  const [admin = 0, smsbox = 0, smsc = 0] = await freePorts(3)
  const config = join(folder, 'kannel.conf')
  writeFileSync(config, configure({ folder, admin, smsbox, smsc, ...options }))
  const boxes: ChildProcess[] = []
  const start = async (program: string, port: number) => {
    const box = spawn(program, ['-v', '4', config], { stdio: 'ignore' })
    boxes.push(box)
    await untilListening(port, box)
  }
  try {
    await start(PROGRAMS.bearerbox, smsc)
    await start(PROGRAMS.smsbox, options.ports.sendsms)
    return { folder, smsc, boxes }
  } catch (error) {
    for (const box of boxes.reverse()) await stop(box)
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Puts the parts of a long SMS together as a phone does. A line that is no message goes on with the one before, which may
 * have been taken already when the line comes.
 */
function openPhone(): (line: string) => { to: string; text: string }[] {
  const parts = new Map<string, string[]>()
  let before = ''
  return (line) => {
    const whole = /^\S+ (\+?\d+) text (.*)$/.exec(line)
    if (whole !== null) {
      before = whole[1] ?? ''
      return [{ to: before, text: whole[2] ?? '' }]
    }
    const part = /^\S+ (\+?\d+) udh %05%00%03%(..)%(..)%(..) \S+ (.*)$/.exec(line)
    if (part === null) return [{ to: before, text: line }]
    const [, to = '', reference = '', total = '', index = '', text = ''] = part
    before = to
    const key = `${to} ${reference}`
    const known = parts.get(key) ?? []
    known[Number.parseInt(index, 16) - 1] = decodeURIComponent(text.replaceAll('+', ' '))
    parts.set(key, known)
    if (known.filter((each) => each !== undefined).length < Number.parseInt(total, 16)) return []
    parts.delete(key)
    return [{ to, text: known.join('') }]
  }
}

/** The documented configuration with ports, passwords and folders of the test, and the fake operator for the real one. */
function configure(given: {
  readonly folder: string
  readonly admin: number
  readonly smsbox: number
  readonly smsc: number
  readonly ports: KannelPorts
  readonly secret: string
  readonly password: string
}): string {
  const documented = readFileSync(join(import.meta.dirname, '../../docs/how-to/kannel.conf'), 'utf8')
  const fake = `group = smsc\nsmsc = fake\nsmsc-id = operator\nport = ${given.smsc}\nconnect-allow-ip = 127.0.0.1\n`
  return documented
    .replace(/group = smsc\n[\s\S]*?\n\n/, `${fake}\n`)
    .replace('admin-port = 13000', `admin-port = ${given.admin}`)
    .replaceAll('13001', String(given.smsbox))
    .replace('sendsms-port = 13013', `sendsms-port = ${given.ports.sendsms}`)
    .replaceAll('/var/log/kannel', given.folder)
    .replaceAll('/var/spool/kannel', given.folder)
    .replace('change-this-sendsms-password', given.password)
    .replace('change-this-secret', given.secret)
    .replace('http://127.0.0.1:1708/', `http://127.0.0.1:${given.ports.app}/`)
}

const percent = (hex: string) => hex.replaceAll(/../g, '%$&')

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}

async function untilListening(port: number, box: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (box.exitCode !== null) throw new Error(`${box.spawnfile} ended with ${box.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('connect', () => socket.end())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${box.spawnfile} does not listen on ${port}`)
}

/** Ports of loopback that nobody uses, all different: held until the last one is found. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer()
      await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
      return probe
    }),
  )
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port)
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))))
  return ports
}
