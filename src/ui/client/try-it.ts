import { each, words } from './each.ts'

/** The reference's forms: call the operation with what was filled in, and show what came back. Nothing is kept. */
export function tryOperations(): void {
  each('[data-try-it]', (page) => {
    each(
      'form[data-operation]',
      (form) => {
        form.addEventListener('submit', async (event) => {
          event.preventDefault()
          if (form instanceof HTMLFormElement) await call(page, form)
        })
      },
      page,
    )
  })
}

async function call(page: HTMLElement, form: HTMLFormElement): Promise<void> {
  const box = form.querySelector<HTMLElement>('[data-answer]')
  const status = form.querySelector<HTMLElement>('[data-answer-status]')
  const output = form.querySelector<HTMLElement>('[data-answer-body]')
  if (box === null || status === null || output === null) return
  box.hidden = false
  status.textContent = words(page, 'text-waiting')
  output.textContent = ''
  const values = new FormData(form)
  const { method = 'GET' } = form.dataset
  const token = page.querySelector<HTMLInputElement>('input[name="token"]')?.value.trim() ?? ''
  const body = values.get('body')
  const headers: Record<string, string> = {}
  if (token !== '') headers.authorization = /^(Bearer|Follow) /.test(token) ? token : `Bearer ${token}`
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID()
  try {
    const answer = await fetch(addressOf(form, values), {
      method,
      headers,
      credentials: 'omit',
      ...(typeof body === 'string' ? { body } : {}),
    })
    status.textContent = `${answer.status} ${answer.statusText}`
    output.textContent = pretty(await answer.text())
  } catch (error) {
    status.textContent = String(error)
  }
}

function addressOf(form: HTMLFormElement, values: FormData): string {
  let path = form.dataset.path ?? ''
  const query = new URLSearchParams()
  for (const [name, value] of values) {
    if (typeof value !== 'string' || value === '') continue
    if (name.startsWith('path:')) path = path.replace(`{${name.slice(5)}}`, encodeURIComponent(value))
    if (name.startsWith('query:')) query.set(name.slice(6), value)
  }
  return query.size === 0 ? path : `${path}?${query}`
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
