import type { FastifyRequest } from 'fastify'
import type { AppContext } from '../../http/index.ts'
import { answerOnce } from './admin/answer-once.ts'
import { requestKey } from './api-app.ts'

/**
 * Do what is asked in one transaction, and under the caller's `Idempotency-Key` once. What it answers is kept for a
 * week, so it names rows and holds no word of anybody's; `secrets` are fields that are null when it is asked again.
 */
export function once<Answer extends Readonly<Record<string, number | string | null>>>(
  context: AppContext,
  request: FastifyRequest,
  run: (inside: AppContext) => Promise<Answer>,
  secrets: readonly string[] = [],
): Promise<Answer> {
  const { staff, reporterId } = request
  const space = staff === null ? `reporter:${reporterId}` : `staff:${staff.accountId}`
  const known = { key: requestKey(request, space), now: context.clock.now(), secrets }
  return answerOnce(context.db, known, (tx) => run({ ...context, db: tx }))
}
