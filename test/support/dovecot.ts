import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'

export interface Dovecot extends AsyncDisposable {
  readonly port: number
  /** Put a message into a user's inbox the way a mail server does: written aside, then renamed into `new`. */
  deliver(user: string, message: string): Promise<void>
  /** Like a power cut: connections break, the mail stays. */
  stop(): Promise<void>
  start(): Promise<void>
}

export const MAILBOX_PASSWORD = 'rahasia-uji'

/** Where the IMAP server is, or null where this machine has none. */
export function findDovecot(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'dovecot')).find(isExecutable) ?? null
}

/** A real IMAP server on loopback, with a mailbox for every name one signs in with. */
export async function startDovecot(): Promise<Dovecot> {
  const program = findDovecot()
  if (program === null) throw new Error('no dovecot: npm test installs it where apt is there')
  const folder = await mkdtemp(join(tmpdir(), 'lapor-dovecot-'))
  const port = await freePort()
  const mail = join(folder, 'mail')
  await mkdir(mail)
  if (userInfo().uid === 0) {
    const owner = await ownerOfDovecot()
    await chmod(folder, 0o755)
    await chown(mail, owner.uid, owner.gid)
  }
  const config = join(folder, 'dovecot.conf')
  await writeFile(config, configuration(folder, port))
  let server: ChildProcess | null = null
  // A test run that is broken off leaves no server behind.
  const endWithUs = () => server?.kill('SIGTERM')
  process.once('exit', endWithUs)

  const start = async () => {
    server = spawn(program, ['-F', '-c', config], { stdio: 'ignore' })
    await untilItListens(port, server, join(folder, 'log'))
  }
  const stop = async () => {
    const running = server
    server = null
    if (running === null || running.exitCode !== null) return
    const gone = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    await gone
  }
  await start()
  return {
    port,
    start,
    stop,
    deliver: (user, message) => deliver(join(mail, user), message),
    async [Symbol.asyncDispose]() {
      process.off('exit', endWithUs)
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configuration(folder: string, port: number): string {
  const { uid, username } = userInfo()
  const isRoot = uid === 0
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%n
mail_uid = ${isRoot ? 'dovecot' : username}
mail_gid = ${isRoot ? 'dovecot' : userInfo().gid}
first_valid_uid = 1
${isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${userInfo().gid}`}
passdb {
  driver = static
  args = password=${MAILBOX_PASSWORD}
}
userdb {
  driver = static
  args = home=${folder}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
}

async function deliver(maildir: string, message: string): Promise<void> {
  const owner = await stat(join(maildir, '..'))
  for (const part of ['', 'tmp', 'new', 'cur']) {
    await mkdir(join(maildir, part), { recursive: true })
    await chown(join(maildir, part), owner.uid, owner.gid)
  }
  const name = `${Date.now()}.${randomUUID()}.uji`
  await writeFile(join(maildir, 'tmp', name), message)
  await chown(join(maildir, 'tmp', name), owner.uid, owner.gid)
  await rename(join(maildir, 'tmp', name), join(maildir, 'new', name))
}

/** The system user that Debian's package makes. */
async function ownerOfDovecot(): Promise<{ uid: number; gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((user) => user.startsWith('dovecot:'))
  const [, , uid, gid] = (line ?? '').split(':')
  if (uid === undefined || gid === undefined) throw new Error('the user dovecot is missing')
  return { uid: Number(uid), gid: Number(gid) }
}

async function untilItListens(port: number, server: ChildProcess, log: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (server.exitCode !== null) throw new Error(`dovecot ended:\n${await readFile(log, 'utf8')}`)
    if (await accepts(port)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`dovecot does not listen:\n${await readFile(log, 'utf8').catch(() => '')}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
