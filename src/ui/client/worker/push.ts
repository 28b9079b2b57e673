declare const self: ServiceWorkerGlobalScope

interface Notice {
  readonly title: string
  readonly body: string
  readonly url: string
  /** The same tag replaces: one line a report, not ten. */
  readonly tag: string
}

/** Every push must be shown, so one that cannot be read says at least that there is news. */
export async function showNotice(event: PushEvent): Promise<void> {
  const notice = readNotice(event)
  await self.registration.showNotification(notice.title, {
    body: notice.body,
    tag: notice.tag,
    icon: '/ikon/192.png',
    badge: '/ikon/lencana-96.png',
    data: { url: notice.url },
  })
}

function readNotice(event: PushEvent): Notice {
  try {
    const { title, body, url, tag } = event.data?.json() ?? {}
    if (typeof title === 'string' && typeof url === 'string')
      return { title, body: String(body), url, tag: String(tag) }
  } catch {}
  return { title: 'LAPOR!', body: 'Ada kabar tentang laporan Anda.', url: '/saya', tag: 'lapor' }
}

/** Open the report, in a window that is open already if there is one. */
export async function openNotice(event: NotificationEvent): Promise<void> {
  event.notification.close()
  const url = new URL(String(event.notification.data?.url ?? '/saya'), self.location.origin)
  const target = url.origin === self.location.origin ? url.href : self.location.origin
  const [window] = await self.clients.matchAll({ type: 'window' })
  if (window === undefined) await self.clients.openWindow(target)
  else await window.navigate(target).then((client) => client?.focus())
}
