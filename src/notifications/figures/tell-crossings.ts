import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { formatNumber, translator } from '../../i18n/index.ts'
import type { Sealer } from '../../identity/index.ts'
import { ALERT_MEASURES, type Crossing, judgeAlerts } from '../../statistics/index.ts'
import { newMessage } from '../new-message.ts'
import { readOff } from '../notification-table.ts'
import { stopLink, UNASKED } from './choose-mails.ts'

interface CrossingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** Tell the people of an institution, once, when one of its figures crosses the threshold they set. */
export async function tellCrossings(deps: CrossingDeps): Promise<void> {
  const off = (await readOff(deps.db, 'figures_alert')).has('subscriber email')
  // Switched off it is still judged: the console shows it, and nothing old is told when it is switched on again.
  await judgeAlerts(deps.db, deps.clock.now(), (tx, crossing) =>
    off ? Promise.resolve() : tell(deps, tx, crossing),
  )
}

async function tell(deps: CrossingDeps, tx: Db, crossing: Crossing): Promise<void> {
  const accounts = await tx
    .selectFrom('staff_accounts as account')
    .leftJoin('figure_mail_choices as choice', (join) =>
      join.onRef('choice.account_id', '=', 'account.id').on('choice.kind', '=', 'alerts'),
    )
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['account.id', 'account.email', 'account.name'])
    // Its own people and those of its units: the officers ask for it themselves.
    .where('node.institution_id', '=', crossing.institutionId)
    .where('account.active', '=', true)
    .where('account.service', '=', false)
    .where(sql<boolean>`coalesce(choice.wanted, account.role = any(${[...UNASKED]}::text[]))`)
    .execute()
  if (accounts.length === 0) return
  const t = translator('id')
  const { side, unit } = ALERT_MEASURES[crossing.measure]
  const written = (value: number) =>
    t(`alert.value.${unit}`, { value: formatNumber(Math.round(value * 10) / 10, 'id') })
  const messages = accounts.map(({ id, email, name }) => {
    const values = {
      name,
      institution: crossing.institution,
      measure: t(`alert.measure.${crossing.measure}`),
      side,
      value: written(crossing.value),
      threshold: written(crossing.threshold),
      link: `${deps.baseUrl}/petugas/pemantauan`,
      stop: stopLink(deps, 'alerts', id),
    }
    return newMessage(deps, {
      report_id: null,
      recipient_kind: 'staff',
      account_id: id,
      channel: 'email',
      address_sealed: deps.sealer.seal(email),
      subject: t('notify.staff.figures_alert.subject', values),
      body: t('notify.staff.figures_alert.body', values),
    })
  })
  await tx.insertInto('notifications').values(messages).execute()
}
