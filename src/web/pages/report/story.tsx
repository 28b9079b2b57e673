import { Attachments, Card } from '../../../ui/index.ts'
import { attachmentView } from '../../attachment-view.ts'
import type { ReportPageProps } from './view.tsx'

/** What the reporter wrote, with the files that came with it. */
export function Story({ page, model }: ReportPageProps) {
  const { t } = page
  const { report } = model
  if (report.body === null) {
    return (
      <Card title={t('report.story')} icon="message">
        <p class="text-ink-soft">{t('report.unpublished')}</p>
      </Card>
    )
  }
  const files = report.timeline.find((event) => event.type === 'submit')?.attachments ?? []
  return (
    <Card title={t('report.story')} icon="message">
      <div class="stack">
        <p class="whitespace-pre-line">{report.body}</p>
        {files.length > 0 && (
          <Attachments attachments={files.map((attachment) => attachmentView(page, attachment))} />
        )}
      </div>
    </Card>
  )
}
