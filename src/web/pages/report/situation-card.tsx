import type { PublicReport } from '../../../reports/index.ts'
import { Card, DescriptionList, DueBadge, type PageFrame } from '../../../ui/index.ts'
import type { Situation } from './situation.ts'

/** The answer to "what happens with my report": who has it, until when, what next. */
export function SituationCard(props: { page: PageFrame; report: PublicReport; situation: Situation }) {
  const { page, report, situation } = props
  const { t } = page
  const waits = report.state !== 'closed' && report.state !== 'archived'
  const holder =
    report.holder.code === report.institution.code
      ? report.holder.name
      : `${report.holder.name}, ${report.institution.name}`
  return (
    <Card title={situation.now} look="accent" id="keadaan">
      <DescriptionList
        facts={[
          waits && report.state !== 'awaiting_identity'
            ? { term: t('report.holder'), detail: holder, icon: 'building' }
            : null,
          situation.due === null
            ? null
            : { term: t('report.until'), detail: <DueBadge {...situation.due} />, icon: 'clock' },
          situation.next === null
            ? null
            : { term: t('report.next'), detail: situation.next, icon: 'arrow-right' },
        ]}
      />
      {situation.late !== null && <p>{situation.late}</p>}
    </Card>
  )
}
