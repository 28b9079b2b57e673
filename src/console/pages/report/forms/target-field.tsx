import { Combobox, type ComboboxProps, type PageFrame, RadioCards } from '../../../../ui/index.ts'
import type { FormState } from '../form-state.ts'
import type { SuggestedNode } from '../report-page.ts'

interface TargetFieldProps {
  readonly page: PageFrame
  readonly state: FormState
  readonly name: 'institution' | 'proposed' | 'done_by'
  readonly label: string
  readonly hint?: ComboboxProps['hint']
  readonly optional?: string
  readonly preset?: SuggestedNode | null
  /** Also what lies outside one's own tree: to propose, or to ask for help. */
  readonly everywhere?: boolean
}

/** An institution or unit by its name; asks which one where the typed name could mean several. */
export function TargetField({
  page,
  state,
  name,
  label,
  hint,
  optional,
  preset,
  everywhere,
}: TargetFieldProps) {
  const { t } = page
  const { choices } = state
  const error = state.error(name)
  if (choices.length > 0 && error !== null) {
    return (
      <>
        <input type="hidden" name={name} value={state.value(name)} />
        <RadioCards
          name={`${name}_choice`}
          id={state.id(name)}
          label={t('console.form.which', { text: state.value(name) })}
          error={error}
          choices={choices.map((choice) => ({ value: choice.code, label: choice.name, hint: choice.detail }))}
        />
      </>
    )
  }
  const scope = everywhere ? '&lingkup=semua' : ''
  return (
    <Combobox
      t={t}
      name={name}
      id={state.id(name)}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
      url={`/petugas/instansi/cari?q={query}${scope}`}
      value={state.value(name, preset?.name)}
      code={state.value(`${name}_code`, preset?.code)}
    />
  )
}
