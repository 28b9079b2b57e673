import type { ComponentChildren } from 'preact'
import type { PageFrame } from './page-frame.ts'

export interface FormProps {
  readonly page: Pick<PageFrame, 'csrfToken' | 't'>
  readonly action: string
  readonly id?: string
  readonly class?: string
  /** The form carries files. */
  readonly files?: boolean
  /** Keep what is typed on this device under this key until a page says `DraftClear`. */
  readonly draft?: string
  /** The server sent values back (a refused form): the draft must not override them. */
  readonly valuesSent?: boolean
  /** The values are the server's copy of an earlier sending: what was typed on this device since then wins. */
  readonly deviceWins?: boolean
  /** What is sent waits on the phone while there is no network; `fresh` on the copy of the page that is kept there. */
  readonly outbox?: boolean | 'fresh'
  readonly children: ComponentChildren
}

/** A POST form: token against forgery, no second sending, the server's own texts instead of the browser's. */
export function Form(props: FormProps) {
  const { page, action, id, class: extra, files, draft, valuesSent, deviceWins, outbox, children } = props
  return (
    <form
      method="post"
      action={action}
      id={id}
      class={extra}
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
      data-submit-once={page.t('ui.form.sending')}
      data-draft={draft}
      data-draft-sent={valuesSent ? '' : undefined}
      data-draft-wins={deviceWins ? '' : undefined}
      data-outbox={outbox ? '' : undefined}
      data-outbox-fresh={outbox === 'fresh' ? '' : undefined}
    >
      <CsrfField token={page.csrfToken} />
      {children}
    </form>
  )
}

/** The hidden token; `Form` already holds one. It stands first, so that multipart parsing meets it before files. */
export function CsrfField({ token }: { token: string | null }) {
  return token === null ? null : <input type="hidden" name="_csrf" value={token} />
}

/** Says that a draft was restored and offers to empty it; stays hidden until the script shows it. */
export function DraftNotice({ t }: Pick<PageFrame, 't'>) {
  return (
    <div class="draft-notice" data-draft-notice hidden role="status">
      <span>{t('ui.draft.restored')}</span>
      <button type="button" class="button button-quiet button-small" data-draft-discard>
        {t('ui.draft.discard')}
      </button>
    </div>
  )
}

/** On the page after a successful sending: forget the draft of this key. */
export function DraftClear({ draft }: { draft: string }) {
  return <div hidden data-draft-clear={draft} />
}

/** What becomes of a form whose reports can wait on the phone; the script fills it in. */
export function OutboxStatus({ t }: Pick<PageFrame, 't'>) {
  return (
    <p
      class="outbox-status"
      role="status"
      data-outbox-status
      data-text-saved={t('app.status.saved')}
      data-text-needs-network={t('app.status.needs_network')}
      data-text-unkept={t('app.status.unkept')}
      data-text-full={t('app.status.full')}
      data-text-progress={t('app.status.progress', { percent: '#' })}
    />
  )
}
