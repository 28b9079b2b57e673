import { isMessageKey, type Translate } from '../../../i18n/index.ts'

/** The kind of an institution or unit in words. */
export function kindLabel(t: Translate, kind: string): string {
  const key = `institution_kind.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
