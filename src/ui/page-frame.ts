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
  /** The institution by whose own host name the visitor came. */
  readonly front?: PageFront | null
}

/** What every page on an institution's own host name shows of it. */
export interface PageFront {
  readonly name: string
  /** The address of its emblem. */
  readonly emblem: string | null
  /** The address of this installation for the whole country, without a trailing slash. */
  readonly national: string
}

/** URLs from Vite's manifest. */
export interface PageAssets {
  readonly css: readonly string[]
  readonly script: string | null
  readonly font: string | null
  /** What a phone keeps to work without a network. */
  readonly offline: readonly string[]
}
