/** Take a code from an arriving SMS (WebOTP), where the phone's browser can; the person still sees what is sent. */
export function takeCodeFromSms(): void {
  const field = document.querySelector<HTMLInputElement>('input[autocomplete="one-time-code"]')
  if (field === null || !('OTPCredential' in window)) return
  const stop = new AbortController()
  field.form?.addEventListener('submit', () => stop.abort())
  const request = { otp: { transport: ['sms'] }, signal: stop.signal }
  navigator.credentials
    .get(request as CredentialRequestOptions)
    .then((credential) => {
      if (credential === null || !('code' in credential) || field.value !== '') return
      field.value = String(credential.code)
      field.form?.requestSubmit()
    })
    // Refused or timed out: the code is typed, as everywhere else.
    .catch(() => undefined)
}
