import {
  Breadcrumbs,
  Button,
  Card,
  CheckboxField,
  Form,
  Notice,
  PageHeading,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export interface SignOnPageProps {
  readonly frame: ConsoleFrame
  readonly institution: { readonly code: string; readonly name: string }
  readonly settings: {
    readonly name: string
    readonly issuer: string
    readonly client_id: string
    readonly asks_second_factor: boolean
    readonly active: boolean
  } | null
  /** What the provider has to be told. */
  readonly callback: string
  readonly refused: Refused | null
  readonly saved: boolean
}

/** Where an institution's people sign in with the account they have there. */
export function SignOnPage({ frame, institution, settings, callback, refused, saved }: SignOnPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'sign-on', refused)
  const text = (name: 'name' | 'issuer' | 'client_id', value: string | undefined) => (
    <TextInput
      name={name}
      id={form.id(name)}
      label={t(`sign_on.${name}`)}
      hint={name === 'client_id' ? undefined : t(`sign_on.${name}_hint`)}
      error={form.error(name)}
      value={form.value(name, value)}
      autocomplete="off"
      spellcheck={false}
    />
  )
  return (
    <ConsolePage frame={frame} title={t('sign_on.title')} current="staff">
      <Breadcrumbs
        t={t}
        crumbs={[{ href: '/petugas/staf', label: t('staff.title') }, { label: t('sign_on.title') }]}
      />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('sign_on.title')} lead={t('sign_on.lead', { name: institution.name })} />
      <div class="stack max-w-3xl">
        {saved && <Notice tone="success" title={t('sign_on.saved')} live />}
        <Card>
          <p class="mb-4">
            {t('sign_on.callback')} <code class="break-all font-bold">{callback}</code>
          </p>
          <Form
            page={page}
            action={`/petugas/staf/akun-instansi/${institution.code}`}
            id="form-sign-on"
            valuesSent={form.refused}
          >
            {text('name', settings?.name)}
            {text('issuer', settings?.issuer)}
            {text('client_id', settings?.client_id)}
            <TextInput
              name="client_secret"
              id={form.id('client_secret')}
              type="password"
              label={t('sign_on.client_secret')}
              hint={settings === null ? undefined : t('sign_on.client_secret_hint')}
              error={form.error('client_secret')}
              autocomplete="off"
              draftSkip
            />
            <CheckboxField
              name="asks_second_factor"
              id={form.id('asks_second_factor')}
              label={t('sign_on.asks_second_factor')}
              hint={t('sign_on.asks_second_factor_hint')}
              checked={form.isChosen('asks_second_factor', 'on', settings?.asks_second_factor ?? false)}
            />
            <CheckboxField
              name="active"
              id={form.id('active')}
              label={t('sign_on.active')}
              checked={form.isChosen('active', 'on', settings?.active ?? true)}
            />
            <Button>{t('sign_on.save')}</Button>
          </Form>
        </Card>
      </div>
    </ConsolePage>
  )
}
