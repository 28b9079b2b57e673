import { describe } from 'vitest'
import { createTestApp } from '../../../test/support/app.ts'
import { findDovecot } from '../../../test/support/dovecot.ts'
import { MAIL_SERVER, startMailServer } from '../../../test/support/mail-server.ts'
import { channelContract } from '../contract-tests.ts'
import { listenToChannels } from '../index.ts'
import { EMAIL_LIMITS } from './email-channel.ts'

const traits = { channel: 'email', limits: EMAIL_LIMITS, takesFiles: true, isSigned: false } as const

describe.skipIf(findDovecot() === null)('on a real IMAP server', () => {
  channelContract(traits, async () => {
    const mail = await startMailServer()
    const lapor = await createTestApp({
      LAPOR_SMTP_URL: mail.smtpUrl,
      LAPOR_EMAIL_FROM: `LAPOR! <${mail.address}>`,
      LAPOR_IMAP_URL: mail.imapUrl,
      LAPOR_EMAIL_TRUSTED_SERVER: MAIL_SERVER,
    })
    const stop = new AbortController()
    const listening = listenToChannels(lapor.context, lapor.channels, stop.signal)
    let written = 0
    /** The mailbox's marks are its own numbers, and they count up by one. */
    const taken = async () => {
      const row = await lapor.context.db
        .selectFrom('channel_health')
        .select('cursor')
        .where('channel', '=', 'email')
        .executeTakeFirst()
      return row?.cursor == null ? 0 : (JSON.parse(row.cursor) as { uid: number }).uid
    }
    return {
      lapor,
      async deliver({ id, from, text, photo }) {
        await mail.send({
          messageId: `<${id}@warga.test>`,
          from: `Warga <${from}@warga.test>`,
          to: mail.address,
          subject: 'Halo',
          text,
          attachments: photo === undefined ? [] : [{ filename: 'foto.jpg', content: photo }],
        })
        written += 1
        while ((await taken()) < written) await new Promise((resolve) => setTimeout(resolve, 20))
        return { status: 200 }
      },
      async received(from) {
        const mails = await mail.mailsTo(`${from}@warga.test`)
        return mails.map(({ text = '' }) => text.slice(text.indexOf('\n')).trim())
      },
      provider(mood) {
        mail.mood = mood
      },
      async [Symbol.asyncDispose]() {
        stop.abort()
        await listening
        await lapor[Symbol.asyncDispose]()
        await mail[Symbol.asyncDispose]()
      },
    }
  })
})
