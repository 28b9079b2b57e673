import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Inbox } from '../inbox.ts'
import { mailId } from './understand-mail.ts'

/** Above this a mail is kept without its end: servers rarely take more, and the words stand first. */
const SOURCE_MAX = 30 * 1024 * 1024
/** Routers forget silent connections; RFC 2177 wants IDLE renewed within 29 minutes. */
const IDLE_MS = 5 * 60_000
const PAUSE_MAX_MS = 5 * 60_000

export interface MailboxWatch {
  readonly imapUrl: string
  readonly inbox: Inbox
  /** Told of each new mail before it is marked as read. */
  readonly onMail: (source: Buffer) => Promise<void>
}

/** Stand at the mailbox by IMAP IDLE and take what comes, until the signal; after a break, come back and read on. */
export async function watchMailbox(watch: MailboxWatch, signal: AbortSignal): Promise<void> {
  let pause = 1_000
  while (!signal.aborted) {
    try {
      await stand(watch, signal, () => {
        pause = 1_000
      })
    } catch (error) {
      if (signal.aborted) return
      const { responseText, message } = error as { responseText?: string; message?: string }
      await watch.inbox.report('email', `IMAP: ${responseText ?? message ?? String(error)}`)
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined)
    pause = Math.min(pause * 2, PAUSE_MAX_MS)
  }
}

async function stand(watch: MailboxWatch, signal: AbortSignal, onOpen: () => void): Promise<void> {
  const client = openClient(watch.imapUrl)
  let wake = () => {}
  let isOver = false
  const end = () => {
    isOver = true
    wake()
  }
  client.on('error', end)
  client.on('close', end)
  client.on('exists', () => wake())
  const close = () => client.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    await client.connect()
    await client.mailboxOpen('INBOX')
    await watch.inbox.report('email', null)
    onOpen()
    while (!isOver && !signal.aborted) {
      // Asked before reading: what comes meanwhile wakes us again.
      const news = new Promise<void>((resolve) => {
        wake = resolve
      })
      await takeNew(client, watch)
      if (isOver) break
      client.idle().catch(end)
      await news
    }
  } finally {
    signal.removeEventListener('abort', close)
    client.close()
  }
}

function openClient(imapUrl: string): ImapFlow {
  const { hostname, port, protocol, username, password } = new URL(imapUrl)
  const secure = protocol === 'imaps:'
  return new ImapFlow({
    host: hostname,
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    maxIdleTime: IDLE_MS,
  })
}

/** Where we read on: the mailbox's own generation of numbers, and the last number read. */
interface Mark {
  readonly generation: string
  readonly uid: number
}

async function takeNew(client: ImapFlow, { inbox, onMail }: MailboxWatch): Promise<void> {
  const generation = client.mailbox === false ? '' : String(client.mailbox.uidValidity)
  const cursor = await inbox.readCursor('email')
  const mark = cursor === null ? null : (JSON.parse(cursor) as Mark)
  const known = mark !== null && mark.generation === generation ? mark.uid : null
  // A new mailbox, or one that was numbered anew: what is unread was not taken yet, and the inbox knows the rest.
  const found = await client.search(known === null ? { seen: false } : { uid: `${known + 1}:*` }, {
    uid: true,
  })
  // "n:*" names the last mail even when its number is below n.
  const fresh = (Array.isArray(found) ? found : [])
    .filter((uid) => uid > (known ?? 0))
    .sort((one, other) => one - other)
  for (const uid of fresh) {
    const mail = await client.fetchOne(
      String(uid),
      { uid: true, source: { maxLength: SOURCE_MAX } },
      { uid: true },
    )
    if (mail === false || mail.source === undefined) continue
    const source = mail.source
    await inbox.take([
      { channel: 'email', externalId: mailId(source), payload: { source: source.toString('base64') } },
    ])
    await onMail(source)
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    await inbox.writeCursor('email', JSON.stringify({ generation, uid }))
  }
  if (known === null && fresh.length === 0 && client.mailbox !== false) {
    await inbox.writeCursor('email', JSON.stringify({ generation, uid: client.mailbox.uidNext - 1 }))
  }
}
