import { formatDateTime } from '../../../i18n/index.ts'
import { Attachments, Card, Disclosure, type PageFrame } from '../../../ui/index.ts'
import { AnswerFacts } from './answer-facts.tsx'
import { formState, type RefusedForm } from './form-state.ts'
import { ActionForm, type ActionFormProps } from './forms/action-form.tsx'
import { Words } from './forms/words.tsx'
import { attachmentLink } from './history.tsx'
import type { ReportPageModel } from './report-page.ts'

interface PendingCardProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
  readonly refused: RefusedForm | null
}

/** An answer that waits for a second pair of eyes, and for who may give it the decision. */
export function PendingCard({ page, model, refused }: PendingCardProps) {
  const { t, language } = page
  const { report, approval, actions } = model
  const { pending, approvers } = approval
  if (pending === null) return null
  const { command } = pending
  const files = report.attachments.filter((file) => command.attachments?.includes(file.id))
  const form = (name: 'approve_answer' | 'reject_answer'): ActionFormProps => ({
    page,
    state: formState(t, name, refused),
    trackingNumber: report.tracking_number,
    version: report.version,
    seen: report.timeline.at(-1)?.seq ?? 0,
  })
  return (
    <Card title={t('handling.draft.title')} icon="eye" look="accent" id="rancangan">
      <div class="stack">
        <p class="text-ink-soft text-sm">
          {t('handling.draft.by', {
            name: pending.drafted_by,
            at: formatDateTime(pending.created_at, language, report.time_zone),
          })}
        </p>
        <p class="whitespace-pre-line rounded-control bg-sunken p-4">{command.text}</p>
        <AnswerFacts page={page} data={{ ...command }} />
        {files.length > 0 && (
          <Attachments
            attachments={files.map((file) =>
              attachmentLink({ page, trackingNumber: report.tracking_number }, file),
            )}
          />
        )}
        {actions.forms.includes('approve_answer') ? (
          <div class="flex flex-wrap gap-3">
            <ActionForm {...form('approve_answer')} submit={t('handling.draft.approve')} icon="check">
              {null}
            </ActionForm>
            <Disclosure
              look="button"
              icon="return"
              summary={t('handling.action.reject_answer')}
              open={refused?.form === 'reject_answer'}
            >
              <ActionForm {...form('reject_answer')} draft submit={t('handling.draft.reject')} icon="return">
                <Words {...form('reject_answer')} label={t('handling.draft.reject_text')} />
              </ActionForm>
            </Disclosure>
          </div>
        ) : (
          <p class="font-bold">
            {approvers.length === 0
              ? t('handling.draft.no_approver')
              : t('handling.draft.waits', { names: approvers.join(', ') })}
          </p>
        )}
      </div>
    </Card>
  )
}
