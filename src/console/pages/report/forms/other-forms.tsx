import { ARCHIVE_REASONS } from '../../../../reports/index.ts'
import { Notice, Select, TextArea } from '../../../../ui/index.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import { EvidenceFiles } from './respond-form.tsx'
import { TargetField } from './target-field.tsx'
import { VerificationFields, type VerificationFieldsProps } from './verification-fields.tsx'
import { Words } from './words.tsx'

/** Ask the reporter for what is missing; the clock stands meanwhile. */
export function HoldForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('console.form.hold')} icon="pause">
      <Words {...form} label={t('console.form.hold_text')} hint={t('console.form.hold_hint')} />
    </ActionForm>
  )
}

/** Ask whoever told it in another system for their name and contact; they decide there. */
export function AskContactForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('exchange.form.ask_contact')} icon="send">
      <Words
        {...form}
        label={t('exchange.form.ask_contact_text')}
        hint={t('exchange.form.ask_contact_hint')}
      />
    </ActionForm>
  )
}

/** Enter for the reporter what was missing. */
export function CompleteForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} files draft submit={t('console.form.complete')} icon="check">
      <Words {...form} label={t('console.form.complete_text')} hint={t('console.form.complete_hint')} />
      <EvidenceFiles {...form} />
    </ActionForm>
  )
}

/** Hand it back up as not one's own. */
export function ReturnForm({ count, ...form }: ActionFormProps & { count: number }) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} draft submit={t('console.form.return')} icon="return" look="danger">
      {count > 0 && (
        <Notice tone="warning">
          <p>{t('console.form.return_again', { count })}</p>
        </Notice>
      )}
      <TextArea
        t={t}
        name="reason"
        id={state.id('reason')}
        label={t('console.form.return_reason')}
        hint={t('console.form.return_hint')}
        error={state.error('reason')}
        value={state.value('reason')}
        rows={3}
      />
      <TargetField
        page={page}
        state={state}
        name="proposed"
        everywhere
        label={t('console.form.proposed')}
        optional={t('ui.optional')}
      />
    </ActionForm>
  )
}

/** End it without handling it; the reporter is told why. */
export function ArchiveForm(form: ActionFormProps) {
  const { page, state } = form
  const { t } = page
  return (
    <ActionForm {...form} draft submit={t('console.form.archive')} icon="archive" look="danger">
      <Select
        name="reason"
        id={state.id('reason')}
        label={t('console.form.archive_reason')}
        empty={t('console.form.choose')}
        error={state.error('reason')}
        value={state.value('reason')}
        choices={ARCHIVE_REASONS.map((reason) => ({ value: reason, label: t(`archive_reason.${reason}`) }))}
      />
      <Words {...form} label={t('console.form.archive_text')} hint={t('console.form.archive_hint')} />
    </ActionForm>
  )
}

/** Take an archived report up again. */
export function RestoreForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('console.form.restore')} icon="return">
      <Words {...form} label={t('console.form.restore_text')} />
    </ActionForm>
  )
}

/** Close without the reporter's word. */
export function CloseForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('console.form.close')} icon="check-circle">
      <Words
        {...form}
        label={t('console.form.close_text')}
        hint={t('console.form.close_hint')}
        optional={t('ui.optional')}
      />
    </ActionForm>
  )
}

/** Set right what the verification got wrong; also the verification itself where nothing can be assigned. */
export function CorrectForm(form: ActionFormProps & Pick<VerificationFieldsProps, 'report' | 'categories'>) {
  const { page, state, report, categories } = form
  const submit = page.t(state.form === 'verify' ? 'console.form.verify' : 'console.form.correct')
  return (
    <ActionForm {...form} submit={submit} icon="check">
      <VerificationFields page={page} state={state} report={report} categories={categories} />
    </ActionForm>
  )
}

/** Say that what was promised is done, also on a report that is closed already. */
export function PromiseKeptForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} files draft submit={t('handling.form.promise_kept')} icon="check-circle">
      <Words
        {...form}
        label={t('handling.form.promise_kept_text')}
        hint={t('handling.form.promise_kept_hint')}
      />
      <EvidenceFiles {...form} />
    </ActionForm>
  )
}
