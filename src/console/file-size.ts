import { formatNumber, type Language } from '../i18n/index.ts'

/** "240 KB", "1,2 MB". */
export function fileSize(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1_024))
  return kilobytes < 1_024
    ? `${formatNumber(kilobytes, language)} KB`
    : `${formatNumber(Math.round(kilobytes / 102.4) / 10, language)} MB`
}
