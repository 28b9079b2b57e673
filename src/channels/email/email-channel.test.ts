import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import { findDovecot } from '../../../test/support/dovecot.ts'
import { type MailServer, replyAddress, startMailServer } from '../../../test/support/mail-server.ts'
import type { Channel, InboundMessage } from '../channel.ts'
import type { Inbox } from '../inbox.ts'
import { NEVER, outbound, testInbox } from '../outbound.fixture.ts'
import { emailChannel } from './email-channel.ts'
import type { Bounce } from './read-bounce.ts'

const here = test.skipIf(findDovecot() === null && process.env.LAPOR_TESTS !== 'whole')

let lapor: TestContext
let mail: MailServer
let inbox: Inbox
let channel: Channel
const bounces: Bounce[] = []
const TEXTS = {
  replyAbove: 'Tulis balasan di atas baris ini',
  subject: (number: string | null) => `Laporan ${number}`,
}

beforeAll(async () => {
  if (findDovecot() === null) return
  lapor = await createTestContext()
  inbox = testInbox(lapor.context)
  mail = await startMailServer()
  channel = emailChannel({
    config: { smtpUrl: mail.smtpUrl, from: `LAPOR! <${mail.address}>` },
    mailbox: { imapUrl: mail.imapUrl, address: mail.address, trustedServer: null },
    sealer: lapor.context.sealer,
    onBounce: async (bounce) => {
      bounces.push(bounce)
    },
    texts: TEXTS,
    writesTooOften: async (address) => address === 'mesin@warga.test',
  })
})
afterAll(async () => {
  await mail?.[Symbol.asyncDispose]()
  await lapor?.[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await lapor?.context.db.deleteFrom('inbound_messages').execute()
})

const send = (message: Parameters<typeof outbound>[0]) =>
  channel.send?.(outbound({ to: 'siti@warga.test', ...message }), NEVER)

async function stored(): Promise<(InboundMessage | null)[]> {
  const rows = await lapor.context.db.selectFrom('inbound_messages').selectAll().orderBy('id').execute()
  return Promise.all(
    rows.map((row) =>
      channel.receive(
        {
          channel: 'email',
          externalId: row.external_id,
          payload: JSON.parse(lapor.context.sealer.open(row.raw_sealed)),
        },
        row.received_at,
      ),
    ),
  )
}

/** Stand at the mailbox while something happens, until the condition holds. */
async function listenWhile(act: () => Promise<void>, holds: () => Promise<boolean> | boolean): Promise<void> {
  const stop = new AbortController()
  const listening = channel.listen?.(inbox, stop.signal)
  await act()
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
  stop.abort()
  await listening
}

const countIs = (count: number) => async () => (await stored()).length === count

here('a mail comes in by IDLE, and an answer to ours is known by its address', async () => {
  const sent = await send({ trackingNumber: '1234567890', text: 'Mohon sebutkan nama jalannya.' })
  expect(sent).toMatchObject({ outcome: 'accepted' })
  const [ours] = await mail.mailsTo('siti@warga.test')
  if (ours === undefined) throw new Error('no mail')
  await listenWhile(async () => {
    await mail.send({
      from: 'Siti <siti@warga.test>',
      to: replyAddress(ours),
      subject: `Re: ${ours.subject}`,
      text: `Jalan Sultan Agung.\n\nPada 10 Nov 2026 LAPOR! <${mail.address}> menulis:\n> Mohon`,
      attachments: [{ filename: 'bukti.jpg', content: Buffer.from('foto') }],
    })
  }, countIs(1))
  const [message] = await stored()
  expect(message).toMatchObject({
    trackingNumber: '1234567890',
    text: 'Jalan Sultan Agung.',
    sender: { isProved: true },
  })
  const [file] = message?.attachments ?? []
  expect(file && (await channel.fetchAttachment?.(file, NEVER))).toEqual({
    outcome: 'fetched',
    bytes: Buffer.from('foto'),
  })
})

here('our mail says that a machine wrote it, and the same message has the same id', async () => {
  await send({ to: 'dua@warga.test', inReplyTo: '<a@warga.test>' })
  await send({ to: 'dua@warga.test', inReplyTo: '<a@warga.test>' })
  const [one, same] = await mail.mailsTo('dua@warga.test')
  expect(one?.headers.get('auto-submitted')).toBe('auto-replied')
  expect(one?.inReplyTo).toBe('<a@warga.test>')
  expect(one?.messageId).toBe(same?.messageId)
})

here('what came while the mailbox or we were away is read on', async () => {
  const write = (subject: string) =>
    mail.send({ from: 'budi@warga.test', to: mail.address, subject, text: 'Jalan berlubang di depan pasar.' })
  await write('satu')
  await listenWhile(async () => undefined, countIs(1))
  await write('dua')
  await listenWhile(async () => {
    await mail.stopInbox()
    await write('tiga')
    await mail.startInbox()
  }, countIs(3))
  expect((await stored()).map((message) => message?.subject)).toEqual(['satu', 'dua', 'tiga'])
})

here('an absence note in answer to us is stored and not answered: no mail loop', async () => {
  await send({ to: 'cuti@warga.test', trackingNumber: '1234567890' })
  const [ours] = await mail.mailsTo('cuti@warga.test')
  if (ours === undefined) throw new Error('no mail')
  await listenWhile(
    () =>
      mail.send({
        from: 'cuti@warga.test',
        to: replyAddress(ours),
        subject: 'Sedang cuti',
        text: 'Saya sedang cuti.',
        headers: { 'Auto-Submitted': 'auto-replied' },
      }),
    countIs(1),
  )
  expect(await stored()).toEqual([null])
})

here('a mail that comes back for good is told with its recipient', async () => {
  const sent = await send({ to: 'pindah@warga.test', idempotencyKey: 'kunci-pantul' })
  if (sent?.outcome !== 'accepted') throw new Error('not sent')
  const [ours] = await mail.mailsTo('pindah@warga.test')
  const returnPath = mail.returnPathOf(ours)
  await listenWhile(
    () =>
      mail.send({
        envelope: { from: '', to: returnPath },
        raw: [
          `From: MAILER-DAEMON@warga.test`,
          `To: ${returnPath}`,
          'Subject: Undelivered Mail',
          'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
          '',
          '--r',
          '',
          'Sorry.',
          '--r',
          'Content-Type: message/delivery-status',
          '',
          'Final-Recipient: rfc822; pindah@warga.test',
          'Action: failed',
          'Status: 5.1.1',
          '--r',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: ${sent.providerId}`,
          '--r--',
        ].join('\r\n'),
      }),
    () => bounces.length === 1,
  )
  expect(bounces).toEqual([{ recipient: 'pindah@warga.test', reason: '5.1.1', messageId: sent.providerId }])
  expect(await stored()).toEqual([null])
})

here('who writes faster than people do is not answered, but told what happens to a report', async () => {
  expect(await send({ to: 'mesin@warga.test', inReplyTo: '<a@b>' })).toMatchObject({ outcome: 'refused' })
  expect(await send({ to: 'mesin@warga.test' })).toMatchObject({ outcome: 'accepted' })
})

here('a refusal for good, a full box for now, and an outage are told apart', async () => {
  mail.refuse('tiada@warga.test', '550 5.1.1 no such user')
  expect(await send({ to: 'tiada@warga.test' })).toMatchObject({ outcome: 'refused' })
  mail.refuse('penuh@warga.test', '452 4.2.2 mailbox full')
  expect(await send({ to: 'penuh@warga.test' })).toMatchObject({ outcome: 'retry' })
  const nowhere = emailChannel({
    config: { smtpUrl: 'smtp://127.0.0.1:1', from: 'lapor@lapor.test' },
    mailbox: null,
    sealer: lapor.context.sealer,
    onBounce: async () => undefined,
    texts: TEXTS,
    writesTooOften: async (address) => address === 'mesin@warga.test',
  })
  expect(await nowhere.send?.(outbound({ to: 'siti@warga.test' }), NEVER)).toMatchObject({ outcome: 'retry' })
})
