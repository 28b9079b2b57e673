import { sendAll } from '../outbox/send.ts'

declare const self: ServiceWorkerGlobalScope

/** The network is back: send what waits. Thrown, the browser tries again later. */
export async function sendWaiting(): Promise<void> {
  const { waiting, sent } = await sendAll()
  for (const report of sent) await announce(report.next ?? '/saya', report.language)
  if (waiting > 0) throw new Error('still waiting')
}

/** A report that nobody confirms with its code goes nowhere: say so, where the person allowed it. */
async function announce(url: string, language: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' })
  if (
    Notification.permission !== 'granted' ||
    windows.some(({ visibilityState }) => visibilityState === 'visible')
  ) {
    return
  }
  const texts = TEXTS[language === 'en' ? 'en' : 'id']
  await self.registration.showNotification(texts.title, {
    body: texts.body,
    icon: '/ikon/192.png',
    data: { url },
  })
}

/** Shown without the server, so the worker brings its own words. */
const TEXTS = {
  id: {
    title: 'Laporan Anda sudah terkirim',
    body: 'Masukkan kode yang kami kirim supaya laporan diteruskan.',
  },
  en: { title: 'Your report has been sent', body: 'Enter the code we sent you so that it can be passed on.' },
} as const
