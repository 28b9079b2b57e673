import { Type } from 'typebox'
import { DomainError, invalid } from '../../errors.ts'
import {
  checkCode,
  codeOf,
  confirmIdentity,
  followSecret,
  resendCode,
  SENT_ENOUGH,
} from '../../reports/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { ContactBody, contactIn } from './reporter-sign-in.ts'
import { NumberParams, PROBLEMS } from './schemas.ts'

/** The way back to one report for who lost its follow link: number and contact, then the code that is sent to it. */
export const returnToReport: RegisterEndpoint = (app, context) => {
  const url = '/api/v1/reports/:tracking_number'
  app.post(
    `${url}/send-code`,
    {
      config: { access: 'reporter', rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        summary: 'Send a code to the contact of a report that one names',
        description: 'Whether number and contact belong together is not told: the answer is the same.',
        tags: ['reporter'],
        params: NumberParams,
        body: ContactBody,
        response: {
          202: Type.Object({
            sent: Type.Boolean(),
            training_code: Type.Optional(Type.String({ description: 'Training mode only' })),
          }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const number = numberOf(request.params.tracking_number)
      const contact = contactIn(request.body.contact)
      const sentAt = await resendCode(context, number, contact).catch((error) => {
        // Sent within the last minute, or too often: only its owner would be told so.
        if (!(error instanceof DomainError && SENT_ENOUGH.has(error.code))) throw error
        return null
      })
      const shown = sentAt !== null && context.config.mode === 'training'
      return reply.code(202).send({
        sent: true,
        ...(shown ? { training_code: codeOf(context.sealer, (await idOf(number)) ?? 0, sentAt) } : {}),
      })
    },
  )
  app.post(
    `${url}/check-code`,
    {
      config: { access: 'reporter', rateLimit: { max: 20, timeWindow: '1 minute' }, repeatable: false },
      schema: {
        summary:
          'Exchange the code for the follow link; a report that waits for its contact is confirmed by it',
        description: 'Every refusal is the same: it tells neither of the report nor of its code.',
        tags: ['reporter'],
        params: NumberParams,
        body: Type.Object({ code: Type.String() }),
        response: {
          200: Type.Object({ tracking_number: Type.String(), follow_url: Type.String() }),
          ...PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const number = numberOf(request.params.tracking_number)
      const { code } = request.body
      const report = await context.db
        .selectFrom('reports')
        .select(['id', 'state'])
        .where('tracking_number', '=', number)
        .executeTakeFirst()
      try {
        if (report === undefined) throw refused()
        await (report.state === 'awaiting_identity' ? confirmIdentity : checkCode)(context, number, code)
      } catch (error) {
        throw error instanceof DomainError && error.status < 500 ? refused() : error
      }
      const secret = followSecret(context.sealer, report.id)
      return reply.header('cache-control', 'no-store').send({
        tracking_number: number,
        follow_url: `${context.config.baseUrl}/laporan/${number}?kunci=${secret}`,
      })
    },
  )

  async function idOf(number: string): Promise<number | undefined> {
    const row = await context.db
      .selectFrom('reports')
      .select('id')
      .where('tracking_number', '=', number)
      .executeTakeFirst()
    return row?.id
  }
}

function refused(): DomainError {
  return invalid([{ field: 'code', code: 'invalid' }])
}
