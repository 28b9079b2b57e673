import { Field, type FieldProps, fieldWiring } from './field.tsx'
import type { PageFrame } from './page-frame.ts'

/** What the suggestions' URL answers: `{ suggestions: Suggestion[] }`, best first, at most about ten. */
export interface Suggestion {
  /** Posted as `<name>_code` when chosen. */
  readonly value: string
  /** Put into the text field when chosen. */
  readonly label: string
  /** A second line, e.g. the kecamatan and kota of a village. */
  readonly detail?: string
}

export interface ComboboxProps extends FieldProps {
  readonly t: PageFrame['t']
  /** What was typed; posted as `<name>`. */
  readonly value?: string | null
  /** What was chosen; posted as `<name>_code`. */
  readonly code?: string | null
  /** URL with `{query}` in it, e.g. `/saran/wilayah?q={query}`. */
  readonly url: string
  readonly minLength?: number
  readonly required?: boolean
}

/** A text field that suggests; without script the typed text is posted and the server finds what is meant. */
export function Combobox(props: ComboboxProps) {
  const { t, name, value, code, url, minLength = 2 } = props
  return (
    <Field {...props}>
      <div
        class="combobox"
        data-combobox
        data-combobox-url={url}
        data-combobox-min={minLength}
        data-text-label={t('ui.combobox.label')}
        data-text-none={t('ui.combobox.none')}
        data-text-count={t('ui.combobox.count', { count: '#' })}
        data-text-failed={t('ui.combobox.failed')}
      >
        <input
          {...fieldWiring(props)}
          class="control"
          type="text"
          name={name}
          value={value ?? undefined}
          autocomplete="off"
          spellcheck={false}
          required={props.required}
        />
        <input type="hidden" name={`${name}_code`} value={code ?? ''} data-combobox-code data-draft-keep />
      </div>
    </Field>
  )
}
