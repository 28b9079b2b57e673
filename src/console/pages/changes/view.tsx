import type { ChangeArea, NotedChange } from '../../../db/index.ts'
import { formatDateTime, isMessageKey, type Translate } from '../../../i18n/index.ts'
import {
  Breadcrumbs,
  EmptyState,
  FilterBar,
  PageHeading,
  Pagination,
  Select,
  Table,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'

export const CHANGES_PATH = '/petugas/catatan-perubahan'

export const CHANGE_AREAS: readonly ChangeArea[] = [
  'abuse',
  'alert',
  'approval',
  'consent',
  'custodian',
  'identity_rule',
  'institution',
  'message_table',
  'registry',
  'retention',
  'routing',
  'sign_on',
  'survey',
  'template',
]

interface ChangesProps {
  readonly frame: ConsoleFrame
  readonly area: ChangeArea | null
  readonly changes: readonly NotedChange[]
  readonly next: string | null
}

/** Who changed what when, newest first; nobody can change it afterwards. */
export function ChangesPage({ frame, area, changes, next }: ChangesProps) {
  const { page, staff } = frame
  const { t, language } = page
  return (
    <ConsolePage frame={frame} title={t('change.title')} current="registry">
      <Breadcrumbs
        t={t}
        crumbs={[{ label: t('registry.title'), href: '/petugas/rujukan' }, { label: t('change.title') }]}
      />
      <PageHeading title={t('change.title')} lead={t('change.lead')} />
      <div class="stack-large">
        <FilterBar
          t={t}
          action={CHANGES_PATH}
          active={area === null ? [] : [{ label: t(`change.area.${area}`), removeHref: CHANGES_PATH }]}
          clearHref={CHANGES_PATH}
          filters={
            <Select
              name="bidang"
              label={t('change.area')}
              value={area ?? ''}
              empty={t('change.area.all')}
              choices={CHANGE_AREAS.map((name) => ({ value: name, label: t(`change.area.${name}`) }))}
            />
          }
        />
        {changes.length === 0 ? (
          <EmptyState title={t('change.none')} icon="list" />
        ) : (
          <Table
            caption={t('change.title')}
            captionHidden
            rows={changes}
            rowKey={({ id }) => String(id)}
            columns={[
              {
                label: t('change.at'),
                cell: (row) => formatDateTime(row.at, language, staff.timeZone),
                heading: true,
              },
              {
                label: t('change.what'),
                cell: (row) => (
                  <span>
                    <strong>{nameOf(t, 'area', row.area)}</strong>: {nameOf(t, 'action', row.action)}
                    {row.subject !== '' && ` (${row.subject})`}
                  </span>
                ),
              },
              { label: t('change.who'), cell: (row) => whoOf(t, row) },
              { label: t('change.to'), cell: (row) => <Data data={row.data} /> },
            ]}
          />
        )}
        <Pagination t={t} previous={null} next={next} />
      </div>
    </ConsolePage>
  )
}

function Data({ data }: { data: NotedChange['data'] }) {
  const fields = Object.entries(data).filter(([, value]) => value !== '' && value !== null)
  if (fields.length === 0) return <>—</>
  return (
    <ul class="text-sm">
      {fields.map(([name, value]) => (
        <li key={name} class="break-words">
          <span class="text-ink-soft">{name}:</span>{' '}
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  )
}

function nameOf(t: Translate, part: 'area' | 'action', word: string): string {
  const key = `change.${part}.${word}`
  if (isMessageKey(key)) return t(key)
  // Templates are edited one by one: their action carries the number.
  return word.startsWith('template-') ? t('change.action.template') : word
}

function whoOf(t: Translate, { account, node, area, action }: NotedChange): string {
  if (account !== null) return `${account}, ${node}`
  return t(area === 'consent' || action === 'appealed' ? 'change.by.reporter' : 'change.by.rule')
}
