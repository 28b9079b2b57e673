import type { CookieSerializeOptions } from '@fastify/cookie'
import type { Config } from '../config.ts'

export const SESSION_COOKIE = 'lapor_sesi'
export const LANGUAGE_COOKIE = 'lapor_bahasa'
export const THEME_COOKIE = 'lapor_tampilan'
/** A signed-in reporter. */
export const REPORTER_COOKIE = 'lapor_saya'
/** Somebody signed out here: what this browser keeps of their pages must go. */
export const LEFT_COOKIE = 'lapor_keluar'
export const DRAFT_COOKIE = 'lapor_draf'

/** The cookie by which a browser shows that it is the reporter of one report. */
export function followCookie(trackingNumber: string): string {
  return `${FOLLOW_PREFIX}${trackingNumber}`
}

export function isFollowCookie(name: string): boolean {
  return name.startsWith(FOLLOW_PREFIX)
}

const FOLLOW_PREFIX = 'lapor_ikuti_'

const YEAR_SECONDS = 365 * 86_400

/** Lax: a link in an e-mail must find the person signed in; a foreign form must not. */
export function cookieOptions(config: Config, maxAgeSeconds: number = YEAR_SECONDS): CookieSerializeOptions {
  return {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.baseUrl.startsWith('https://'),
    maxAge: maxAgeSeconds,
  }
}
