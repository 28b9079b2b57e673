import { formatDate } from '../../../i18n/index.ts'
import type { PublicReport } from '../../../reports/index.ts'
import { Card, DescriptionList, DueBadge, type PageFrame } from '../../../ui/index.ts'
import type { Situation } from './situation.ts'

interface SituationCardProps {
  readonly page: PageFrame
  readonly report: PublicReport
  readonly situation: Situation
  /** YYYY-MM-DD */
  readonly promisedOn: string | null
}

/** The answer to "what happens with my report": who has it, until when, what next. */
export function SituationCard({ page, report, situation, promisedOn }: SituationCardProps) {
  const { t } = page
  const waits = report.state !== 'closed' && report.state !== 'archived'
  // Nothing happens to an ended report any more: its last change is its end.
  const ended = waits ? null : (report.closed_at ?? report.updated_at)
  const { holder, institution } = report
  // "Dinas Kesehatan Kota Pekalongan" says itself whose it is; a puskesmas does not.
  const saysWhose = holder.code === institution.code || holder.name.includes(institution.short_name)
  return (
    <Card title={situation.now} look="accent" id="keadaan">
      <DescriptionList
        facts={[
          waits && report.state !== 'awaiting_identity'
            ? {
                term: t('report.holder'),
                detail: saysWhose ? holder.name : `${holder.name}, ${institution.name}`,
                icon: 'building',
              }
            : null,
          ended === null
            ? null
            : {
                term: t('report.ended'),
                detail: formatDate(ended, page.language, report.time_zone),
                icon: 'calendar',
              },
          situation.due === null
            ? null
            : { term: situation.due.term, detail: <DueBadge {...situation.due} />, icon: 'calendar' },
          // Where the promise is what comes due next, it stands above already.
          promisedOn === null || report.due_kind === 'promise'
            ? null
            : {
                term: t('handling.fact.promised_on'),
                detail: formatDate(promisedOn, page.language),
                icon: 'calendar',
              },
          situation.next === null
            ? null
            : { term: t('report.next'), detail: situation.next, icon: 'arrow-right' },
        ]}
      />
      {situation.late !== null && <p>{situation.late}</p>}
    </Card>
  )
}
