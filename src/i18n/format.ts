import type { Language } from './catalogue.ts'

const LOCALE: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }
/** To make one takes longer than all that is done with it. */
const formats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

const ZONE_LABEL: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** The name Indonesians use for a zone: WIB, WITA or WIT. */
export function timeZoneLabel(timeZone: string): string {
  return ZONE_LABEL[timeZone] ?? timeZone
}

/** "24 November 2026" in the given zone; a text `YYYY-MM-DD` is a calendar date without a zone. */
export function formatDate(date: Date | string, language: Language, timeZone = 'Asia/Jakarta'): string {
  const isCalendarDate = typeof date === 'string'
  return dateFormat(language, isCalendarDate ? 'UTC' : timeZone, { dateStyle: 'long' }).format(
    isCalendarDate ? new Date(`${date}T00:00:00Z`) : date,
  )
}

/** "24 Nov 2026, 19.03 WIB" in the given zone. */
export function formatDateTime(date: Date, language: Language, timeZone = 'Asia/Jakarta'): string {
  const text = dateFormat(language, timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(date)
  return `${text} ${timeZoneLabel(timeZone)}`
}

/** "24 Nov" in the given zone, for messages that are paid by the character. */
export function formatDayMonth(date: Date, language: Language, timeZone = 'Asia/Jakarta'): string {
  return dateFormat(language, timeZone, { day: 'numeric', month: 'short' }).format(date)
}

/** "Maret 2026" or "Mar 2026" of "2026-03". */
export function formatMonth(month: string, language: Language, length: 'long' | 'short' = 'long'): string {
  return dateFormat(language, 'UTC', { month: length, year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}

/** Whole numbers and decimals with the language's separators; with just so many decimals where they are given. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  return numberFormat(language, decimals).format(value)
}

function numberFormat(language: Language, decimals: number | undefined): Intl.NumberFormat {
  const key = `${language} ${decimals ?? ''}`
  const known = numberFormats.get(key)
  if (known !== undefined) return known
  const options =
    decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const format = new Intl.NumberFormat(LOCALE[language], options)
  numberFormats.set(key, format)
  return format
}

function dateFormat(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone })
  formats.set(key, format)
  return format
}
