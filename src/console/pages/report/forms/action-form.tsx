import type { ComponentChildren } from 'preact'
import {
  Button,
  type ButtonProps,
  ButtonRow,
  DraftNotice,
  Form,
  type PageFrame,
} from '../../../../ui/index.ts'
import type { FormState } from '../form-state.ts'
import { actionPath } from '../paths.ts'
import type { FormName } from '../possible-actions.ts'

/** What every form of a report's page is given. */
export interface ActionFormProps {
  readonly page: PageFrame
  readonly state: FormState
  readonly trackingNumber: string
  /** The version this page shows; an action on another one is refused. */
  readonly version: number
  /** The last entry of the history this page shows. */
  readonly seen: number
}

interface ShellProps extends ActionFormProps {
  readonly files?: boolean
  /** Keep what is typed on this device until it is sent. */
  readonly draft?: boolean
  /** The form starts with what was just asked for: a draft on the device must not override it. */
  readonly valuesSent?: boolean
  /** The form starts with an earlier version: what was typed on this device since then wins. */
  readonly deviceWins?: boolean
  readonly submit: string
  readonly look?: ButtonProps['look']
  readonly icon?: ButtonProps['icon']
  readonly otherButtons?: ComponentChildren
  readonly children: ComponentChildren
}

export function ActionForm(props: ShellProps) {
  const { page, state, trackingNumber, version, seen, files, draft, valuesSent, deviceWins } = props
  const { submit, look, icon, otherButtons } = props
  return (
    <Form
      page={page}
      id={`form-${state.form}`}
      action={actionPath(trackingNumber, state.form)}
      files={files}
      draft={draft ? draftKey(trackingNumber, state.form) : undefined}
      valuesSent={state.refused || valuesSent}
      deviceWins={deviceWins && !state.refused}
    >
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="seen" value={seen} />
      {draft && <DraftNotice t={page.t} />}
      {props.children}
      <ButtonRow>
        <Button look={look} icon={icon}>
          {submit}
        </Button>
        {otherButtons}
      </ButtonRow>
    </Form>
  )
}

/** The key under which the device keeps what is typed into a form. */
export function draftKey(trackingNumber: string, form: FormName): string {
  return `petugas-${trackingNumber}-${form}`
}
