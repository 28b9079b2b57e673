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

/** "12345678" → "1234 5678": groups of four, as one reads a number out. */
export function groupDigits(number: string): string {
  return number.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ')
}
