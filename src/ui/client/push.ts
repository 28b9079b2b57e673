import { registerWorker } from './become-app.ts'
import { words } from './each.ts'

/** News on the phone: asked for by a button only, never by itself. */
export async function offerPush(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return
  const forms = document.querySelectorAll<HTMLFormElement>('form[data-push]')
  await Promise.allSettled([...forms].map(offer))
}

async function offer(form: HTMLFormElement): Promise<void> {
  const status = form.querySelector<HTMLElement>('[role=status]')
  const start = form.querySelector<HTMLElement>('button[value=start]')
  const stop = form.querySelector<HTMLElement>('button[value=stop]')
  if (!status || !start || !stop) return
  const show = (on: boolean, text: string) => {
    start.hidden = on
    stop.hidden = !on
    status.textContent = text
  }
  const registration = await navigator.serviceWorker.getRegistration()
  const present = await registration?.pushManager.getSubscription()
  const refused = Notification.permission === 'denied'
  // This browser may hear of another report than the page's.
  const on = present ? await isOn(form, present) : false
  if (on) show(true, words(form, 'text-on'))
  else show(false, refused ? words(form, 'text-denied') : '')
  if (refused) start.hidden = true
  form.hidden = false

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const starts = event.submitter === start
    try {
      if (starts && (await Notification.requestPermission()) !== 'granted') {
        return show(false, words(form, 'text-denied'))
      }
      await tell(form, starts)
      show(starts, starts ? words(form, 'text-on') : '')
    } catch {
      show(!starts, words(form, 'text-failed'))
    }
  })
}

async function tell(form: HTMLFormElement, starts: boolean): Promise<void> {
  await registerWorker()
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = starts
    ? await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.push ?? '' })
    : await pushManager.getSubscription()
  if (subscription === null) return
  const response = await post(form, subscription, starts ? 'start' : 'stop')
  // What the server does not know of must not look as if it worked.
  if (!starts || !response.ok) await subscription.unsubscribe()
  if (!response.ok) throw new Error(`answered ${response.status}`)
}

async function isOn(form: HTMLFormElement, subscription: PushSubscription): Promise<boolean> {
  const response = await post(form, subscription, 'ask').catch(() => null)
  return response?.ok === true && (await response.json()).on === true
}

function post(form: HTMLFormElement, subscription: PushSubscription, action: string): Promise<Response> {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  body.append('subscription', JSON.stringify(subscription))
  body.append('action', action)
  return fetch(form.getAttribute('action') ?? '', { method: 'POST', body })
}
