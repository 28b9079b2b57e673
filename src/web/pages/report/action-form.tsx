import { ATTACHMENT_LIMITS, DISPUTES_TO_UNIT } from '../../../reports/index.ts'
import {
  Button,
  Disclosure,
  FileInput,
  Form,
  Notice,
  type PageFrame,
  RatingInput,
  TextArea,
} from '../../../ui/index.ts'
import { fileSize } from '../../file-size.ts'
import { PATHS } from '../../paths.ts'
import type { OwnReportModel } from './model.ts'
import type { ReporterAction } from './reporter-actions.ts'

export interface ActionFormProps {
  readonly page: PageFrame
  readonly model: OwnReportModel
  readonly action: ReporterAction
}

/** One thing the reporter can do, folded until wanted, with everything typed when it was refused. */
export function ActionForm({ page, model, action }: ActionFormProps) {
  const { t, language } = page
  const { report } = model
  const { path } = action
  const refused = model.refused?.path === path ? model.refused : null
  const id = (field: string) => `${path}-${field}`
  return (
    <Disclosure
      summary={t(`report.do.${path}`)}
      look="button"
      id={path}
      open={refused !== null || path === 'lengkapi'}
    >
      <Form
        page={page}
        action={PATHS.action(report.tracking_number, path)}
        files={action.takesFiles}
        draft={`${report.tracking_number}-${path}`}
        valuesSent={refused !== null}
      >
        <input type="hidden" name="request_key" value={refused?.requestKey ?? crypto.randomUUID()} />
        <div class="stack">
          {refused?.message && (
            <Notice tone="danger" live>
              <p>{refused.message}</p>
            </Notice>
          )}
          <p class="text-ink-soft">{hintOf(page, model, action)}</p>
          {action.asksRating && (
            <RatingInput
              name="rating"
              id={id('rating')}
              label={t('report.do.rating')}
              error={refused?.problems.of(id('rating')) ?? null}
              value={/^[1-5]$/.test(refused?.rating ?? '') ? Number(refused?.rating) : null}
              words={[
                t('report.rating.1'),
                t('report.rating.2'),
                t('report.rating.3'),
                t('report.rating.4'),
                t('report.rating.5'),
              ]}
            />
          )}
          <TextArea
            t={t}
            name="text"
            id={id('text')}
            label={t(`report.do.${path}.text`)}
            optional={action.takesFiles ? undefined : t('ui.optional')}
            error={refused?.problems.of(id('text')) ?? null}
            value={refused?.text ?? null}
            rows={4}
          />
          {action.takesFiles && (
            <FileInput
              t={t}
              name="attachments"
              id={id('attachments')}
              label={t('tell.attachments')}
              hint={t('tell.attachments.hint')}
              optional={t('ui.optional')}
              error={refused?.problems.of(id('attachments')) ?? null}
              multiple
              maxFiles={ATTACHMENT_LIMITS.count}
              maxBytes={ATTACHMENT_LIMITS.bytes}
              kept={(refused?.files ?? []).map((file) => ({
                id: file.id,
                fileName: file.original_name,
                detail: fileSize(file.bytes, language),
              }))}
            />
          )}
          <Button look={path === 'batal' ? 'danger' : 'primary'} wide="phone">
            {t(`report.do.${path}.submit`)}
          </Button>
        </div>
      </Form>
    </Disclosure>
  )
}

/** What follows from it; for a dispute, whom it reaches this time. */
function hintOf({ t }: PageFrame, { report, handlers }: OwnReportModel, { path }: ReporterAction): string {
  if (path !== 'belum-selesai') return t(`report.do.${path}.hint`)
  const { count, above } = handlers.dispute
  return above === null
    ? t('report.do.dispute.unit', { count, holder: report.holder.name, last: DISPUTES_TO_UNIT })
    : t('report.do.dispute.above', { count, holder: report.holder.short_name, above })
}
