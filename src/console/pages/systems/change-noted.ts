import type { FastifyRequest } from 'fastify'
import { inTransaction } from '../../../db/index.ts'
import { type AppContext, staffOf } from '../../../http/index.ts'
import { noteSystemChange } from '../../../identity/index.ts'

/** Change something of a system and keep who did it, in one transaction: either both stand, or neither. */
export function changeNoted<Result>(
  context: AppContext,
  request: FastifyRequest,
  id: number,
  type: Parameters<typeof noteSystemChange>[3],
  run: (inside: AppContext) => Promise<Result>,
): Promise<Result> {
  return inTransaction(context.db, async (tx) => {
    const inside = { ...context, db: tx }
    const result = await run(inside)
    await noteSystemChange(inside, staffOf(request), id, type)
    return result
  })
}
