import { isMessageKey, type Translate } from '../i18n/index.ts'
import type { Handler } from '../routing/index.ts'

/** A handler where the registry has no institution for it: a duty of a local government, or a national one's code. */
export function handlerLabel(t: Translate, { level, kindOrName }: Handler): string {
  if (level === 'national') return kindOrName
  const key = `routing.duty.${kindOrName}`
  const duty = isMessageKey(key) ? t(key) : kindOrName
  return t('routing.handler', { duty, level: t(`routing.level.${level}`) })
}
