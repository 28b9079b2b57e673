import type { ComponentChildren } from 'preact'
import type { PageFrame, Theme } from './page-frame.ts'

export interface DocumentProps {
  readonly page: PageFrame
  readonly title: string
  readonly description?: string
  /** Pages of one person (a report behind its follow link, the console) stay out of search engines. */
  readonly noIndex?: boolean
  readonly bodyClass?: string
  /** A page of the app that a phone can install; staff work in the browser. */
  readonly app?: boolean
  /** Styles of this page alone, after those of all. */
  readonly styles?: string | null
  readonly children: ComponentChildren
}

/** The `<html>` shell; the renderer puts `<!doctype html>` before it. */
export function Document(props: DocumentProps) {
  const { page, title, description, noIndex, bodyClass, app, styles, children } = props
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
        {styles && <link rel="stylesheet" href={styles} />}
        <link rel="icon" href="/ikon/lambang.svg" />
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
