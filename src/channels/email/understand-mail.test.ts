import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import type { InboundMessage } from '../channel.ts'
import { readBounce } from './read-bounce.ts'
import { type ReplyAddresses, replyAddresses } from './reply-address.ts'
import { mailId, parseMail, understandMail } from './understand-mail.ts'

let lapor: TestContext
let addresses: ReplyAddresses

beforeAll(async () => {
  lapor = await createTestContext()
  addresses = replyAddresses(lapor.context.sealer, 'lapor@contoh.id')
})
afterAll(() => lapor[Symbol.asyncDispose]())

function understand(
  headers: Record<string, string>,
  body = 'Lampu jalan mati sejak tiga malam.',
): Promise<InboundMessage | null> {
  const source = source_(headers, body)
  return understandMail(
    { address: 'lapor@contoh.id', trustedServer: 'mx.contoh.id', addresses },
    { channel: 'email', externalId: '<a@b>', payload: { source: Buffer.from(source).toString('base64') } },
    new Date('2026-11-10T02:00:00Z'),
  )
}

function source_(headers: Record<string, string>, body: string): string {
  const all = {
    'Return-Path': '<siti@warga.id>',
    'Message-ID': '<a@warga.id>',
    From: 'Siti Nur Rahma <Siti@warga.id>',
    To: 'lapor@contoh.id',
    Subject: 'Lampu jalan mati',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}`
}

test('a mail is a message of a sender who is only claimed', async () => {
  expect(await understand({})).toMatchObject({
    sender: { kind: 'email', address: 'siti@warga.id', name: 'Siti Nur Rahma', isProved: false },
    subject: 'Lampu jalan mati',
    text: 'Lampu jalan mati sejak tiga malam.',
  })
})

test('an answer to a report’s own address is proved, however its letters are written', async () => {
  const to = addresses.ofReport('1234567890')
  expect(to.length).toBeLessThanOrEqual(64 + '@contoh.id'.length)
  const message = await understand(
    { To: `LAPOR! <${to.toUpperCase()}>`, Subject: 'Re: Laporan 1234567890' },
    'Sudah.',
  )
  expect(message).toMatchObject({ trackingNumber: '1234567890', text: 'Sudah.', sender: { isProved: true } })
  expect(message?.subject).toBeUndefined()
})

test('a made-up token proves nothing', async () => {
  const forged = addresses.ofReport('1234567890').replace('1234567890', '9876543210')
  expect(await understand({ To: forged })).toMatchObject({
    trackingNumber: undefined,
    sender: { isProved: false },
  })
})

test.each([
  ['DMARC of our own server', 'mx.contoh.id; dmarc=pass header.from=warga.id', true],
  ['DKIM of the same domain', 'mx.contoh.id; dkim=pass header.d=warga.id header.s=a', true],
  ['DKIM of another domain', 'mx.contoh.id; dkim=pass header.d=penipu.id', false],
  ['another server', 'mx.penipu.id; dmarc=pass header.from=warga.id', false],
  ['a failure', 'mx.contoh.id; dmarc=fail header.from=warga.id', false],
])('the verdict on a sender: %s', async (_whose, verdict, isProved) => {
  expect((await understand({ 'Authentication-Results': verdict }))?.sender.isProved).toBe(isProved)
})

test.each([
  ['an absence note', { 'Auto-Submitted': 'auto-replied' }],
  ['a notification', { 'Auto-Submitted': 'auto-generated (rejected)' }],
  ['a null return path', { 'Return-Path': '<>' }],
  ['bulk', { Precedence: 'bulk' }],
  ['an old autoresponder', { 'X-Autoreply': 'yes' }],
  ['Exchange', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }],
  ['a mailing list', { 'List-Id': '<warga.rt05.id>' }],
  ['a mail server', { From: 'MAILER-DAEMON@warga.id' }],
  ['nobody', { From: 'no-reply@toko.id' }],
  ['ourselves', { From: 'LAPOR! <lapor+x@contoh.id>' }],
  ['a receipt', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=a' }],
])('a machine is never answered: %s', async (_kind, headers) => {
  expect(await understand(headers)).toBeNull()
})

test('Auto-Submitted: no is what a person’s program writes', async () => {
  expect(await understand({ 'Auto-Submitted': 'no' })).not.toBeNull()
})

test('HTML is read as text, files come along, logos of signatures do not', async () => {
  const picture = Buffer.alloc(100, 1).toString('base64')
  const body = [
    '--a',
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Lampu <b>mati</b>.</p><p>Mohon diperbaiki.</p><blockquote>Laporan lama</blockquote>',
    '--b',
    'Content-Type: image/png; name=logo.png',
    'Content-ID: <logo>',
    'Content-Transfer-Encoding: base64',
    '',
    picture,
    '--b--',
    '--a',
    'Content-Type: image/jpeg; name=bukti.jpg',
    'Content-Disposition: attachment; filename=bukti.jpg',
    'Content-Transfer-Encoding: base64',
    '',
    picture,
    '--a--',
  ].join('\r\n')
  const message = await understand({ 'Content-Type': 'multipart/mixed; boundary=a' }, body)
  expect(message?.text).toBe('Lampu mati.\n\nMohon diperbaiki.')
  expect(message?.attachments.map(({ name }) => name)).toEqual(['bukti.jpg'])
})

test('the same mail has the same id, with or without one of its own', () => {
  const withId = Buffer.from(source_({}, 'a'))
  expect(mailId(withId)).toBe('<a@warga.id>')
  const without = Buffer.from('From: a@b\r\n\r\nMessage-ID: <im.body@x>')
  expect(mailId(without)).toMatch(/^sha256:/)
  expect(mailId(without)).toBe(mailId(Buffer.from(without)))
})

function report(to: string, fields: string): string {
  return source_(
    {
      'Return-Path': '<>',
      From: 'MAILER-DAEMON@mx.contoh.id',
      To: to,
      'Auto-Submitted': 'auto-replied',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
    },
    [
      '--r',
      '',
      'Your message could not be delivered.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.contoh.id',
      '',
      fields,
      '--r',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <kami@contoh.id>',
      '--r--',
    ].join('\r\n'),
  )
}

test('a mail that came back for good tells whose address it was and which mail', async () => {
  const failed =
    'Final-Recipient: rfc822; siti@warga.id\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user'
  const mail = await parseMail(Buffer.from(report(addresses.ofBounce('siti@warga.id'), failed)))
  expect(readBounce(mail, addresses)).toEqual({
    recipient: 'siti@warga.id',
    reason: '5.1.1 550 no such user',
    messageId: '<kami@contoh.id>',
  })
})

test('a delay is no failure, and nobody can silence the address of another', async () => {
  const delayed = 'Final-Recipient: rfc822; siti@warga.id\r\nAction: delayed\r\nStatus: 4.4.1'
  const to = addresses.ofBounce('siti@warga.id')
  expect(readBounce(await parseMail(Buffer.from(report(to, delayed))), addresses)).toBeNull()
  const forged = 'Final-Recipient: rfc822; budi@warga.id\r\nAction: failed\r\nStatus: 5.1.1'
  expect(readBounce(await parseMail(Buffer.from(report(to, forged))), addresses)).toBeNull()
})
