import { whenIdle } from './when-idle.ts'

/**
 * Load what works without a network: when somebody opens the form, comes a second time or installed the app. A first
 * look at one page costs only that page, as a phone at 2G pays for it in seconds.
 */
export function becomeApp(): void {
  if (!('serviceWorker' in navigator) || !document.documentElement.hasAttribute('data-app')) return
  const wanted =
    cameBefore() || location.pathname.startsWith('/lapor') || matchMedia('(display-mode: standalone)').matches
  if (!wanted) return
  const register = () => whenIdle(() => registerWorker().catch(() => undefined))
  if (document.readyState === 'complete') register()
  else addEventListener('load', register)
}

/** Asked for anew once an hour, as the server says, not at every page. */
export function registerWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register('/sw.js', { updateViaCache: 'all' })
}

function cameBefore(): boolean {
  try {
    const before = localStorage.getItem('lapor:pernah') !== null
    localStorage.setItem('lapor:pernah', '1')
    return before
  } catch {
    return false
  }
}
