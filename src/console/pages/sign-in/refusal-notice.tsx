import type { DomainError } from '../../../errors.ts'
import { errorText } from '../../../http/index.ts'
import { isMessageKey } from '../../../i18n/index.ts'
import { Notice, type PageFrame } from '../../../ui/index.ts'

/** Why one is not in, in plain words. */
export function RefusalNotice({ t, refused }: { t: PageFrame['t']; refused: DomainError }) {
  const key = `error.${refused.code}.title`
  return (
    <Notice tone="danger" title={t(isMessageKey(key) ? key : 'error.sign_in_failed.title')} live>
      <p>{errorText(t, refused)}</p>
    </Notice>
  )
}
