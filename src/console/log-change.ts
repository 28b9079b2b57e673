import type { FastifyRequest } from 'fastify'
import { type ChangeArea, changeData, type Db, inTransaction, noteChange } from '../db/index.ts'
import { type AppContext, staffOf } from '../http/index.ts'

export interface LoggedChange {
  readonly area: ChangeArea
  readonly action: string
  /** Which row: a code, a number, a name of a rule; never a person's name or contact. */
  readonly subject?: string
  /** What it is set to; without it, what the form says. */
  readonly data?: Readonly<Record<string, unknown>>
}

/**
 * Do what an admin changes, and keep who made it what it is, in one transaction: either both stand, or neither. The
 * change works on the context it is given.
 */
export function logChange<Result>(
  context: AppContext,
  request: FastifyRequest,
  change: LoggedChange,
  run: (inside: AppContext) => Promise<Result>,
): Promise<Result> {
  return inTransaction(context.db, async (tx: Db) => {
    const result = await run({ ...context, db: tx })
    await noteChange(tx, {
      at: context.clock.now(),
      accountId: staffOf(request).accountId,
      area: change.area,
      action: change.action,
      subject: change.subject ?? '',
      data: change.data ?? postedData(request),
    })
    return result
  })
}

/** What was set, by field; a field that was sent several times is a list. */
function postedData({ form }: FastifyRequest): Record<string, unknown> {
  return changeData(
    form.names.map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}
