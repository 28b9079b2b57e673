/// <reference lib="webworker" />
import { forgetOwnPages, keepOrForget, ownPage } from './own-pages.ts'
import { openNotice, showNotice } from './push.ts'
import { isVillageList, keepRegions, suggestArea, villageList } from './regions.ts'
import { sendWaiting } from './send-waiting.ts'
import { receiveShare } from './share.ts'
import { answerFromShell, dropOldShells, fillShell, refillPages } from './shell.ts'

declare const self: ServiceWorkerGlobalScope

/** Background Sync, which not every browser has. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

/*
 * What makes the pages an app: they open without a network, what is told waits and is sent, an answer is announced.
 * Online everything comes from the server, as for every other browser.
 */

self.addEventListener('install', (event) => {
  event.waitUntil(fillShell().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  if (request.method === 'POST' && url.pathname === '/lapor/bagikan') event.respondWith(receiveShare(request))
  else if (request.method === 'POST' && url.pathname === '/saya/keluar') event.waitUntil(forgetOwnPages())
  else if (request.method === 'POST' && url.pathname === '/tampilan') event.respondWith(changeLook(request))
  else if (request.method !== 'GET') return
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (url.pathname === '/saran/wilayah') event.respondWith(suggestions(request, url))
  else if (isVillageList(url)) event.respondWith(villageList(request))
  else if (request.mode === 'navigate' && !isStaff(url)) event.respondWith(page(event, request, url))
})

self.addEventListener('sync', (event) => {
  const { tag } = event as SyncEvent
  if (tag === 'lapor-kirim') (event as SyncEvent).waitUntil(sendWaiting())
})
self.addEventListener('push', (event) => event.waitUntil(showNotice(event)))
self.addEventListener('notificationclick', (event) => event.waitUntil(openNotice(event)))

/** Staff work online: what they see of others must not stay on a device. */
function isStaff(url: URL): boolean {
  return /^\/(petugas|masuk|api|_ui)(\/|$)/.test(url.pathname)
}

/** In another language or look the pages kept for later are others. */
async function changeLook(request: Request): Promise<Response> {
  const response = await fetch(request)
  await refillPages().catch(() => undefined)
  return response
}

/** A built file never changes under its name. */
async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

async function suggestions(request: Request, url: URL): Promise<Response> {
  return fetch(request).catch(() => suggestArea(url.searchParams.get('q') ?? ''))
}

/** The server's answer; without one the kept own page, the empty form, or what is kept on this phone. */
async function page(event: FetchEvent, request: Request, url: URL): Promise<Response> {
  try {
    const response = await fetch(request)
    event.waitUntil(keepOrForget(request, response.clone()))
    if (url.pathname === '/lapor') event.waitUntil(keepRegions().catch(() => undefined))
    return response
  } catch {
    return (await ownPage(url)) ?? answerFromShell(url)
  }
}
