import type { MessageKey } from '../../../i18n/index.ts'
import { SYSTEM_SCOPES } from '../../../identity/index.ts'
import { CheckboxField, FieldGroup, type PageFrame, TextInput } from '../../../ui/index.ts'
import type { FormValues } from '../../form-values.ts'

interface SystemFieldsProps {
  readonly t: PageFrame['t']
  readonly form: FormValues
  /** Only the national level decides who vouches for contacts. */
  readonly national: boolean
  readonly preset?: {
    readonly name: string
    readonly contact_email: string | null
    readonly scopes: readonly string[]
    readonly requests_per_minute: number
    readonly vouches_for_contacts: boolean
  }
}

/** What a system is called, what it may do, and how often. */
export function SystemFields({ t, form, national, preset }: SystemFieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        id={form.id('name')}
        label={t('systems.name')}
        error={form.error('name')}
        value={form.value('name', preset?.name)}
        autocomplete="off"
        maxLength={120}
      />
      <TextInput
        name="contact_email"
        id={form.id('contact_email')}
        type="email"
        label={t('systems.contact')}
        hint={t('systems.contact_hint')}
        error={form.error('contact_email')}
        value={form.value('contact_email', preset?.contact_email)}
        autocomplete="off"
        optional={t('ui.optional')}
      />
      <FieldGroup
        name="scopes"
        id={form.id('scopes')}
        label={t('systems.scopes')}
        error={form.error('scopes')}
      >
        {SYSTEM_SCOPES.map((scope) => (
          <CheckboxField
            key={scope}
            name="scopes"
            id={`${form.id('scopes')}-${scope.replace(':', '-')}`}
            value={scope}
            label={t(`systems.scope.${scope}` as MessageKey)}
            hint={t(`systems.scope_hint.${scope}` as MessageKey)}
            checked={form.isChosen('scopes', scope, preset?.scopes.includes(scope) ?? false)}
          />
        ))}
      </FieldGroup>
      <TextInput
        name="requests_per_minute"
        id={form.id('requests_per_minute')}
        label={t('systems.limit')}
        error={form.error('requests_per_minute')}
        value={form.value('requests_per_minute', String(preset?.requests_per_minute ?? 300))}
        inputMode="numeric"
        width="short"
      />
      {national && (
        <CheckboxField
          name="vouches"
          id={form.id('vouches')}
          label={t('systems.vouches')}
          hint={t('systems.vouches_hint')}
          checked={form.isChosen('vouches', 'on', preset?.vouches_for_contacts ?? false)}
        />
      )}
    </>
  )
}
