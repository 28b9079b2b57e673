import type { InstitutionRow } from '../../../db/index.ts'
import { formatNumber } from '../../../i18n/index.ts'
import { indicatorsOf, type PublicFigures } from '../../../statistics/index.ts'
import {
  Disclosure,
  Document,
  formatRate,
  type PageFrame,
  periodName,
  Stat,
  StatRow,
} from '../../../ui/index.ts'

interface WidgetProps {
  readonly page: PageFrame
  readonly node: InstitutionRow
  readonly figures: PublicFigures
  readonly baseUrl: string
}

/** Four figures in a frame, and the way to all the others in a window of their own. */
export function WidgetPage({ page, node, figures, baseUrl }: WidgetProps) {
  const { t, language } = page
  const { measures, period, few } = figures
  const of = indicatorsOf(measures)
  return (
    <Document page={page} title={t('widget.title', { institution: node.name })} noIndex>
      <main id="main" class="stack p-4">
        <div>
          <h1 class="text-xl">{t('widget.title', { institution: node.short_name })}</h1>
          <p class="figure-note">{periodName(period, t, language)}</p>
        </div>
        <StatRow>
          <Stat figure={formatNumber(measures.received, language)} label={t('figure.received')} />
          {!few && (
            <>
              <Stat figure={formatRate(of.followed_up.rate, t, language)} label={t('figure.followed_up')} />
              <Stat
                figure={formatRate(of.solved_in_time.rate, t, language)}
                label={t('figure.solved_in_time')}
              />
              <Stat
                figure={
                  of.rating === null
                    ? t('statistics.none')
                    : formatNumber(Math.round(of.rating * 10) / 10, language)
                }
                label={t('figure.rating')}
                hint={t('public.rating_hint', {
                  count: measures.rated,
                  rate: formatRate(of.response.rate, t, language),
                })}
              />
            </>
          )}
        </StatRow>
        <p>
          <a href={`${baseUrl}/instansi/${node.code}`} target="_blank" rel="noopener">
            {t('widget.all')}
          </a>
        </p>
      </main>
    </Document>
  )
}

interface SnippetProps {
  readonly page: PageFrame
  readonly code: string
  readonly baseUrl: string
}

/** What to put on another site to show the figures there. */
export function WidgetSnippet({ page, code, baseUrl }: SnippetProps) {
  const { t, language } = page
  const address = `${baseUrl}/sematan/${code}${language === 'en' ? '?bahasa=en' : ''}`
  return (
    <div class="print:hidden">
      <Disclosure summary={t('widget.embed')} icon="external">
        <div class="stack">
          <p>{t('widget.embed_text')}</p>
          <pre class="whitespace-pre-wrap break-all rounded-control bg-sunken p-4">
            {`<iframe src="${address}" title="LAPOR!" width="100%" height="360" loading="lazy"></iframe>`}
          </pre>
        </div>
      </Disclosure>
    </div>
  )
}
