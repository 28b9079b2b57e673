import { Icon, type PageFrame } from '../ui/index.ts'

interface Other {
  readonly name: string
  readonly node_name: string
}

/** Who else has this report open; the script keeps it current, and shows it when somebody comes. */
export function PresenceNotice({ t, others }: { t: PageFrame['t']; others: readonly Other[] }) {
  return (
    <p class="presence" role="status" data-live-present hidden={others.length === 0}>
      <Icon name="users" />
      <span>{presentText(t, others)}</span>
    </p>
  )
}

/** Stays hidden until the script hears that somebody did something; what is typed stays where it is. */
export function ChangedNotice({ t, trackingNumber }: { t: PageFrame['t']; trackingNumber: string }) {
  return (
    <p class="live-notice" role="status" data-live-changed data-text={t('live.changed')} hidden>
      <span data-live-text />
      <a href={`/petugas/laporan/${trackingNumber}`}>{t('live.reload')}</a>
    </p>
  )
}

/** "Budi (DPUPR) dan 2 orang lain juga sedang membuka laporan ini"; empty when nobody has. */
export function presentText(t: PageFrame['t'], others: readonly Other[]): string {
  const [first] = others
  if (first === undefined) return ''
  const name = `${first.name} (${first.node_name})`
  return t('live.present', { name, others: others.length - 1 })
}
