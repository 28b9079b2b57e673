import { formatNumber, type Language } from '../i18n/index.ts'

/** A count as people read it; where it was counted no further than `most`: "999+". */
export function boundedCount(count: number, most: number, language: Language): string {
  return count < most ? formatNumber(count, language) : `${formatNumber(most - 1, language)}+`
}
