import { SUBMISSION_LIMITS } from '../../../reports/index.ts'
import { Card, CheckboxField, TextInput } from '../../../ui/index.ts'
import type { TellSectionProps } from './view.tsx'

/** Who tells it, and who may know. */
export function PersonSection({ page, model }: TellSectionProps) {
  const { t } = page
  const { values, problems } = model
  return (
    <Card title={t('tell.person')} icon="user">
      <div class="stack-large">
        <TextInput
          name="name"
          label={t('tell.name')}
          hint={t('tell.name.hint')}
          error={problems.of('name')}
          value={values.name}
          autocomplete="name"
          maxLength={SUBMISSION_LIMITS.name.max}
          width="medium"
          required
        />
        <TextInput
          name="contact"
          label={t('tell.contact')}
          hint={t('tell.contact.hint')}
          error={problems.of('contact')}
          value={values.contact}
          autocomplete="tel"
          width="medium"
          required
        />
        {(model.asksNik || values.nik !== '' || problems.of('nik') !== null) && (
          <TextInput
            name="nik"
            label={t('tell.nik')}
            hint={t('tell.nik.hint')}
            error={problems.of('nik')}
            value={values.nik}
            inputMode="numeric"
            width="medium"
            draftSkip
          />
        )}
        <div class="stack">
          <CheckboxField
            name="anonymous"
            checked={values.anonymous !== ''}
            label={t('tell.anonymous')}
            hint={t('tell.anonymous.hint')}
          />
          <CheckboxField
            name="secret"
            checked={values.secret !== ''}
            label={t('tell.secret')}
            hint={t('tell.secret.hint')}
          />
        </div>
      </div>
    </Card>
  )
}
