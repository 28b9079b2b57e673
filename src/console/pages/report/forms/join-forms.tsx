import { formatDateTime } from '../../../../i18n/index.ts'
import type { Joined } from '../../../../reports/index.ts'
import { groupDigits, Notice, RadioCards, TextInput } from '../../../../ui/index.ts'
import { ActionForm, type ActionFormProps } from './action-form.tsx'
import { Words } from './words.tsx'

interface JoinFormProps extends ActionFormProps {
  readonly joined: Joined
  readonly timeZone: string
}

/** Handle a report with another one of the same incident; those that are probably it stand there to be chosen. */
export function JoinForm({ joined, timeZone, ...form }: JoinFormProps) {
  const { page, state } = form
  const { t, language } = page
  const { duplicates } = joined
  return (
    <ActionForm {...form} draft submit={t('handling.form.join')} icon="merge">
      <Notice tone="neutral" class="mb-5">
        <p>{t('handling.form.join_about')}</p>
      </Notice>
      {duplicates.length > 0 && (
        <RadioCards
          name="into_choice"
          id={state.id('into_choice')}
          label={t('handling.form.join_likely')}
          value={state.value('into_choice')}
          choices={duplicates.map((duplicate) => ({
            value: duplicate.trackingNumber,
            label: duplicate.title,
            hint: [
              groupDigits(duplicate.trackingNumber),
              formatDateTime(duplicate.submittedAt, language, timeZone),
              duplicate.locationText,
              t('handling.form.join_probability', { probability: duplicate.probability }),
            ]
              .filter((part) => part !== null)
              .join(' · '),
          }))}
        />
      )}
      <TextInput
        name="into"
        id={state.id('into')}
        label={t(duplicates.length > 0 ? 'handling.form.join_other' : 'handling.form.join_number')}
        hint={t('handling.form.join_number_hint')}
        optional={duplicates.length > 0 ? t('ui.optional') : undefined}
        width="medium"
        inputMode="numeric"
        error={state.error('into')}
        value={state.value('into')}
      />
      <Words {...form} label={t('handling.form.join_text')} optional={t('ui.optional')} />
    </ActionForm>
  )
}

/** Let a joined report go its own way again. */
export function UnjoinForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('handling.form.unjoin')} icon="return">
      <Words {...form} label={t('handling.form.unjoin_text')} hint={t('handling.form.unjoin_hint')} />
    </ActionForm>
  )
}

/** The level above takes a report whose deadline was missed. */
export function TakeOverForm(form: ActionFormProps) {
  const { t } = form.page
  return (
    <ActionForm {...form} draft submit={t('handling.form.take_over')} icon="hand">
      <Words {...form} label={t('handling.form.take_over_text')} hint={t('handling.form.take_over_hint')} />
    </ActionForm>
  )
}
