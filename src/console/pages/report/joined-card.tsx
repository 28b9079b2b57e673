import { formatDateTime } from '../../../i18n/index.ts'
import type { JoinedStatement } from '../../../reports/index.ts'
import { Attachments, Card, groupDigits, Notice, type PageFrame } from '../../../ui/index.ts'
import { fileSize } from '../../file-size.ts'
import { reportPath } from './paths.ts'
import type { ReportPageModel } from './report-page.ts'

interface JoinedProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** On a joined report: where it is handled. */
export function JoinedNotice({ page, model }: JoinedProps) {
  const { t } = page
  const { mainNumber } = model.joined
  if (mainNumber === null) return null
  return (
    <Notice tone="info" icon="merge" title={t('handling.joined.into', { number: groupDigits(mainNumber) })}>
      <p>{t('handling.joined.into_text')}</p>
      <p>
        <a href={reportPath(mainNumber)}>{t('handling.joined.open_main')}</a>
      </p>
    </Notice>
  )
}

/** Before anything is done with a report: what probably tells of the same incident. */
export function LikelyNotice({ page, model }: JoinedProps) {
  const { t } = page
  const { duplicates } = model.joined
  if (duplicates.length === 0 || !model.actions.forms.includes('join')) return null
  return (
    <Notice tone="neutral" icon="merge" title={t('handling.likely', { count: duplicates.length })}>
      <ul class="grid gap-1">
        {duplicates.map(({ trackingNumber, title, probability }) => (
          <li key={trackingNumber}>
            <a href={reportPath(trackingNumber)}>{title}</a>{' '}
            <span class="text-ink-soft text-sm">
              {groupDigits(trackingNumber)} · {t('handling.form.join_probability', { probability })}
            </span>
          </li>
        ))}
      </ul>
      <p class="text-sm">{t('handling.likely_hint')}</p>
    </Notice>
  )
}

/** On the main report: what the other reporters said and sent, to be read together. */
export function JoinedCard({ page, model }: JoinedProps) {
  const { t } = page
  const { statements } = model.joined
  if (statements.length === 0) return null
  return (
    <Card title={t('handling.joined', { count: statements.length })} icon="merge" id="gabungan">
      <p class="text-ink-soft">{t('handling.joined.privacy')}</p>
      <ul class="mt-4 grid gap-5">
        {statements.map((statement) => (
          <Statement key={statement.tracking_number} page={page} model={model} statement={statement} />
        ))}
      </ul>
    </Card>
  )
}

function Statement({ page, model, statement }: JoinedProps & { statement: JoinedStatement }) {
  const { t, language } = page
  const { tracking_number: number, title, body, location_text, submitted_at } = statement
  const instant = (at: Date) => formatDateTime(at, language, model.report.time_zone)
  return (
    <li class="border-line border-s-4 ps-4">
      <p>
        <a href={reportPath(number)} class="font-bold">
          {title}
        </a>
      </p>
      <p class="text-ink-soft text-sm">
        <span class="tracking">{groupDigits(number)}</span>
        {submitted_at !== null && ` · ${instant(submitted_at)}`}
        {location_text !== null && ` · ${location_text}`}
      </p>
      <p class="mt-2 whitespace-pre-line">{body}</p>
      {statement.additions.map(({ at, text }) => (
        <p key={at.toISOString()} class="mt-2 whitespace-pre-line rounded-control bg-sunken p-3">
          <span class="block text-ink-soft text-sm">{t('handling.joined.added', { at: instant(at) })}</span>
          {text}
        </p>
      ))}
      {statement.attachments.length > 0 && (
        <div class="mt-2">
          <Attachments
            attachments={statement.attachments.map((file) => {
              const href = `${reportPath(number)}/lampiran/${file.id}`
              return {
                href,
                fileName: file.original_name,
                detail: fileSize(file.bytes, language),
                thumbnail: file.kind === 'image' ? `${href}?ukuran=kecil` : undefined,
              }
            })}
          />
        </div>
      )}
    </li>
  )
}
