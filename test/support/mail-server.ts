import type { AddressInfo } from 'node:net'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { MAILBOX_PASSWORD, startDovecot } from './dovecot.ts'
import type { ProviderMood } from './fake-http.ts'

export interface MailServer extends AsyncDisposable {
  readonly smtpUrl: string
  readonly imapUrl: string
  /** The address of the office; what follows a plus belongs to it too. */
  readonly address: string
  /** What came for somebody outside, in order. */
  mailsTo(address: string): Promise<ParsedMail[]>
  /** Where a mail of ours comes back when it cannot be delivered. */
  returnPathOf(mail: ParsedMail | undefined): string
  /** Somebody's mail program sends; `envelope.from: ''` is the null return path of bounces. */
  send(mail: SendMailOptions): Promise<void>
  mood: ProviderMood
  /** The next messages to this address are answered so, e.g. `550 5.1.1 no such user`; null accepts again. */
  refuse(address: string, reply: string | null): void
  /** The inbox is away and comes back. */
  stopInbox(): Promise<void>
  startInbox(): Promise<void>
}

/** How the server signs its verdicts; it finds senders of warga.test to be who they say. */
export const MAIL_SERVER = 'mx.lapor.test'
const DOMAIN = 'lapor.test'
const USER = 'lapor'

/** A real mail server: SMTP in for everybody, and the office's inbox by IMAP. */
export async function startMailServer(): Promise<MailServer> {
  const dovecot = await startDovecot()
  const outside: { to: string; from: string; raw: string }[] = []
  const refusals = new Map<string, string>()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(address, _session, done) {
      const outbound = !isOffice(address.address)
      const moody = { well: undefined, down: '451 4.3.2 try later', refusing: '550 5.1.1 no such user' }[
        server.mood
      ]
      const reply = refusals.get(address.address.toLowerCase()) ?? (outbound ? moody : undefined)
      if (reply === undefined) return done()
      const [code, ...words] = reply.split(' ')
      done(Object.assign(new Error(words.join(' ')), { responseCode: Number(code) }))
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
      const message = Buffer.concat(chunks).toString('utf8')
      for (const { address } of session.envelope.rcptTo) {
        if (isOffice(address)) {
          // What a mail server puts on top of what it hands over: RFC 5321 (4.4) and RFC 8601.
          const verdict = /@warga\.test>?$/.test(from) ? 'pass' : 'none'
          const head = [
            `Return-Path: <${from}>`,
            `Delivered-To: ${address}`,
            `Authentication-Results: ${MAIL_SERVER}; dmarc=${verdict} header.from=${from.split('@')[1] ?? ''}`,
          ]
          await dovecot.deliver(USER, `${head.join('\r\n')}\r\n${message}`)
        } else outside.push({ to: address.toLowerCase(), from, raw: message })
      }
      done()
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
  const mailProgram = createTransport(smtpUrl)
  const server: MailServer = {
    smtpUrl,
    mood: 'well',
    imapUrl: `imap://${USER}:${encodeURIComponent(MAILBOX_PASSWORD)}@127.0.0.1:${dovecot.port}`,
    address: `${USER}@${DOMAIN}`,
    mailsTo: (address) =>
      Promise.all(
        outside.filter(({ to }) => to === address.toLowerCase()).map(({ raw }) => simpleParser(raw)),
      ),
    returnPathOf(mail) {
      const sent = outside.find(({ raw }) => mail?.messageId !== undefined && raw.includes(mail.messageId))
      if (sent === undefined) throw new Error('no such mail was sent')
      return sent.from
    },
    async send(mail) {
      await mailProgram.sendMail(mail)
    },
    refuse(address, reply) {
      if (reply === null) refusals.delete(address.toLowerCase())
      else refusals.set(address.toLowerCase(), reply)
    },
    stopInbox: dovecot.stop,
    startInbox: dovecot.start,
    async [Symbol.asyncDispose]() {
      mailProgram.close()
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
      await dovecot[Symbol.asyncDispose]()
    },
  }
  return server
}

/** The address a reply to this mail goes to. */
export function replyAddress(mail: ParsedMail): string {
  const header: AddressObject | undefined = mail.replyTo ?? mail.from
  const address = header?.value[0]?.address
  if (address === undefined) throw new Error('the mail has nobody to answer')
  return address
}

function isOffice(address: string): boolean {
  const [local = '', domain] = address.toLowerCase().split('@')
  return domain === DOMAIN && local.split('+')[0] === USER
}
