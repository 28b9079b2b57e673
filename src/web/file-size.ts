import { formatNumber, type Language } from '../i18n/index.ts'

const KILOBYTE = 1_024

/** "240 KB", "1,2 MB": how long it will load, in words people know from their phones. */
export function fileSize(bytes: number, language: Language): string {
  const kilobytes = bytes / KILOBYTE
  return kilobytes < KILOBYTE
    ? `${formatNumber(Math.max(1, Math.round(kilobytes)), language)} KB`
    : `${formatNumber(Math.round((kilobytes / KILOBYTE) * 10) / 10, language)} MB`
}
