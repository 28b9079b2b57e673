import { Icon } from '../icons.tsx'
import type { PageFrame } from '../page-frame.ts'
import { Example } from './example.tsx'

/** What phones add: a file on its way, a report in the queue, the microphone, news. Scripts show these elsewhere. */
export function PhoneSection({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <>
      <Example name="Files on their way">
        <ul class="file-list">
          {[t('app.files.kept'), t('app.files.uploading', { percent: 40 }), t('app.files.uploaded')].map(
            (note) => (
              <li key={note} class="file-item">
                <span class="file-name">foto.jpg</span>
                <span class="file-detail">352 KB · {note}</span>
                <button type="button" class="button button-quiet button-small" aria-label="×">
                  ×
                </button>
              </li>
            ),
          )}
        </ul>
      </Example>
      <Example name="The queue of a phone">
        <p class="outbox-banner mb-4">
          <Icon name="clock" />
          <span>{t('app.banner.waiting', { count: 1 })}</span>
        </p>
        <ul class="outbox-list">
          {(['waiting', 'refused', 'sent'] as const).map((state) => (
            <li key={state} class="card outbox-item">
              <p class={`outbox-state ${TONES[state]}`}>
                <Icon
                  name={state === 'sent' ? 'check-circle' : state === 'waiting' ? 'clock' : 'alert-circle'}
                />
                <span>{t(`app.state.${state}`)}</span>
              </p>
              <h3 class="outbox-title">Jembatan bambu di belakang balai desa hanyut.</h3>
              <p class="outbox-facts">
                <span>26 Nov 2026, 15.35</span> <span>{t('app.kept.files', { count: 2 })}</span>
              </p>
            </li>
          ))}
        </ul>
      </Example>
      <Example name="Voice, news on the phone">
        <div class="voice">
          <button type="button" class="button button-secondary button-small" aria-pressed="false">
            <Icon name="microphone" />
            <span>{t('app.voice.start')}</span>
          </button>
          <button type="button" class="button button-secondary button-small" aria-pressed="true">
            <Icon name="microphone" />
            <span>{t('app.voice.stop')}</span>
          </button>
          <p class="voice-status">{t('app.voice.listening')}</p>
        </div>
        <div class="push-offer mt-6">
          <button type="button" class="button button-secondary button-small">
            <Icon name="bell" />
            <span>{t('push.start')}</span>
          </button>
          <p>{t('push.on')}</p>
        </div>
      </Example>
    </>
  )
}

const TONES = { waiting: 'tone-warning', refused: 'tone-danger', sent: 'tone-success' } as const
