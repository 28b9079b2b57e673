import { formatDateTime } from '../../../i18n/index.ts'
import type { PresentedEvent, ReporterReport } from '../../../reports/index.ts'
import { Attachments, ButtonLink, Card, Notice, type PageFrame } from '../../../ui/index.ts'
import { attachmentView } from '../../attachment-view.ts'
import { PATHS } from '../../paths.ts'
import { ActionForm } from './action-form.tsx'
import type { OwnReportModel } from './model.ts'

interface ActionFormsProps {
  readonly page: PageFrame
  readonly model: OwnReportModel
}

/** Whether the report waits for its reporter; what they can do then stands first on the page. */
export function waitsForReporter(report: ReporterReport): boolean {
  return ['awaiting_identity', 'answered', 'on_hold'].includes(report.state)
}

/** What the reporter can do now. */
export function ActionForms({ page, model }: ActionFormsProps) {
  const { t } = page
  const { report, actions, refused } = model
  // An action that is no longer possible is still shown once, so that its words are not lost.
  const lost = refused !== null && !actions.some(({ path }) => path === refused.path) ? refused : null
  if (actions.length === 0 && lost === null) return null
  return (
    <Card title={t(waitsForReporter(report) ? 'report.turn' : 'report.actions')} icon="hand" id="tindakan">
      <div class="stack">
        <WaitedFor page={page} model={model} />
        {lost !== null && (
          <Notice tone="danger" title={lost.message ?? ''}>
            <p class="whitespace-pre-line">{lost.text}</p>
          </Notice>
        )}
        {actions.map((action) => (
          <ActionForm key={action.path} page={page} model={model} action={action} />
        ))}
      </div>
    </Card>
  )
}

/** What the reporter is asked: to enter the code, to judge the answer, to give what is missing. */
function WaitedFor({ page, model }: ActionFormsProps) {
  const { t } = page
  const { report } = model
  if (report.state === 'awaiting_identity') {
    return (
      <>
        <p>{t('report.confirm', { contact: report.contact_hint ?? '' })}</p>
        <ButtonLink href={PATHS.code(report.tracking_number)} wide="phone">
          {t('report.confirm.action')}
        </ButtonLink>
      </>
    )
  }
  if (report.state === 'answered') {
    return (
      <>
        <Said page={page} report={report} event={latest(report, 'answer')} />
        <p>
          <strong>{t('report.turn.answered')}</strong>
        </p>
      </>
    )
  }
  if (report.state === 'on_hold') return <Said page={page} report={report} event={latest(report, 'hold')} />
  return null
}

/** The words that wait for a reply, so that nobody has to look for them further down. */
function Said(props: { page: PageFrame; report: ReporterReport; event: PresentedEvent | null }) {
  const { page, report, event } = props
  if (event === null || event.text === null) return null
  const by = event.by.kind === 'institution' ? event.by.name : page.t('report.by.system')
  return (
    <blockquote class="stack border-s-4 border-line-strong ps-4">
      <p class="text-ink-soft">
        {page.t('report.said', { by, time: formatDateTime(event.at, page.language, report.time_zone) })}
      </p>
      <p class="whitespace-pre-line">{event.text}</p>
      {event.attachments.length > 0 && (
        <Attachments attachments={event.attachments.map((attachment) => attachmentView(page, attachment))} />
      )}
    </blockquote>
  )
}

function latest(report: ReporterReport, type: string): PresentedEvent | null {
  return report.timeline.findLast((event) => event.type === type) ?? null
}
