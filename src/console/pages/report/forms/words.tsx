import { TextArea } from '../../../../ui/index.ts'
import type { ActionFormProps } from './action-form.tsx'

/** The text of an action, as field `text`. */
export function Words(props: ActionFormProps & { label: string; hint?: string; optional?: string }) {
  const { page, state, label, hint, optional } = props
  return (
    <TextArea
      t={page.t}
      name="text"
      id={state.id('text')}
      label={label}
      hint={hint}
      optional={optional}
      error={state.error('text')}
      value={state.value('text')}
      rows={4}
    />
  )
}
