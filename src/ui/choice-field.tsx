import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Field, FieldError, FieldGroup, type FieldProps, fieldWiring } from './field.tsx'
import { Icon, type IconName } from './icons.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly icon?: IconName
  readonly disabled?: boolean
}

export interface ChoiceGroup {
  readonly group: string
  readonly choices: readonly Choice[]
}

export interface SelectProps extends FieldProps {
  readonly choices: readonly (Choice | ChoiceGroup)[]
  readonly value?: string | null
  /** Text of the empty first choice, e.g. "I don't know". */
  readonly empty?: string
  readonly required?: boolean
  readonly width?: 'medium' | 'full'
}

/** One of many, closed. */
export function Select(props: SelectProps) {
  const { choices, value, empty, width = 'full' } = props
  return (
    <Field {...props}>
      <div class={classNames('select', width === 'medium' && 'control-medium')}>
        <select {...fieldWiring(props)} class="control" name={props.name} required={props.required}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) =>
            'group' in choice ? (
              <optgroup key={choice.group} label={choice.group}>
                {choice.choices.map((inner) => (
                  <Option key={inner.value} choice={inner} chosen={value} />
                ))}
              </optgroup>
            ) : (
              <Option key={choice.value} choice={choice} chosen={value} />
            ),
          )}
        </select>
        <Icon name="chevron-down" />
      </div>
    </Field>
  )
}

function Option({ choice, chosen }: { choice: Choice; chosen: string | null | undefined }) {
  return (
    <option value={choice.value} selected={choice.value === chosen} disabled={choice.disabled}>
      {choice.label}
    </option>
  )
}

export interface RadioCardsProps extends FieldProps {
  readonly choices: readonly Choice[]
  readonly value?: string | null
  /** Cards beside each other where there is room. */
  readonly columns?: 1 | 2 | 3
}

/** One of a few, each explained. */
export function RadioCards(props: RadioCardsProps) {
  const { name, id = name, choices, value, columns = 1 } = props
  return (
    <FieldGroup {...props}>
      <div class={classNames('cards', columns > 1 && `cards-${columns}`)}>
        {choices.map((choice) => (
          <label key={choice.value} class="choice">
            <input
              type="radio"
              id={`${id}-${choice.value}`}
              name={name}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
            />
            <span class="choice-mark" aria-hidden="true" />
            <span class="choice-text">
              <span class="choice-label">{choice.label}</span>
              {choice.hint !== undefined && <span class="choice-hint">{choice.hint}</span>}
            </span>
            {choice.icon !== undefined && <Icon name={choice.icon} class="choice-icon" />}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

export interface CheckboxFieldProps {
  readonly name: string
  readonly id?: string
  readonly value?: string
  readonly checked?: boolean
  readonly label: ComponentChildren
  readonly hint?: ComponentChildren
  readonly error?: string | null
  readonly disabled?: boolean
}

/** Yes or no, with what a yes means. */
export function CheckboxField(props: CheckboxFieldProps) {
  const { name, id = name, value = 'on', checked, label, hint, error, disabled } = props
  const wiring = fieldWiring({ name, id, label, error })
  return (
    <div class={classNames('field field-check', error && 'field-wrong')}>
      <FieldError id={id} error={error} />
      <label class="choice">
        <input {...wiring} type="checkbox" name={name} value={value} checked={checked} disabled={disabled} />
        <span class="choice-mark choice-mark-box" aria-hidden="true">
          <Icon name="check" />
        </span>
        <span class="choice-text">
          <span class="choice-label">{label}</span>
          {hint !== undefined && <span class="choice-hint">{hint}</span>}
        </span>
      </label>
    </div>
  )
}

export interface RatingInputProps extends FieldProps {
  readonly value?: number | null
  /** Words for 1 to 5, from worst to best. */
  readonly words: readonly [string, string, string, string, string]
}

/** A judgement from 1 to 5: five radio buttons, so that it works by keyboard and without script. */
export function RatingInput(props: RatingInputProps) {
  const { name, id = name, value, words } = props
  return (
    <FieldGroup {...props}>
      <div class="rating">
        {words.map((word, index) => (
          <label key={word} class="rating-step">
            <input
              class="sr-only"
              type="radio"
              id={`${id}-${index + 1}`}
              name={name}
              value={index + 1}
              checked={value === index + 1}
            />
            <Icon name="star" />
            <span class="rating-word">{word}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
