import { ButtonLink, Card, EmptyState, Icon, LINKS, type PageFrame, PublicLayout } from '../../../ui/index.ts'

/**
 * What is kept on this phone: reports that wait for a network, and own pages. The phone fills it in; it is also the
 * page that every other address shows while there is no network.
 */
export function KeptPage({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('app.kept.title')} width="reading" noIndex>
      <div
        class="stack-large"
        data-outbox-page
        data-text-files={t('app.kept.files', { count: '#' })}
        data-text-sure={t('app.kept.sure')}
        data-text-sending={t('ui.form.sending')}
        data-text-still={t('app.kept.still')}
        data-text-taken={t('app.kept.taken')}
        data-text-full={t('app.status.full')}
      >
        <div class="stack">
          <h1>{t('app.kept.title')}</h1>
          <p class="lead">{t('app.kept.lead')}</p>
        </div>
        <noscript>
          <p>{t('app.kept.no_script')}</p>
        </noscript>
        <p class="outbox-status" role="status" data-outbox-status />
        <ul class="outbox-list" data-outbox-list hidden />
        <div data-outbox-empty>
          <EmptyState
            title={t('app.kept.empty')}
            icon="check-circle"
            action={<ButtonLink href={LINKS.tell}>{t('tell.title')}</ButtonLink>}
          >
            <p>{t('app.kept.empty.text')}</p>
          </EmptyState>
        </div>
        <div data-kept-pages hidden>
          <Card title={t('app.kept.pages')} icon="file">
            <div class="stack">
              <p class="text-ink-soft">{t('app.kept.pages.text')}</p>
              <ul class="kept-pages" />
            </div>
          </Card>
        </div>
        <QueuedItem page={page} />
      </div>
    </PublicLayout>
  )
}

/** One waiting report, copied and filled in by the script. */
function QueuedItem({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <template data-outbox-item>
      <li class="card outbox-item">
        <p class="outbox-state tone-warning" data-when="waiting">
          <Icon name="clock" />
          <span>{t('app.state.waiting')}</span>
        </p>
        <p class="outbox-state tone-danger" data-when="refused">
          <Icon name="alert-circle" />
          <span>{t('app.state.refused')}</span>
        </p>
        <p class="outbox-state tone-success" data-when="sent">
          <Icon name="check-circle" />
          <span>{t('app.state.sent')}</span>
        </p>
        <h2 class="outbox-title" data-part="title">
          {t('ui.nav.tell')}
        </h2>
        <p class="outbox-facts">
          <span data-part="time" /> <span data-part="files" />
        </p>
        <p class="field-error" data-part="problems" data-when="refused" />
        <p data-when="waiting">{t('app.state.waiting.text')}</p>
        <p data-when="sent">{t('app.state.sent.text')}</p>
        <div class="button-row">
          <a class="button button-primary" data-part="next" data-when="sent" href={LINKS.mine}>
            {t('app.kept.next')}
          </a>
          <button
            type="button"
            class="button button-primary button-small"
            data-part="send"
            data-when="waiting"
          >
            <Icon name="send" />
            <span>{t('app.kept.send')}</span>
          </button>
          <button
            type="button"
            class="button button-secondary button-small"
            data-part="edit"
            data-when="waiting refused"
          >
            <Icon name="edit" />
            <span>{t('app.kept.edit')}</span>
          </button>
          <button type="button" class="button button-quiet button-small" data-part="drop">
            <Icon name="trash" />
            <span>{t('app.kept.drop')}</span>
          </button>
        </div>
      </li>
    </template>
  )
}
