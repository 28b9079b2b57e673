import { formatNumber, type Language } from '../i18n/index.ts'
import { MOST_COUNTED } from '../reports/index.ts'

/** A count as people read it; where it was counted no further: "999+". */
export function boundedCount(count: number, language: Language): string {
  return count < MOST_COUNTED ? formatNumber(count, language) : `${formatNumber(MOST_COUNTED - 1, language)}+`
}
