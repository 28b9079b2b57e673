import type { FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { invalid, notFound } from '../../errors.ts'
import { staffOf } from '../../http/index.ts'
import {
  handleMany,
  isUuids,
  type ManyCommand,
  type ManyRun,
  MOST_AT_ONCE,
  readManyRun,
  readTrackingNumber,
} from '../../reports/index.ts'
import { CHANNEL, type RegisterEndpoint, requestKey } from './api-app.ts'
import { HANDLERS, PROBLEMS } from './schemas.ts'

const Reports = Type.Array(
  Type.Object({
    tracking_number: Type.String(),
    version: Type.Optional(
      Type.Integer({ description: 'The version one saw; when somebody was faster this report is refused' }),
    ),
  }),
  { description: `At most ${MOST_AT_ONCE}; one named twice counts once` },
)

const Run = Type.Object({
  id: Type.String({ description: 'Under which the results can be read again' }),
  action: Type.String(),
  done: Type.Integer(),
  refused: Type.Integer(),
  results: Type.Array(
    Type.Object({
      tracking_number: Type.String(),
      outcome: Type.String({ description: 'done or refused' }),
      code: Type.Union([Type.String(), Type.Null()], { description: 'Why it was refused' }),
    }),
  ),
})

/** One action for many reports, each judged for itself as when it is done alone. */
export const bulkActions: RegisterEndpoint = (app, context) => {
  const many = <Body extends TSchema>(
    name: string,
    summary: string,
    body: Body,
    commandOf: (body: Static<Body>) => ManyCommand,
  ) => {
    app.post(
      `/api/v1/bulk/${name}`,
      {
        config: { access: 'staff' },
        schema: {
          summary,
          description:
            'A report that is refused does not keep the others back: `results` says what became of each. 422 only when ' +
            'what was written fits none of them. Broken off and sent again with the same key, it does what is left.',
          tags: ['staff'],
          security: HANDLERS,
          body,
          response: { 200: Run, ...PROBLEMS },
        },
      },
      async (request) => {
        const staff = staffOf(request)
        // The schema has judged the body before this runs.
        const judged = request.body as Static<Body> & { reports: Static<typeof Reports> }
        const id = await handleMany(context, staff, {
          formKey: formKeyOf(request, staff.accountId),
          reports: chosen(judged.reports),
          command: commandOf(judged),
          channel: CHANNEL,
        })
        return presentRun(await readManyRun(context.db, staff, id))
      },
    )
  }
  many(
    'assign',
    'Give many reports to one institution or unit',
    Type.Object({
      reports: Reports,
      institution_code: Type.String(),
      note: Type.Optional(Type.String()),
      verifies: Type.Optional(
        Type.Boolean({
          description: 'Somebody read all of them: what nobody verified yet is verified as it was written',
        }),
      ),
    }),
    ({ institution_code, note = '', verifies = false }) => ({
      action: 'assign',
      institution_code,
      note,
      verifies,
    }),
  )
  many(
    'hold',
    'Wait for the data of many reporters',
    Type.Object({ reports: Reports, text: Type.String() }),
    ({ text }) => ({ action: 'hold', text }),
  )
  many(
    'archive',
    'End many reports without handling them',
    Type.Object({ reports: Reports, reason: Type.String(), text: Type.String() }),
    ({ reason, text }) => ({ action: 'archive', reason, text }),
  )
  many(
    'follow-up',
    'Say the same of many reports',
    Type.Object({
      reports: Reports,
      text: Type.String(),
      visibility: Type.Optional(
        Type.Unsafe<'public' | 'internal'>({ type: 'string', enum: ['public', 'internal'] }),
      ),
    }),
    ({ text, visibility = 'public' }) => ({ action: 'follow_up', text, visibility }),
  )
  app.get(
    '/api/v1/bulk/:id',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'What became of each report of a bulk action of one’s own',
        tags: ['staff'],
        params: Type.Object({ id: Type.String({ description: 'Id of the bulk action' }) }),
        response: { 200: Run, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = request.params
      if (!isUuids([id])) throw notFound()
      return presentRun(await readManyRun(context.db, staffOf(request), id))
    },
  )
}

/** Without a key of the caller's each call is a run of its own. */
function formKeyOf(request: FastifyRequest, accountId: number): string {
  return requestKey(request, `bulk:${accountId}`)?.key ?? crypto.randomUUID()
}

/**
 * Each report once.
 * @throws DomainError invalid_input on what is no number of ours
 */
function chosen(reports: Static<typeof Reports>) {
  const numbers = reports.map(({ tracking_number }) => readTrackingNumber(tracking_number))
  const wrong = numbers.flatMap((number, index) =>
    number === null ? [{ field: `reports.${index}.tracking_number`, code: 'invalid_tracking_number' }] : [],
  )
  if (wrong.length > 0) throw invalid(wrong)
  const versions = new Map(numbers.map((number, index) => [number ?? '', reports[index]?.version]))
  return [...versions].map(([trackingNumber, version]) => ({ trackingNumber, version }))
}

function presentRun({ id, action, results }: ManyRun) {
  const done = results.filter(({ outcome }) => outcome === 'done').length
  return {
    id,
    action,
    done,
    refused: results.length - done,
    results: results.map(({ tracking_number, outcome, code }) => ({ tracking_number, outcome, code })),
  }
}
