import { classNames } from './class-names.ts'
import { Field, type FieldProps, fieldWiring } from './field.tsx'
import type { PageFrame } from './page-frame.ts'

export interface TextInputProps extends FieldProps {
  readonly value?: string | null
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url'
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'
  readonly autocomplete?: string
  readonly maxLength?: number
  readonly required?: boolean
  readonly disabled?: boolean
  readonly readOnly?: boolean
  readonly autofocus?: boolean
  readonly spellcheck?: boolean
  /** `short` fits a number, `medium` a name or a phone number. */
  readonly width?: 'short' | 'medium' | 'full'
  /** Never written into the draft on the device. */
  readonly draftSkip?: boolean
}

/** One line of text. */
export function TextInput(props: TextInputProps) {
  const { name, value, type = 'text', width = 'full', draftSkip } = props
  return (
    <Field {...props}>
      <input
        {...fieldWiring(props)}
        class={classNames('control', width !== 'full' && `control-${width}`)}
        name={name}
        type={type as 'text'}
        value={value ?? undefined}
        inputMode={props.inputMode}
        autocomplete={props.autocomplete}
        maxLength={props.maxLength}
        required={props.required}
        disabled={props.disabled}
        readOnly={props.readOnly}
        autofocus={props.autofocus}
        spellcheck={props.spellcheck}
        data-draft-skip={draftSkip ? '' : undefined}
      />
    </Field>
  )
}

export interface TextAreaProps extends FieldProps {
  readonly t: PageFrame['t']
  readonly value?: string | null
  readonly rows?: number
  /** With a length the script counts down; the server decides. */
  readonly maxLength?: number
  readonly required?: boolean
}

/** Several lines of text, growing with what is written. */
export function TextArea(props: TextAreaProps) {
  const { t, name, id = name, value, rows = 5, maxLength } = props
  const wiring = fieldWiring(props)
  const countId = maxLength === undefined ? undefined : `${id}-count`
  return (
    <Field {...props}>
      <textarea
        {...wiring}
        aria-describedby={classNames(wiring['aria-describedby'], countId) || undefined}
        class="control control-area"
        name={name}
        rows={rows}
        required={props.required}
        data-count={countId}
        data-count-max={maxLength}
        value={value ?? undefined}
      />
      {maxLength !== undefined && (
        <p
          class="field-count"
          id={countId}
          data-count-left={t('ui.count.left', { count: '#' })}
          data-count-over={t('ui.count.over', { count: '#' })}
        >
          {t('ui.count.limit', { count: maxLength })}
        </p>
      )}
    </Field>
  )
}

/** A date, picked or typed; posts `YYYY-MM-DD`. */
export function DateInput(
  props: FieldProps & { value?: string | null; min?: string; max?: string; required?: boolean },
) {
  return (
    <Field {...props}>
      <input
        {...fieldWiring(props)}
        class="control control-medium"
        type="date"
        name={props.name}
        value={props.value ?? undefined}
        min={props.min}
        max={props.max}
        required={props.required}
      />
    </Field>
  )
}

/** The one-time code: digits, filled in by the phone when the message arrives. */
export function CodeInput(
  props: FieldProps & { length?: number; value?: string | null; autofocus?: boolean },
) {
  const { length = 6 } = props
  return (
    <Field {...props}>
      <input
        {...fieldWiring(props)}
        class="control control-code"
        type="text"
        name={props.name}
        value={props.value ?? undefined}
        inputMode="numeric"
        autocomplete="one-time-code"
        // Room for the spaces people type between groups; the server strips them.
        maxLength={length + 4}
        autofocus={props.autofocus}
        spellcheck={false}
      />
    </Field>
  )
}
