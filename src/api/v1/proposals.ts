import { Type } from 'typebox'
import { DomainError, notFound } from '../../errors.ts'
import { staffOf } from '../../http/index.ts'
import { loadPlace, partiesOf, readReport, staffMaySee } from '../../reports/index.ts'
import { readProposal } from '../../routing/index.ts'
import { CHANNEL, type RegisterEndpoint } from './api-app.ts'
import { numberOf } from './reporter-actions.ts'
import { ClassSchema, NumberParams, PROBLEMS } from './schemas.ts'

const NullableText = Type.Union([Type.String(), Type.Null()])

const Proposal = Type.Object({
  model_version: Type.String(),
  created_at: Type.String({ format: 'date-time' }),
  class: ClassSchema,
  category_code: NullableText,
  oversight: Type.Boolean(),
  abstain: Type.Boolean({ description: 'Too unsure to lead: a person decides from the text' }),
  urgency: Type.Array(Type.Object({ kind: Type.String(), evidence: Type.Array(Type.String()) })),
  handlers: Type.Array(
    Type.Object({
      institution_code: NullableText,
      category_code: NullableText,
      probability: Type.Number({ description: '0 to 1, calibrated' }),
      reasons: Type.Array(Type.Object({ kind: Type.String() }, { additionalProperties: true })),
    }),
    {
      description:
        'The most probable first; without a code nobody should get it, or the registry has no such office',
    },
  ),
})

/** What the machine proposes for a report, for whoever verifies it; it decides nothing. */
export const proposals: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reports/:tracking_number/proposal',
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Who should probably get a report, with reasons; 404 while nothing is proposed',
        tags: ['staff'],
        params: NumberParams,
        response: { 200: Proposal, ...PROBLEMS },
      },
    },
    async (request) => {
      const staff = staffOf(request)
      const record = await readReport(context.db, numberOf(request.params.tracking_number))
      const place = record === null ? null : await loadPlace(context.db, record.report)
      if (record === null || place === null || !staffMaySee(staff, place)) throw notFound()
      if (!partiesOf({ kind: 'staff', staff, channel: CHANNEL }, place).has('verifier')) {
        throw new DomainError('not_allowed', 403)
      }
      const proposal = await readProposal(context.db, record.report.id)
      if (proposal === null) throw notFound()
      return {
        model_version: proposal.modelVersion,
        created_at: proposal.createdAt.toISOString(),
        class: proposal.class,
        category_code: proposal.categoryCode,
        oversight: proposal.oversight,
        abstain: proposal.abstain,
        urgency: proposal.urgency.map(({ kind, evidence }) => ({ kind, evidence: [...evidence] })),
        handlers: proposal.handlers.map(({ institutionCode, category, probability, reasons }) => ({
          institution_code: institutionCode,
          category_code: category,
          probability,
          reasons: [...reasons],
        })),
      }
    },
  )
}
