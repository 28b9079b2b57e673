import { renderToString } from 'preact-render-to-string'
import { pageFrame, type RegisterRoutes } from '../../../http/index.ts'
import { formatDate } from '../../../i18n/index.ts'
import type { FindSimilar, SimilarReport } from '../../../reports/index.ts'
import { Button, ButtonRow, Card, Icon, type PageFrame, StateBadge } from '../../../ui/index.ts'
import { shortAreaName } from '../../area-name.ts'
import { PATHS } from '../../paths.ts'
import { postedValues, submissionOf, type TellValues } from './values.ts'

export const SIMILAR_PATH = '/lapor/serupa'
/** The button's value that goes to a report instead of sending one of one's own; the number follows. */
export const JOIN_ACTION = 'join:'
const ASKED_PER_MINUTE = 30

/** What is asked while somebody types: the very fields of the form in, words to read out and markup to show out. */
export function similarRoutes(find: FindSimilar): RegisterRoutes {
  return (app, context) => {
    const rateLimit = context.config.rateLimits && { max: ASKED_PER_MINUTE, timeWindow: '1 minute' }
    app.post(SIMILAR_PATH, { config: { access: 'public', rateLimit } }, async (request, reply) => {
      const page = pageFrame(context, request, reply)
      const reports = await similarTo(find, postedValues(request.form))
      reply.header('cache-control', 'no-store')
      if (reports.length === 0) return reply.send({ said: '', html: '' })
      return reply.send({
        said: page.t('similar.said', { count: reports.length, people: peopleOf(reports) }),
        html: renderToString(<SimilarReports page={page} reports={reports} />),
      })
    })
  }
}

/** Reports that these words probably tell of again; none for one that is to be secret. */
export async function similarTo(find: FindSimilar, values: TellValues): Promise<SimilarReport[]> {
  if (values.secret !== '') return []
  const { latitude, longitude } = submissionOf(values, [])
  const known = (code: string) => (/^[\w.-]{1,60}$/.test(code) ? code : null)
  return find({
    title: values.title,
    body: values.body,
    locationText: values.location_text,
    areaCode: /^\d\d(\.\d+){0,3}$/.test(values.area_code) ? values.area_code : null,
    categoryCode: known(values.category_code),
    position:
      Number.isFinite(latitude) && Number.isFinite(longitude) && latitude && longitude
        ? { latitude, longitude }
        : null,
  })
}

interface SimilarProps {
  readonly page: Pick<PageFrame, 't' | 'language'>
  readonly reports: readonly SimilarReport[]
}

/** "3 people have reported this already: join?"; the buttons belong to the form it stands in. */
export function SimilarReports({ page, reports }: SimilarProps) {
  const { t, language } = page
  return (
    <Card
      title={t('similar.title', { count: reports.length, people: peopleOf(reports) })}
      icon="users"
      look="sunken"
    >
      <div class="stack-large">
        <p>{t('similar.lead')}</p>
        <ul class="similar-list">
          {reports.map((report) => (
            <li key={report.trackingNumber} class="stack">
              <p>
                <StateBadge t={t} state={report.state} />
              </p>
              <p class="font-bold" id={`similar-${report.trackingNumber}`}>
                {report.title}
              </p>
              <p class="report-card-meta">
                <span>
                  <Icon name="users" />
                  {t('similar.people', { count: report.people })}
                </span>
                {placeOf(report) !== '' && (
                  <span>
                    <Icon name="pin" />
                    {placeOf(report)}
                  </span>
                )}
                <time datetime={report.submittedAt.toISOString()}>
                  {formatDate(report.submittedAt, language)}
                </time>
              </p>
              <ButtonRow>
                <Button
                  name="action"
                  value={`${JOIN_ACTION}${report.trackingNumber}`}
                  look="secondary"
                  icon="plus"
                  wide="phone"
                  aria-describedby={`similar-${report.trackingNumber}`}
                >
                  {t('report.support.action')}
                </Button>
                <a
                  href={PATHS.report(report.trackingNumber)}
                  target="_blank"
                  rel="noopener"
                  aria-describedby={`similar-${report.trackingNumber}`}
                >
                  {t('similar.read')}
                </a>
              </ButtonRow>
            </li>
          ))}
        </ul>
        <p class="text-ink-soft">{t('similar.other')}</p>
      </div>
    </Card>
  )
}

function placeOf({ areaName, locationText }: SimilarReport): string {
  return [locationText, areaName === null ? null : shortAreaName(areaName)]
    .filter((part) => part !== null && part !== '')
    .join(', ')
}

function peopleOf(reports: readonly SimilarReport[]): number {
  return Math.max(...reports.map(({ people }) => people))
}
