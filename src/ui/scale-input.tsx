import { FieldGroup, type FieldProps } from './field.tsx'

export interface ScaleInputProps extends FieldProps {
  readonly value?: number | null
  /** From worst to best; the first is worth 1. */
  readonly words: readonly string[]
}

/** One of a few steps from bad to good, each in words: radio buttons beside each other, or in pairs on a phone. */
export function ScaleInput(props: ScaleInputProps) {
  const { name, id = name, value, words } = props
  return (
    <FieldGroup {...props}>
      <div class="scale">
        {words.map((word, index) => (
          <label key={word} class="choice">
            <input
              type="radio"
              id={`${id}-${index + 1}`}
              name={name}
              value={index + 1}
              checked={value === index + 1}
            />
            <span class="choice-mark" aria-hidden="true" />
            <span class="choice-text">
              <span class="choice-label">{word}</span>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
