import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { findDovecot } from '../../../test/support/dovecot.ts'
import {
  MAIL_SERVER,
  type MailServer,
  replyAddress,
  startMailServer,
} from '../../../test/support/mail-server.ts'
import { notifyOfEvent } from '../../notifications/index.ts'
import { answerReport, assignReport, readReport } from '../../reports/index.ts'
import { listenToChannels } from '../index.ts'

describe.skipIf(findDovecot() === null)('a conversation by e-mail', () => {
  let mail: MailServer
  let lapor: TestApp
  const stop = new AbortController()
  let listening: Promise<void>

  beforeAll(async () => {
    mail = await startMailServer()
    lapor = await createTestApp({
      LAPOR_SMTP_URL: mail.smtpUrl,
      LAPOR_EMAIL_FROM: `LAPOR! <${mail.address}>`,
      LAPOR_IMAP_URL: mail.imapUrl,
      LAPOR_EMAIL_TRUSTED_SERVER: MAIL_SERVER,
    })
    listening = listenToChannels(lapor.context, lapor.channels, stop.signal)
  })
  afterAll(async () => {
    stop.abort()
    await listening
    await lapor[Symbol.asyncDispose]()
    await mail[Symbol.asyncDispose]()
  })

  /** Work on what comes in and goes out until this person has so many mails; the last of them. */
  async function mailNumber(count: number, address: string) {
    for (;;) {
      await lapor.workChannels()
      const mails = await mail.mailsTo(address)
      const last = mails.at(count - 1)
      if (last !== undefined) return { ...last, text: last.text ?? '' }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const reportOf = async () => {
    const row = await lapor.context.db
      .selectFrom('reports')
      .select(['tracking_number', 'state'])
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return row ?? { tracking_number: '', state: 'none' }
  }

  test('a sender nobody vouches for is asked to answer, and the answers alone carry the whole report', async () => {
    const siti = 'siti@tanpa-bukti.test'
    await mail.send({
      from: siti,
      to: mail.address,
      subject: 'Lampu jalan mati di Pasar Banjarsari',
      text: 'PekalonganKota lampu jalan di depan pasar mati sejak tiga malam.\n\n-- \nSiti',
    })
    const asked = await mailNumber(1, siti)
    expect(asked.text).toContain('balas surel ini')
    expect(asked.text).not.toContain('http')
    const { tracking_number: number, state } = await reportOf()
    expect(state).toBe('awaiting_identity')
    // Who was told to confirm here is not sent a code beside it.
    await notifyOfEvent(
      { ...lapor.context, baseUrl: 'https://lapor.test' },
      { report_id: await idOf(number), seq: 1 },
    )

    const answer = (to: typeof asked, text: string) =>
      mail.send({
        from: siti,
        to: replyAddress(to),
        subject: `Re: ${to.subject}`,
        inReplyTo: to.messageId,
        text: `${text}\n\nPada Sel, 10 Nov 2026 LAPOR! <${mail.address}> menulis:\n> ${to.text}`,
      })
    await answer(asked, 'Ya.')
    const received = await mailNumber(2, siti)
    expect(received.text).toContain(number)
    expect((await reportOf()).state).toBe('submitted')

    await answer(received, 'Lampunya tiga buah, dekat pos ronda.')
    await mailNumber(3, siti)
    const city = await lapor.staff('institution_admin', 'kota-pekalongan')
    const works = await lapor.staff('unit_officer', 'pkl-dpupr')
    await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
    await answerReport(lapor.context, works.actor, number, { text: 'Lampunya sudah kami ganti.' })
    await answer(received, 'Belum, masih mati dua.')
    await mailNumber(4, siti)
    const record = await readReport(lapor.context.db, number)
    expect(record?.report).toMatchObject({ state: 'in_progress', reopen_count: 1, channel: 'email' })
    expect(record?.events.filter(({ type }) => type === 'add_information').map(({ text }) => text)).toEqual([
      'Lampunya tiga buah, dekat pos ronda.',
    ])
  })

  test('a forged sender changes nothing; the real one is asked', async () => {
    const budi = 'budi@warga.test'
    await mail.send({
      from: budi,
      to: mail.address,
      subject: 'Jalan berlubang',
      text: 'Jalan berlubang di depan Pasar Banjarsari.',
    })
    await mailNumber(1, budi)
    const { tracking_number: number } = await reportOf()
    // The envelope tells the server that nobody vouches for this one.
    await mail.send({
      from: budi,
      to: mail.address,
      envelope: { from: 'penipu@lain.test', to: mail.address },
      subject: 'Batal',
      text: `BATAL ${number}`,
    })
    const asked = await mailNumber(2, budi)
    expect(asked.text).toContain('benar dari Anda')
    expect((await reportOf()).state).toBe('submitted')
  })

  test('an address that does not exist is not written to again', async () => {
    const tia = 'tia@warga.test'
    await mail.send({
      from: tia,
      to: mail.address,
      subject: 'Air mati',
      text: 'Air PDAM mati dua hari di Kraton.',
    })
    const first = await mailNumber(1, tia)
    await mail.send({
      envelope: { from: '', to: mail.returnPathOf(first) },
      raw: [
        'From: MAILER-DAEMON@warga.test',
        `To: ${mail.returnPathOf(first)}`,
        'Content-Type: multipart/report; report-type=delivery-status; boundary=r',
        '',
        '--r',
        'Content-Type: message/delivery-status',
        '',
        `Final-Recipient: rfc822; ${tia}`,
        'Action: failed',
        'Status: 5.1.1',
        '--r',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${first.messageId}`,
        '--r--',
      ].join('\r\n'),
    })
    for (;;) {
      const row = await lapor.context.db
        .selectFrom('notifications')
        .select('delivery')
        .where('provider_id', '=', first.messageId ?? '')
        .executeTakeFirst()
      const contact = await lapor.context.db
        .selectFrom('reporter_contacts')
        .select('id')
        .where('undeliverable_at', 'is not', null)
        .executeTakeFirst()
      if (row?.delivery === 'undelivered' && contact !== undefined) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })

  async function idOf(number: string): Promise<number> {
    const record = await readReport(lapor.context.db, number)
    return record?.report.id ?? 0
  }
})
