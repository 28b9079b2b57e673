import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Icon } from './icons.tsx'

/** What every field has; `name` is what is posted, `id` (default: the name) is what an error links to. */
export interface FieldProps {
  readonly name: string
  readonly id?: string
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  /** What to write instead; empty or `null` means that the field is fine. */
  readonly error?: string | null
  /** The word that marks a field one may leave empty, e.g. `t('ui.optional')`. */
  readonly optional?: string
  readonly labelHidden?: boolean
  readonly class?: string
}

export interface FieldWiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** Ids by which a control and its hint and error find each other. */
export function fieldWiring({ name, id = name, hint, error }: FieldProps): FieldWiring {
  const parts = [hint !== undefined && `${id}-hint`, hasError(error) && `${id}-error`].filter(Boolean)
  return {
    id,
    'aria-describedby': parts.length > 0 ? parts.join(' ') : undefined,
    'aria-invalid': hasError(error) ? true : undefined,
  }
}

/** Label, hint and error around one control; the control comes as a child and takes `fieldWiring(props)`. */
export function Field(props: FieldProps & { children: ComponentChildren }) {
  const { name, id = name, label, hint, error, optional, labelHidden, class: extra, children } = props
  return (
    <div class={classNames('field', hasError(error) && 'field-wrong', extra)}>
      <label class={classNames('field-label', labelHidden && 'sr-only')} for={id}>
        {label}
        {optional !== undefined && <span class="field-optional"> {optional}</span>}
      </label>
      {hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <FieldError id={id} error={error} />
      {children}
    </div>
  )
}

/** Legend, hint and error around several controls that answer one question. */
export function FieldGroup(props: FieldProps & { children: ComponentChildren }) {
  const { name, id = name, label, hint, error, optional, labelHidden, class: extra, children } = props
  const wiring = fieldWiring(props)
  return (
    <fieldset
      class={classNames('field', hasError(error) && 'field-wrong', extra)}
      id={id}
      aria-describedby={wiring['aria-describedby']}
    >
      <legend class={classNames('field-label', labelHidden && 'sr-only')}>
        {label}
        {optional !== undefined && <span class="field-optional"> {optional}</span>}
      </legend>
      {hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <FieldError id={id} error={error} />
      {children}
    </fieldset>
  )
}

export function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  if (!hasError(error)) return null
  return (
    <p class="field-error" id={`${id}-error`}>
      <Icon name="alert-circle" />
      <span>{error}</span>
    </p>
  )
}

function hasError(error: string | null | undefined): error is string {
  return error !== undefined && error !== null && error !== ''
}
