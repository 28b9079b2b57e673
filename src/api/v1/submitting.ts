import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { invalid } from '../../errors.ts'
import { type AppContext, demandScope } from '../../http/index.ts'
import { type ChannelContact, listContacts, readContact } from '../../identity/index.ts'
import { codeOf, type SubmitReport, type SubmittedReport } from '../../reports/index.ts'
import { vouchedContact } from '../vouched-contact.ts'
import { StateSchema } from './schemas.ts'

const Nullable = Type.Union([Type.String(), Type.Null()])

/** Who reports, and how they are reached. */
export const Contact = Type.Object({
  name: Type.String(),
  phone: Type.Optional(Nullable),
  email: Type.Optional(Nullable),
  nik: Type.Optional(Nullable),
})

export const Created = Type.Object({
  tracking_number: Type.String(),
  state: StateSchema,
  follow_url: Type.String(),
  training_code: Type.Optional(
    Type.String({ description: 'Training mode only: the code that the contact would be sent' }),
  ),
})

/**
 * By whom a report is sent: whether their contact is known to be their own, under which key, by which system.
 * @throws DomainError scope_missing (403); invalid_input on `idempotency_key`
 */
export async function senderOf(
  context: AppContext,
  request: FastifyRequest,
  contact: Static<typeof Contact>,
): Promise<Pick<SubmitReport, 'confirmedContact' | 'idempotencyKey' | 'systemId'>> {
  const { system, reporterId } = request
  if (system !== null) demandScope(system, 'reports:submit')
  const key = request.headers['idempotency-key']
  if (Array.isArray(key)) throw invalid([{ field: 'idempotency_key', code: 'invalid' }])
  const space =
    system === null ? (reporterId === null ? 'api' : `reporter:${reporterId}`) : `system:${system.id}`
  return {
    confirmedContact: vouchedContact(system, contact) ?? (await ownContact(context, reporterId, contact)),
    idempotencyKey: key === undefined || key === '' ? null : `${space}:${key}`,
    systemId: system?.id ?? null,
  }
}

export function presentCreated({ config, sealer }: AppContext, submitted: SubmittedReport) {
  return {
    tracking_number: submitted.trackingNumber,
    state: submitted.state,
    follow_url: `${config.baseUrl}/laporan/${submitted.trackingNumber}?kunci=${submitted.followSecret}`,
    ...(config.mode === 'training'
      ? { training_code: codeOf(sealer, submitted.id, submitted.codeSentAt) }
      : {}),
  }
}

/** The stated contact, if it is a confirmed one of the signed-in reporter. */
async function ownContact(
  { db, sealer }: AppContext,
  reporterId: number | null,
  { name, phone, email }: Static<typeof Contact>,
): Promise<ChannelContact | null> {
  const stated = readContact((phone ?? '').trim() || (email ?? ''))
  if (reporterId === null || stated === null || name.trim() === '') return null
  const contacts = await listContacts(db, sealer, reporterId)
  return (
    contacts.find(
      ({ kind, value, confirmed }) => confirmed && kind === stated.kind && value === stated.value,
    ) ?? null
  )
}
