import type { Db, NewNotification } from '../db/index.ts'
import { type Translate, translator } from '../i18n/index.ts'
import { contactToReach, type Sealer } from '../identity/index.ts'
import { messageChannel } from './contact-message.ts'
import { newMessage } from './new-message.ts'

interface TellDeps {
  readonly db: Db
  readonly clock: { now(): Date }
  readonly sealer: Sealer
}

/** In the language of their last report; nobody, when no contact is left. */
export async function messagesToReporter(
  deps: TellDeps,
  reporterId: number,
  compose: (t: Translate, language: 'id' | 'en') => { readonly subject: string; readonly body: string },
): Promise<NewNotification[]> {
  const last = await deps.db
    .selectFrom('reports')
    .select(['contact_id', 'language'])
    .where('reporter_id', '=', reporterId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const contact = await contactToReach(deps.db, {
    reporter_id: reporterId,
    contact_id: last?.contact_id ?? null,
    confirmed: true,
  })
  if (contact === null) return []
  const language = last?.language === 'en' ? 'en' : 'id'
  return [
    newMessage(deps, {
      report_id: null,
      recipient_kind: 'reporter',
      reporter_id: reporterId,
      channel: messageChannel(contact.kind),
      address_sealed: contact.contact_sealed,
      ...compose(translator(language), language),
    }),
  ]
}
