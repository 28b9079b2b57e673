import { formatDate, isMessageKey, type Translate } from '../../../i18n/index.ts'
import { ButtonLink, Card, DescriptionList, LocationMap, PrintButton, PushOffer } from '../../../ui/index.ts'
import { shortAreaName } from '../../area-name.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageProps } from './view.tsx'

/** The short facts beside a report. */
export function Facts({ page, model }: ReportPageProps) {
  const { t, language } = page
  const { report, mapTiles } = model
  const { latitude, longitude } = report
  const channel: string = `channel.${report.channel}`
  const category = report.category
  return (
    <Card title={t('report.facts')} icon="info">
      <div class="stack">
        <DescriptionList
          stacked
          facts={[
            category === null
              ? null
              : {
                  term: t('report.category'),
                  detail: language === 'en' ? category.name_en : category.name_id,
                },
            report.area === null
              ? null
              : { term: t('report.area'), detail: shortAreaName(report.area.full_name) },
            report.location_text === null
              ? null
              : { term: t('report.location_text'), detail: report.location_text },
            report.occurred_on === null
              ? null
              : { term: t('report.occurred_on'), detail: formatDate(report.occurred_on, language) },
            report.reporter_name === null
              ? null
              : { term: t('report.reporter'), detail: report.reporter_name },
            { term: t('report.created'), detail: formatDate(report.created_at, language, report.time_zone) },
            isMessageKey(channel) ? { term: t('report.channel'), detail: t(channel) } : null,
            report.rating === null
              ? null
              : { term: t('report.rating'), detail: t('report.rating.of', { rating: report.rating }) },
          ]}
        />
        {mapTiles !== null && latitude !== null && longitude !== null && (
          <LocationMap tiles={mapTiles} position={{ latitude, longitude }} openLabel={t('report.map')} />
        )}
      </div>
    </Card>
  )
}

/** How to find the way back, or in. */
export function FollowHints({ page, model }: ReportPageProps) {
  const { t } = page
  return (
    <Card
      title={t(model.own ? 'report.follow.own.title' : 'report.follow.title')}
      icon="bell"
      look="sunken"
      class="print:hidden"
    >
      <div class="stack">
        <p>{model.own ? ownHint(t, model.report.contact_hint) : t('report.follow')}</p>
        {!model.own && (
          <ButtonLink
            href={`${PATHS.access}?nomor=${model.report.tracking_number}`}
            look="secondary"
            size="small"
          >
            {t('report.follow.access')}
          </ButtonLink>
        )}
        {model.pushKey !== null && (
          <PushOffer
            page={page}
            action={PATHS.push}
            publicKey={model.pushKey}
            trackingNumber={model.report.tracking_number}
          />
        )}
        <PrintButton t={t} />
      </div>
    </Card>
  )
}

function ownHint(t: Translate, contact: string | null): string {
  return contact === null ? t('report.follow.own.no_contact') : t('report.follow.own', { contact })
}
