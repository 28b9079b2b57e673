import { Button, Card, type PageFrame } from '../ui/index.ts'

/** The codes for the day the phone is gone, to be copied or printed this once. */
export function RecoveryCodes({ t, codes }: { t: PageFrame['t']; codes: readonly string[] }) {
  return (
    <Card title={t('second_factor.codes')} icon="lock">
      <div class="stack">
        <p>{t('second_factor.codes_text')}</p>
        <ul class="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div class="button-row">
          <Button
            type="button"
            look="secondary"
            icon="copy"
            data-copy={codes.join('\n')}
            data-text-copied={t('ui.copied')}
            data-script-only
            hidden
          >
            {t('ui.copy')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
