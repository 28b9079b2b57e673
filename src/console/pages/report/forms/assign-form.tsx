import { Button, Notice, TextArea } from '../../../../ui/index.ts'
import { actionPath } from '../paths.ts'
import type { ReportPageModel, SuggestedNode } from '../report-page.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import { TargetField } from './target-field.tsx'
import { VerificationFields, type VerificationFieldsProps } from './verification-fields.tsx'

interface AssignFormProps extends ActionFormProps, Pick<VerificationFieldsProps, 'report' | 'categories'> {
  readonly model: ReportPageModel
}

/** Give the report to an institution or unit; where nobody verified it yet, verify it in the same step. */
export function AssignForm({ model, report, categories, ...form }: AssignFormProps) {
  const { page, state, trackingNumber } = form
  const { t } = page
  const { verifies, binds } = model.actions
  return (
    <ActionForm
      {...form}
      submit={t(verifies ? 'console.form.verify_and_assign' : 'console.form.assign')}
      icon="send"
      otherButtons={
        verifies && (
          <Button look="quiet" formAction={actionPath(trackingNumber, 'verify')}>
            {t('console.form.verify_only')}
          </Button>
        )
      }
    >
      <TargetField
        page={page}
        state={state}
        name="institution"
        label={t('console.form.institution')}
        hint={<SuggestionHint t={t} model={model} />}
        preset={presetOf(model)}
      />
      {binds && (
        <Notice tone="warning" title={t('handling.binding.decide')}>
          <p>{t('handling.binding.decide_text', { count: report.return_count })}</p>
        </Notice>
      )}
      {verifies && (
        <>
          <input type="hidden" name="verifies" value="on" />
          <VerificationFields page={page} state={state} report={report} categories={categories} />
        </>
      )}
      <TextArea
        t={t}
        name="note"
        id={state.id('note')}
        label={t(binds ? 'handling.binding.reason' : 'console.form.note')}
        hint={t(binds ? 'handling.binding.reason_hint' : 'console.form.note_hint')}
        optional={binds ? undefined : t('ui.optional')}
        error={state.error('note')}
        value={state.value('note')}
        rows={2}
      />
    </ActionForm>
  )
}

/** What was just chosen; else the unit that handed it back knows best, then place and category, then the reporter. */
function presetOf(model: ReportPageModel): SuggestedNode | null {
  const holder = model.report.holder.code
  const { proposals } = model
  const chosen = proposals?.chosen?.node ?? null
  if (chosen !== null) return { ...chosen, assignable: true }
  const candidates = [model.proposed, model.suggested, model.chosenByReporter]
  const found = candidates.find((node) => node?.assignable && node.code !== holder)
  if (found !== undefined && found !== null) return found
  const [first] = proposals?.abstain === false ? proposals.offered : []
  return first?.usable && first.node !== null ? { ...first.node, assignable: true } : null
}

function SuggestionHint({ t, model }: { t: ActionFormProps['page']['t']; model: ReportPageModel }) {
  const hints = [
    model.proposed && t('console.form.proposed_by_unit', { name: model.proposed.name }),
    model.suggested && t('console.form.suggested', { name: model.suggested.name }),
    model.chosenByReporter && t('console.form.chosen_by_reporter', { name: model.chosenByReporter.name }),
  ].filter((hint) => hint !== null)
  return (
    <>
      {t('console.form.institution_hint')}
      {hints.map((hint) => (
        <span key={hint} class="block">
          {hint}
        </span>
      ))}
    </>
  )
}
