import { formatDate, formatNumber } from '../../../i18n/index.ts'
import type { Digest } from '../../../reports/index.ts'
import { Band, EmptyState, type PageFrame, Pagination, PublicLayout, Table } from '../../../ui/index.ts'

export interface DigestPageProps {
  readonly page: PageFrame
  readonly digests: readonly Digest[]
  readonly more: boolean
  readonly baseUrl: string
}

/** What the digests are, how to check them by oneself, and the digest of each day. */
export function DigestPage({ page, digests, more, baseUrl }: DigestPageProps) {
  const { t, language } = page
  const [newest] = digests
  const last = digests.at(-1)
  return (
    <PublicLayout
      page={page}
      title={t('digest.title')}
      description={t('digest.lead')}
      current="about"
      width="full"
    >
      <Band>
        <div class="stack max-w-3xl">
          <h1>{t('digest.title')}</h1>
          <p class="lead">{t('digest.lead')}</p>
          <p>{t('digest.text')}</p>
        </div>
      </Band>
      <Band title={t('digest.days')} sunken>
        <div class="stack">
          {digests.length === 0 ? (
            <EmptyState icon="shield" title={t('digest.none')}>
              {t('digest.none_text')}
            </EmptyState>
          ) : (
            <Table
              caption={t('digest.days')}
              captionHidden
              rows={digests}
              rowKey={(digest) => digest.day}
              columns={[
                {
                  label: t('digest.day'),
                  class: 'md:whitespace-nowrap',
                  cell: (digest) => (
                    <a href={`/audit/${digest.day}.txt`}>{formatDate(digest.day, language)}</a>
                  ),
                },
                {
                  label: t('digest.events'),
                  align: 'end',
                  cell: (digest) => formatNumber(digest.events, language),
                },
                {
                  label: t('digest.reads'),
                  align: 'end',
                  cell: (digest) => formatNumber(digest.reads, language),
                },
                {
                  label: t('digest.hash'),
                  cell: (digest) => <code class="break-all text-sm">{digest.hash.toString('hex')}</code>,
                },
              ]}
            />
          )}
          <Pagination t={t} next={more && last !== undefined ? `/audit?sebelum=${last.day}` : null} />
        </div>
      </Band>
      <Band title={t('digest.check')}>
        <div class="stack max-w-3xl">
          <ol class="list-decimal ps-6">
            <li>{t('digest.check.keep')}</li>
            <li>{t('digest.check.compute')}</li>
            <li>{t('digest.check.compare')}</li>
          </ol>
          <pre class="whitespace-pre-wrap break-all rounded-control bg-sunken p-4 text-sm">
            {`curl -s ${baseUrl}/audit/${newest?.day ?? 'YYYY-MM-DD'}.txt | xxd -r -p | sha256sum`}
          </pre>
          <p>{t('digest.check.parts')}</p>
          <p>
            <a href="/audit.json">{t('digest.json')}</a>
          </p>
        </div>
      </Band>
    </PublicLayout>
  )
}
