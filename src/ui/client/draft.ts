import { each } from './each.ts'

const PREFIX = 'lapor:draft:'
/** The key of the form in which a report is told, as `data-draft` names it. */
export const TELL_DRAFT = 'tell'
/** A phone may be lent or sold: what was not sent within a week is forgotten. */
const KEPT_FOR_MS = 7 * 24 * 60 * 60 * 1000

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
export interface Draft {
  readonly savedAt: number
  /** Values by field name, in the order of the controls; a group of choices holds the chosen ones. */
  readonly fields: Record<string, string[]>
}

/** Keep what is typed on this device until it has been sent. */
export function keepDrafts(): void {
  each('[data-draft-clear]', (mark) => forgetDraft(mark.dataset.draftClear ?? ''))
  each('form[data-draft]', (form) => {
    if (form instanceof HTMLFormElement) keep(form, form.dataset.draft ?? '')
  })
}

function keep(form: HTMLFormElement, key: string): void {
  const notice = form.querySelector<HTMLElement>('[data-draft-notice]')
  const draft = readDraft(key)
  if (draft !== null && !form.hasAttribute('data-draft-sent') && restore(form, draft)) {
    if (notice) notice.hidden = false
  }
  notice?.querySelector('[data-draft-discard]')?.addEventListener('click', () => {
    forgetDraft(key)
    form.reset()
    each('textarea', (area) => area.dispatchEvent(new Event('input')), form)
    notice.hidden = true
  })

  let timer = 0
  const save = () => writeDraft(key, { savedAt: Date.now(), fields: collect(form) })
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(save, 300)
  })
  // A script (position, suggestion) changes hidden fields without typing.
  form.addEventListener('change', save)
}

function collect(form: HTMLFormElement): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const control of controls(form)) {
    fields[control.name] ??= []
    if (!isChoice(control) || control.checked) fields[control.name]?.push(control.value)
  }
  return fields
}

/**
 * Fill in what the draft knows and the page left empty, or everything where the draft is newer than the page;
 * answers whether anything was filled in.
 */
function restore(form: HTMLFormElement, draft: Draft): boolean {
  const wins = form.hasAttribute('data-draft-wins')
  let restored = false
  const position: Record<string, number> = {}
  for (const control of controls(form)) {
    const values = draft.fields[control.name]
    if (values === undefined) continue
    if (isChoice(control)) {
      const checked = values.includes(control.value)
      restored ||= checked && !control.checked
      control.checked = checked
      continue
    }
    const index = position[control.name] ?? 0
    position[control.name] = index + 1
    const value = values[index] ?? ''
    const emptyOnPage = control.value === '' || control instanceof HTMLSelectElement
    if (value === control.value || (!wins && (value === '' || !emptyOnPage))) continue
    control.value = value
    restored = true
  }
  return restored
}

/** Fields worth keeping: no files, no secrets, and hidden ones only when they say so. */
function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control => {
    if (!(element instanceof HTMLElement) || element.hasAttribute('data-draft-skip')) return false
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
      return element.name !== ''
    if (!(element instanceof HTMLInputElement) || element.name === '') return false
    if (element.type === 'hidden') return element.hasAttribute('data-draft-keep')
    return (
      !['password', 'file', 'submit', 'button'].includes(element.type) &&
      element.autocomplete !== 'one-time-code'
    )
  })
}

function isChoice(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')
}

/**
 * What was typed into a form on this device, unless it is too old. Where storage is full, or forbidden in a private
 * window, there is simply no draft.
 */
export function readDraft(key: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as Draft | null
    return draft !== null && Date.now() - draft.savedAt < KEPT_FOR_MS ? draft : null
  } catch {
    return null
  }
}

/** Keep a draft; false where the browser has no room for it. */
export function writeDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function forgetDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key)
  } catch {}
}
