import QRCode from 'qrcode'
import { totpText } from '../identity/index.ts'
import { CodeInput, type PageFrame } from '../ui/index.ts'
import type { FormValues } from './form-values.ts'

/** A text as a QR code in SVG, to stand in the page itself: nothing of it goes anywhere else. */
export async function qrOf(text: string): Promise<string> {
  const picture = await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  // What it is says the element around it.
  return picture.replace('<svg ', '<svg aria-hidden="true" ')
}

interface TotpSetUpProps {
  readonly t: PageFrame['t']
  readonly secret: Buffer
  readonly qr: string
  readonly form: FormValues
}

/** The picture to scan, the key to type, and the field for the first code. */
export function TotpSetUp({ t, secret, qr, form }: TotpSetUpProps) {
  return (
    <div class="stack mb-6">
      <p>{t('second_factor.scan')}</p>
      <div
        class="qr-code"
        role="img"
        aria-label={t('second_factor.qr')}
        // Made by our own encoder: it holds numbers and paths only.
        dangerouslySetInnerHTML={{ __html: qr }}
      />
      <p>
        {t('second_factor.type')} <code class="break-all font-bold">{totpText(secret)}</code>
      </p>
      <CodeInput
        name="code"
        id={form.id('code')}
        label={t('second_factor.code')}
        error={form.error('code')}
      />
    </div>
  )
}
