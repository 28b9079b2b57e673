import { CsrfField } from './form.tsx'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface PushOfferProps {
  readonly page: Pick<PageFrame, 't' | 'csrfToken'>
  readonly action: string
  /** The installation's public key for push services. */
  readonly publicKey: string
  /** The report by which this browser is known, where nobody is signed in. */
  readonly trackingNumber?: string
}

/** Offers news on this phone; the script shows it where the browser can, and what is chosen already. */
export function PushOffer({ page, action, publicKey, trackingNumber }: PushOfferProps) {
  const { t } = page
  return (
    <form
      class="push-offer"
      method="post"
      action={action}
      hidden
      data-push={publicKey}
      data-text-on={t('push.on')}
      data-text-denied={t('push.denied')}
      data-text-failed={t('push.failed')}
    >
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="number" value={trackingNumber ?? ''} />
      <button type="submit" class="button button-secondary button-small" name="action" value="start">
        <Icon name="bell" />
        <span>{t('push.start')}</span>
      </button>
      <button type="submit" class="button button-quiet button-small" name="action" value="stop" hidden>
        <span>{t('push.stop')}</span>
      </button>
      <p role="status" />
    </form>
  )
}
