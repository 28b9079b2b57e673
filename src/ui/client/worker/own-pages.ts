import { OWN_PAGES } from './names.ts'

/** More than anybody follows at a time; the eldest go first. */
const MOST_PAGES = 40

/**
 * The server marks a reporter's own pages: those are kept to be read without a network. And it says when nobody is
 * signed in any more, as the person signed out, here or everywhere, or had all of their data deleted.
 */
export async function keepOrForget(request: Request, response: Response): Promise<void> {
  const mark = response.headers.get('x-lapor-luring')
  if (mark === 'lupakan') return forgetOwnPages()
  if (mark === 'simpan' && response.status === 200) await keepOwnPage(request, response)
}

async function keepOwnPage(request: Request, response: Response): Promise<void> {
  const cache = await caches.open(OWN_PAGES)
  const key = keyOf(new URL(request.url))
  // Anew at the end, so that the first is the one not looked at for longest.
  await cache.delete(key)
  await cache.put(key, response).catch(() => undefined)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST_PAGES))) await cache.delete(old)
}

export async function ownPage(url: URL): Promise<Response | undefined> {
  const cache = await caches.open(OWN_PAGES)
  return cache.match(keyOf(url))
}

declare const self: ServiceWorkerGlobalScope

/** Whoever signs out leaves nothing behind for the next one with this phone, and no news comes to it. */
export async function forgetOwnPages(): Promise<void> {
  await caches.delete(OWN_PAGES)
  const subscription = await self.registration.pushManager.getSubscription()
  await subscription?.unsubscribe()
}

/** /saya/laporan/N leads to /laporan/N: without a network the link must find the kept page. */
function keyOf(url: URL): string {
  return url.origin + url.pathname.replace(/^\/saya\/laporan\/(\d+)$/, '/laporan/$1')
}
