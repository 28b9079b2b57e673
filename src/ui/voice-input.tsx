import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

/** A button that turns speech into text in the field `for`; shown only where the browser can. */
export function VoiceInput({ t, for: field }: Pick<PageFrame, 't'> & { readonly for: string }) {
  return (
    <div
      class="voice"
      hidden
      data-voice={field}
      data-text-start={t('app.voice.start')}
      data-text-stop={t('app.voice.stop')}
      data-text-listening={t('app.voice.listening')}
      data-text-denied={t('app.voice.denied')}
      data-text-failed={t('app.voice.failed')}
    >
      <button type="button" class="button button-secondary button-small" aria-pressed="false">
        <Icon name="microphone" />
        <span>{t('app.voice.start')}</span>
      </button>
      <p class="voice-status" role="status" />
    </div>
  )
}
