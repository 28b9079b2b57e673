import { type Db, inTransaction } from '../../../db/index.ts'
import { DomainError } from '../../../errors.ts'
import type { RequestKey } from '../../../reports/index.ts'

/** A program that has not asked again by then asks something new. */
const KEPT_MS = 7 * 86_400_000

/**
 * Do what is asked in one transaction, and under a key once: asked again it gets the first answer, in which the secrets
 * that were shown once are null. What was refused was not done, so its key stays free.
 * @throws DomainError idempotency_key_reused (422) where the key stood for something else
 */
export function answerOnce<Answer>(
  db: Db,
  { key, now, secrets }: { key: RequestKey | null; now: Date; secrets: readonly string[] },
  run: (tx: Db) => Promise<Answer>,
): Promise<Answer> {
  return inTransaction(db, async (tx) => {
    if (key === null) return run(tx)
    const known = await claim(tx, key, now)
    if (known !== null) return known as Answer
    const answer = await run(tx)
    const kept = JSON.stringify(answer, (name, value) => (secrets.includes(name) ? null : value))
    await tx.updateTable('answered_requests').set({ answer: kept }).where('key', '=', key.key).execute()
    return answer
  })
}

/** The answer that was given under this key; null when it is ours to do. Whoever asks at the same time waits here. */
async function claim(tx: Db, { key, hash }: RequestKey, now: Date): Promise<unknown> {
  await tx
    .deleteFrom('answered_requests')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('answered_requests')
    .values({ key, request_hash: hash, answer: null, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (Number(numInsertedOrUpdatedRows ?? 0) === 1) return null
  const known = await tx
    .selectFrom('answered_requests')
    .select(['request_hash', 'answer'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!known.request_hash.equals(hash)) throw new DomainError('idempotency_key_reused', 422)
  return known.answer
}
