import type { Share } from '../../../exchange/index.ts'
import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import { Card, DescriptionList, type PageFrame } from '../../../ui/index.ts'
import type { ReportPageModel } from './report-page.ts'

interface SharesCardProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** Where the report comes from or went to, how it stands there, and when that system was last heard of. */
export function SharesCard({ page, model }: SharesCardProps) {
  if (model.shares.length === 0) return null
  return (
    <Card title={page.t('exchange.card')} icon="merge" id="sistem-lain">
      <div class="stack">
        {model.shares.map((share) => (
          <div key={share.systemName} class="border-line border-t pt-4 first:border-0 first:pt-0">
            <SharePart page={page} model={model} share={share} />
          </div>
        ))}
      </div>
    </Card>
  )
}

function SharePart({ page, model, share }: SharesCardProps & { share: Share }) {
  const { t, language } = page
  const instant = (at: Date) => formatDateTime(at, language, model.report.time_zone)
  const { said } = share
  return (
    <DescriptionList
      stacked
      facts={[
        { term: t(`exchange.card.${share.direction}`), detail: share.systemName },
        share.numberThere === null
          ? null
          : {
              term: t('exchange.card.number'),
              detail: <span class="break-all">{share.numberThere}</span>,
            },
        {
          term: t('exchange.card.state'),
          detail: t(`exchange.share.${share.direction}.${share.state}`),
        },
        said === null
          ? null
          : {
              term: t('exchange.card.said'),
              detail:
                said.meaning === null || said.meaning === said.word
                  ? wordOf(page, said.word)
                  : `${said.word} (${t(`state.${said.meaning}`)})`,
            },
        {
          term: t('exchange.card.heard_of_report'),
          detail: share.heardOfReportAt === null ? t('systems.never') : instant(share.heardOfReportAt),
        },
        {
          term: t('exchange.card.heard'),
          detail: share.heardAt === null ? t('systems.never') : instant(share.heardAt),
        },
        share.waiting === 0
          ? null
          : {
              term: t('exchange.card.waiting'),
              detail: t('exchange.card.waiting_count', { count: share.waiting }),
            },
        share.files === 0
          ? null
          : {
              term: t('exchange.card.files'),
              detail: t('exchange.card.files_count', { count: share.files }),
            },
        share.direction === 'out' ? null : contactFact(page, share, instant),
      ]}
    />
  )
}

function contactFact({ t }: PageFrame, share: Share, instant: (at: Date) => string) {
  const term = t('exchange.card.contact')
  if (share.identityAskedAt !== null)
    return { term, detail: t('exchange.contact.asked', { at: instant(share.identityAskedAt) }) }
  if (share.identityAnswer === null) return null
  const key = `exchange.contact.${share.identityAnswer}`
  return { term, detail: isMessageKey(key) ? t(key) : t('exchange.contact.refused') }
}

function wordOf({ t }: PageFrame, word: string): string {
  const key = `state.${word}`
  return isMessageKey(key) ? t(key) : word
}
