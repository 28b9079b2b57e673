import { Button, Notice, type PageFrame } from '../../../ui/index.ts'

/** A key or a secret that is kept hashed or sealed: whoever leaves the page has seen it. */
export function ShownOnce({ t, title, secret }: { t: PageFrame['t']; title: string; secret: string }) {
  return (
    <Notice tone="success" title={title} live>
      <div class="stack">
        <p>{t('systems.once')}</p>
        <p>
          <code class="break-all font-bold">{secret}</code>
        </p>
        <Button
          type="button"
          look="secondary"
          icon="copy"
          data-copy={secret}
          data-text-copied={t('ui.copied')}
          data-script-only
          hidden
        >
          {t('ui.copy')}
        </Button>
      </div>
    </Notice>
  )
}
