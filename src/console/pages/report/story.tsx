import { formatDate } from '../../../i18n/index.ts'
import type { StaffReport } from '../../../reports/index.ts'
import {
  Attachments,
  Card,
  DescriptionList,
  Disclosure,
  type Fact,
  LocationMap,
  type MapTiles,
  type PageFrame,
} from '../../../ui/index.ts'
import { attachmentLink } from './history.tsx'

export interface StoryProps {
  readonly page: PageFrame
  readonly report: StaffReport
  readonly tiles: MapTiles | null
}

/** What the reporter wrote, sent along and marked; beside it what the public reads, where that differs. */
export function Story({ page, report, tiles }: StoryProps) {
  const { t } = page
  const files = report.timeline.find((event) => event.seq === 1)?.attachments ?? []
  return (
    <Card title={t('console.report.story')} icon="message">
      <div class="stack">
        {report.public_title !== null && report.public_title !== report.original_title && (
          <p class="font-bold">{report.original_title}</p>
        )}
        <p class="whitespace-pre-line text-lg leading-relaxed">{report.original_body}</p>
        {files.length > 0 && (
          <Attachments
            attachments={files.map((file) =>
              attachmentLink({ page, trackingNumber: report.tracking_number }, file),
            )}
          />
        )}
        <DescriptionList facts={placeFacts(page, report)} />
        {tiles !== null && report.latitude !== null && report.longitude !== null && (
          <LocationMap
            tiles={tiles}
            position={{ latitude: report.latitude, longitude: report.longitude }}
            openLabel={t('console.report.open_map')}
          />
        )}
        <PublicVersion page={page} report={report} />
      </div>
    </Card>
  )
}

function placeFacts({ t, language }: PageFrame, report: StaffReport): (Fact | null)[] {
  const { area, location_text, latitude, longitude, occurred_on } = report
  return [
    location_text === null ? null : { term: t('console.fact.place'), detail: location_text, icon: 'pin' },
    area === null ? null : { term: t('console.fact.area'), detail: area.full_name, icon: 'map' },
    latitude === null || longitude === null
      ? null
      : {
          term: t('console.fact.position'),
          detail: (
            <a href={`geo:${latitude},${longitude}`}>{`${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</a>
          ),
          icon: 'locate',
        },
    occurred_on === null
      ? null
      : { term: t('console.fact.occurred_on'), detail: formatDate(occurred_on, language), icon: 'calendar' },
  ]
}

/** Says what everyone reads, and shows it where it is not what the reporter wrote. */
function PublicVersion({ page, report }: Omit<StoryProps, 'tiles'>) {
  const { t } = page
  const { secret, published, public_title, public_body, original_title, original_body } = report
  if (secret) return <p class="text-ink-soft">{t('console.report.public_secret')}</p>
  if (!published) return <p class="text-ink-soft">{t('console.report.public_not_yet')}</p>
  if (public_title === original_title && public_body === original_body) {
    return <p class="text-ink-soft">{t('console.report.public_same')}</p>
  }
  return (
    <Disclosure summary={t('console.report.public_differs')} icon="eye">
      <div class="rounded-control bg-sunken p-4">
        <p class="font-bold">{public_title}</p>
        <p class="mt-2 whitespace-pre-line">{public_body}</p>
      </div>
    </Disclosure>
  )
}
