import type { Language, PageLanguage, Translate } from '../i18n/index.ts'

export type Theme = 'system' | 'light' | 'dark'

/** What every page needs besides its own model: words, choices of the visitor, and the built assets. */
export interface PageFrame {
  readonly t: Translate
  /** Of dates, names and everything that is stored. */
  readonly language: Language
  /** What the page speaks: also a regional language. */
  readonly speaks?: PageLanguage
  readonly theme: Theme
  /** Path with query of this page; the appearance form leads back to it. */
  readonly path: string
  readonly assets: PageAssets
  readonly mode: 'training' | 'production'
  /** `null` on pages that carry no form of ours. */
  readonly csrfToken: string | null
}

/** URLs from Vite's manifest. */
export interface PageAssets {
  readonly css: readonly string[]
  readonly script: string | null
  readonly font: string | null
  /** What a phone keeps to work without a network. */
  readonly offline: readonly string[]
}
