import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { each } from './each.ts'

/** Forms whose answer the device gives: ask for a challenge, let the person confirm, send the answer as a form. */
export function usePasskeys(): void {
  if (typeof PublicKeyCredential === 'undefined') return
  each('form[data-passkey]', (form) => {
    if (!(form instanceof HTMLFormElement)) return
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      answer(form).then(
        () => form.submit(),
        () => sayFailed(form),
      )
    })
  })
}

async function answer(form: HTMLFormElement): Promise<void> {
  const csrf = form.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
  const challenge = await fetch(form.dataset.passkeyUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams({ _csrf: csrf }),
  })
  if (!challenge.ok) throw new Error(`answered ${challenge.status}`)
  const optionsJSON = await challenge.json()
  const response =
    form.dataset.passkey === 'create'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON })
  const field = form.querySelector<HTMLInputElement>('[name=response]')
  if (field !== null) field.value = JSON.stringify(response)
}

function sayFailed(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>('[data-passkey-failed]')
  if (place !== null) place.textContent = place.dataset.passkeyFailed ?? ''
}
