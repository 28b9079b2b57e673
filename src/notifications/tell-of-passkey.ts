import type { Db } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import { messagesToReporter } from './messages-to-reporter.ts'

/** Who has a person's phone for a minute must not keep a way in unseen: the person hears of each new passkey. */
export async function tellOfPasskey(
  deps: {
    readonly db: Db
    readonly clock: { now(): Date }
    readonly sealer: Sealer
    readonly baseUrl: string
  },
  reporterId: number,
  name: string,
): Promise<void> {
  const values = { name, link: `${deps.baseUrl}/saya/kunci` }
  const messages = await messagesToReporter(deps, reporterId, (t) => ({
    subject: t('notify.passkey.subject', values),
    body: t('notify.passkey.body', values),
  }))
  if (messages.length > 0) await deps.db.insertInto('notifications').values(messages).execute()
}
