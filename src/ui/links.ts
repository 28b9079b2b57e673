import type { MessageKey } from '../i18n/index.ts'
import type { IconName } from './icons.tsx'

export type PublicSection = 'home' | 'tell' | 'reports' | 'statistics' | 'about' | 'mine' | 'sign_in'
export type ConsoleSection =
  | 'inbox'
  | 'reports'
  | 'monitoring'
  | 'watch'
  | 'institutions'
  | 'staff'
  | 'registry'
  | 'routing'
  | 'notifications'
  | 'channels'
  | 'systems'
  | 'account'

/** Where the layouts lead to. */
export const LINKS = {
  home: '/',
  tell: '/lapor',
  reports: '/laporan',
  statistics: '/statistik',
  mine: '/saya',
  kept: '/luring',
  about: '/tentang',
  privacy: '/privasi',
  signIn: '/masuk',
  signOut: '/keluar',
  appearance: '/tampilan',
  openApi: '/api/v1/rujukan',
} as const

export interface ConsoleLink {
  readonly section: ConsoleSection
  readonly href: string
  readonly label: MessageKey
  readonly icon: IconName
}

/** The console's sections in the order of the sidebar. */
export const CONSOLE_LINKS: readonly ConsoleLink[] = [
  { section: 'inbox', href: '/petugas', label: 'ui.console.inbox', icon: 'inbox' },
  { section: 'reports', href: '/petugas/laporan', label: 'ui.console.reports', icon: 'list' },
  {
    section: 'monitoring',
    href: '/petugas/pemantauan',
    label: 'ui.console.monitoring',
    icon: 'chart',
  },
  { section: 'watch', href: '/petugas/pengawasan', label: 'ui.console.watch', icon: 'clock' },
  { section: 'institutions', href: '/petugas/instansi', label: 'ui.console.institutions', icon: 'building' },
  { section: 'staff', href: '/petugas/staf', label: 'ui.console.staff', icon: 'users' },
  { section: 'registry', href: '/petugas/rujukan', label: 'ui.console.registry', icon: 'tag' },
  { section: 'routing', href: '/petugas/perutean', label: 'ui.console.routing', icon: 'share' },
  {
    section: 'notifications',
    href: '/petugas/pemberitahuan',
    label: 'ui.console.notifications',
    icon: 'send',
  },
  { section: 'channels', href: '/petugas/kanal', label: 'ui.console.channels', icon: 'message' },
  { section: 'systems', href: '/petugas/sistem', label: 'ui.console.systems', icon: 'merge' },
  { section: 'account', href: '/petugas/akun', label: 'ui.console.account', icon: 'user' },
]

/** What staff of a role may open; accounts are the admins' business. */
export function sectionsOf(role: string): readonly ConsoleSection[] {
  const national = role === 'national_admin'
  const admin = national || role === 'institution_admin'
  return CONSOLE_LINKS.map(({ section }) => section).filter(
    (section) =>
      ((section !== 'staff' && section !== 'systems') || admin) && (section !== 'channels' || national),
  )
}
