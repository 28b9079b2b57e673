import type { Db, NewNotification } from '../db/index.ts'
import { formatDateTime, translator } from '../i18n/index.ts'
import { contactToReach, type Sealer } from '../identity/index.ts'
import type { JobData } from '../jobs/index.ts'
import { followSecret, groupTrackingNumber } from '../reports/index.ts'
import { messageChannel } from './contact-message.ts'
import { newMessage as message } from './new-message.ts'

interface TellDeps {
  readonly db: Db
  readonly clock: { now(): Date }
  readonly sealer: Sealer
  readonly baseUrl: string
}

/**
 * A request to open an identity: its custodians hear that it waits, who asked what was decided, and when the time is
 * over the reporter who read their identity and why.
 */
export async function tellOfUnsealing(deps: TellDeps, data: JobData['tell_unsealing']): Promise<void> {
  const request = await readRequest(deps.db, data.request_id)
  if (request === undefined) return
  const messages =
    data.what === 'requested'
      ? await toCustodians(deps, request)
      : data.what === 'decided'
        ? [toRequester(deps, request)]
        : await toReporter(deps, request)
  if (messages.length === 0) return
  await deps.db.insertInto('notifications').values(messages).execute()
}

type Request = NonNullable<Awaited<ReturnType<typeof readRequest>>>

function readRequest(db: Db, id: number) {
  return db
    .selectFrom('unseal_requests as request')
    .innerJoin('reports as report', 'report.id', 'request.report_id')
    .innerJoin('staff_accounts as account', 'account.id', 'request.requested_by')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select([
      'request.reason',
      'request.decision',
      'request.decided_at',
      'request.requested_by',
      'report.id as report_id',
      'report.tracking_number',
      'report.reporter_id',
      'report.contact_id',
      'report.language',
      'report.institution_id',
      'account.email',
      'node.name as institution',
      'node.time_zone',
    ])
    .where('request.id', '=', id)
    .executeTakeFirst()
}

async function toCustodians(deps: TellDeps, request: Request): Promise<NewNotification[]> {
  const accounts = await deps.db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['account.id', 'account.email'])
    .where('account.active', '=', true)
    .where('account.custodian', '=', true)
    .where('account.id', '!=', request.requested_by)
    .where((where) =>
      where.or([
        where('node.parent_id', 'is', null),
        where('node.institution_id', '=', request.institution_id),
      ]),
    )
    .execute()
  const t = translator('id')
  const values = {
    number: groupTrackingNumber(request.tracking_number),
    link: `${deps.baseUrl}/petugas/pembukaan-identitas`,
  }
  return accounts.map(({ id, email }) =>
    message(deps, {
      report_id: request.report_id,
      recipient_kind: 'staff',
      account_id: id,
      channel: 'email',
      address_sealed: deps.sealer.seal(email),
      subject: t('notify.unseal.requested.subject', values),
      body: t('notify.unseal.requested.body', values),
    }),
  )
}

function toRequester(deps: TellDeps, request: Request): NewNotification {
  const t = translator('id')
  const outcome = request.decision === 'approved' ? 'approved' : 'refused'
  const values = {
    number: groupTrackingNumber(request.tracking_number),
    link: `${deps.baseUrl}/petugas/laporan/${request.tracking_number}/identitas`,
  }
  return message(deps, {
    report_id: request.report_id,
    recipient_kind: 'staff',
    account_id: request.requested_by,
    channel: 'email',
    address_sealed: deps.sealer.seal(request.email),
    subject: t(`notify.unseal.${outcome}.subject`, values),
    body: t(`notify.unseal.${outcome}.body`, values),
  })
}

async function toReporter(deps: TellDeps, request: Request): Promise<NewNotification[]> {
  const contact = await contactToReach(deps.db, { ...request, confirmed: true })
  if (contact === null) return []
  const language = request.language === 'en' ? 'en' : 'id'
  const t = translator(language)
  const values = {
    number: groupTrackingNumber(request.tracking_number),
    institution: request.institution,
    reason: request.reason,
    at: request.decided_at === null ? '' : formatDateTime(request.decided_at, language, request.time_zone),
    link: `${deps.baseUrl}/laporan/${request.tracking_number}?kunci=${followSecret(deps.sealer, request.report_id)}`,
  }
  return [
    message(deps, {
      report_id: request.report_id,
      recipient_kind: 'reporter',
      reporter_id: request.reporter_id,
      channel: messageChannel(contact.kind),
      address_sealed: contact.contact_sealed,
      subject: t('notify.unseal.ended.subject', values),
      body: t('notify.unseal.ended.body', values),
    }),
  ]
}
