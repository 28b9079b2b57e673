import { sql } from 'kysely'
import { enqueueReply } from '../notifications/index.ts'
import { goOnWithout } from './conversation/converse.ts'
import type { ProcessDeps } from './process-inbound.ts'

/** Who was asked which institution they mean, and says nothing for so long, has said enough: the report goes on. */
const PATIENCE_MS = 3_600_000

/** Send on the reports whose institution we asked for in vain. @returns how many */
export async function goOnUnanswered(deps: ProcessDeps): Promise<number> {
  const now = deps.clock.now()
  const waiting = await deps.db
    .selectFrom('conversations')
    .select(['channel', 'address_hash', 'thread'])
    .where('asked_at', '<', new Date(now.getTime() - PATIENCE_MS))
    .where(sql<boolean>`asking ->> 'kind' = 'institution'`)
    .limit(50)
    .execute()
  for (const { channel: name, address_hash, thread } of waiting) {
    const row = await deps.db
      .selectFrom('inbound_messages')
      .selectAll()
      .where('channel', '=', name)
      .where('address_hash', '=', address_hash)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    const channel = deps.channels.of(name)
    const payload: unknown = row === undefined ? null : JSON.parse(deps.sealer.open(row.raw_sealed))
    const raw = { channel: name, externalId: row?.external_id ?? '', payload }
    const message = row === undefined ? null : await channel.receive(raw, row.received_at)
    const heard =
      row === undefined || message === null
        ? null
        : {
            message: { ...message, thread: thread === '' ? null : thread },
            inboundId: row.id,
            channel,
            attachments: [],
            fileProblems: [],
          }
    const answer = heard === null ? null : await goOnWithout(deps, heard)
    await deps.db.transaction().execute(async (tx) => {
      await tx
        .updateTable('conversations')
        .set({ asking: null, asked_at: null, updated_at: now })
        .where('channel', '=', name)
        .where('address_hash', '=', address_hash)
        .where('thread', '=', thread)
        .execute()
      if (answer === null || heard === null) return
      await enqueueReply(
        { ...deps, db: tx },
        {
          channel: name,
          address: heard.message.sender.address,
          thread: heard.message.thread,
          inboundId: null,
          reportId: answer.reportId ?? null,
          subject: heard.message.subject ?? '',
          ...answer.reply,
        },
      )
    })
  }
  return waiting.length
}
