import { isMessageKey, type Translate } from '../i18n/index.ts'

/** "Pekerjaan umum" of `public-works`; a function that an operator added is called by its own code. */
export function functionName(t: Translate, name: string): string {
  const key = `function.${name}`
  return isMessageKey(key) ? t(key) : name
}
