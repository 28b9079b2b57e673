import { createHash } from 'node:crypto'
import type { Config } from '../../../config.ts'
import { type Language, translator } from '../../../i18n/index.ts'

/** Pictures of the pages that a phone shows before installing; in docs/pictures. */
export const SCREENSHOTS = [
  { file: 'app-home.jpg', sizes: '720x1280', form_factor: 'narrow', label: 'app.screenshot.home' },
  { file: 'app-tell.jpg', sizes: '720x1280', form_factor: 'narrow', label: 'app.screenshot.tell' },
  { file: 'app-report.jpg', sizes: '720x1280', form_factor: 'narrow', label: 'app.screenshot.report' },
  { file: 'app-wide.jpg', sizes: '1280x800', form_factor: 'wide', label: 'app.screenshot.home' },
] as const

/** The web app manifest (W3C), by which a phone installs the pages as an app. */
export function appManifest(language: Language): Record<string, unknown> {
  const t = translator(language)
  return {
    id: '/',
    name: t('app.name'),
    short_name: t('ui.brand'),
    description: t('app.description'),
    lang: language,
    dir: 'ltr',
    start_url: '/?dari=aplikasi',
    scope: '/',
    display: 'standalone',
    background_color: '#fbf7f0',
    theme_color: '#1c2457',
    categories: ['government', 'utilities'],
    prefer_related_applications: false,
    icons: [
      { src: '/ikon/192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/ikon/512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/ikon/maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
      { src: '/ikon/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      shortcut(t('ui.nav.tell'), t('app.shortcut.tell'), '/lapor'),
      shortcut(t('ui.nav.mine'), t('app.shortcut.mine'), '/saya'),
    ],
    share_target: {
      action: '/lapor/bagikan',
      method: 'POST',
      enctype: 'multipart/form-data',
      params: {
        title: 'title',
        text: 'text',
        url: 'url',
        files: [{ name: 'attachments', accept: ['image/*', 'video/*', 'audio/*', 'application/pdf'] }],
      },
    },
    screenshots: SCREENSHOTS.map(({ file, sizes, form_factor, label }) => ({
      src: `/gambar/${file}`,
      sizes,
      type: 'image/jpeg',
      form_factor,
      label: t(label),
    })),
  }
}

function shortcut(name: string, description: string, url: string) {
  return {
    name,
    description,
    url,
    icons: [{ src: '/ikon/192.png', sizes: '192x192', type: 'image/png' }],
  }
}

export interface Worker {
  readonly program: string
  readonly etag: string
}

/** The worker's program with what it keeps: a changed file makes another version. */
export function workerProgram(program: string, files: readonly string[]): Worker {
  const version = createHash('sha256').update(program).update(files.join()).digest('hex').slice(0, 12)
  return { program: `self.LAPOR=${JSON.stringify({ version, files })};\n${program}`, etag: `"${version}"` }
}

/** That an Android app may show these pages as its own, without an address bar (Google Digital Asset Links v1). */
export function assetLinks(androidApp: NonNullable<Config['androidApp']>): unknown {
  return [
    {
      relation: ['delegate_permission/common.handle_all_urls'],
      target: {
        namespace: 'android_app',
        package_name: androidApp.packageId,
        sha256_cert_fingerprints: androidApp.fingerprints,
      },
    },
  ]
}
