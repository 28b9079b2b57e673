import type { ComponentChildren } from 'preact'
import type { PageFrame, Theme } from './page-frame.ts'

// A data URI: one request less on the first visit than a file, and browsers stop asking for /favicon.ico.
const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M9 2h14a7 7 0 0 1 7 7v10a7 7 0 0 1-7 7H13l-7 5v-5.7A7 7 0 0 1 2 19V9a7 7 0 0 1 7-7z' fill='%232a3878'/%3E%3Cpath d='M16 7.5v8' stroke='%23fff' stroke-width='4' stroke-linecap='round'/%3E%3Ccircle cx='16' cy='21' r='2.4' fill='%23f4b740'/%3E%3C/svg%3E"

export interface DocumentProps {
  readonly page: PageFrame
  readonly title: string
  readonly description?: string
  /** Pages of one person (a report behind its follow link, the console) stay out of search engines. */
  readonly noIndex?: boolean
  readonly bodyClass?: string
  /** A page of the app that a phone can install; staff work in the browser. */
  readonly app?: boolean
  readonly children: ComponentChildren
}

/** The `<html>` shell; the renderer puts `<!doctype html>` before it. */
export function Document({ page, title, description, noIndex, bodyClass, app, children }: DocumentProps) {
  const { assets, theme, language, speaks = language } = page
  return (
    <html lang={speaks} data-theme={theme === 'system' ? undefined : theme} data-app={app ? '' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {description !== undefined && <meta name="description" content={description} />}
        {noIndex && <meta name="robots" content="noindex" />}
        {theme !== 'dark' && <meta name="theme-color" content="#fbf7f0" media={media(theme, 'light')} />}
        {theme !== 'light' && <meta name="theme-color" content="#12152b" media={media(theme, 'dark')} />}
        {assets.font !== null && (
          <link rel="preload" href={assets.font} as="font" type="font/woff2" crossorigin="anonymous" />
        )}
        {assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <link rel="icon" href={FAVICON} />
        {app && <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials" />}
        {app && <link rel="apple-touch-icon" href="/ikon/apple-180.png" />}
        {assets.script !== null && <script type="module" src={assets.script} />}
      </head>
      <body class={bodyClass}>{children}</body>
    </html>
  )
}

/** An explicit choice holds whatever the device prefers. */
function media(theme: Theme, scheme: 'light' | 'dark'): string | undefined {
  return theme === 'system' ? `(prefers-color-scheme: ${scheme})` : undefined
}
