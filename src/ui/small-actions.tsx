import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

/** Print this page; appears with the script. */
export function PrintButton({ t }: Pick<PageFrame, 't'>) {
  return (
    <button class="button button-quiet button-small" type="button" data-print data-script-only hidden>
      <Icon name="printer" />
      <span>{t('ui.print')}</span>
    </button>
  )
}

/** The number people type and read out, in groups, with a button that copies it. */
export function TrackingNumber({ t, number }: { t: PageFrame['t']; number: string }) {
  return (
    <span class="tracking-number">
      <span class="tracking-digits">{groupDigits(number)}</span>
      <button
        class="button button-quiet button-small"
        type="button"
        data-copy={number}
        data-text-copied={t('ui.copied')}
        data-script-only
        hidden
      >
        <Icon name="copy" />
        <span>{t('ui.copy')}</span>
      </button>
    </span>
  )
}

/** "1234567890" → "1234 567 890", as in our messages; other lengths in groups of four. */
export function groupDigits(number: string): string {
  const digits = number.replace(/\D/g, '')
  return digits.length === 10
    ? digits.replace(/(\d{4})(\d{3})(\d{3})/, '$1 $2 $3')
    : digits.replace(/(\d{4})(?=\d)/g, '$1 ')
}
