import type { InboxReport } from '../../../reports/index.ts'
import {
  ButtonLink,
  EmptyState,
  FilterBar,
  Kbd,
  PageHeading,
  Pagination,
  SearchBox,
  Tabs,
} from '../../../ui/index.ts'
import { boundedCount } from '../../bounded-count.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { ReportTable } from '../../report-table.tsx'
import type { SavedView } from '../../saved-views.ts'
import { SelectReports } from '../../select-reports.tsx'
import { countOf, INBOX_TABS, type InboxTab, isShown, mostCounted, type TabCounts } from './tabs.ts'

export interface InboxPageProps {
  readonly frame: ConsoleFrame
  readonly tab: InboxTab
  readonly q: string
  readonly counts: TabCounts
  readonly reports: readonly InboxReport[]
  readonly links: { readonly previous: string | null; readonly next: string | null }
  readonly now: Date
  /** One's own views of all reports. */
  readonly views: readonly SavedView[]
}

/** What waits, the most urgent first, with a tab for each state. */
export function InboxPage({ frame, tab, q, counts, reports, links, now, views }: InboxPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  return (
    <ConsolePage frame={frame} title={t('console.inbox.title')} current="inbox">
      <PageHeading title={t('console.inbox.title')} lead={staff.nodeName} />
      <FilterBar
        t={t}
        action="/petugas"
        search={
          <SearchBox
            t={t}
            label={t('console.search.label')}
            placeholder={t('console.search.placeholder')}
            value={q}
          />
        }
        active={q === '' ? [] : [{ label: `“${q}”`, removeHref: addressOf('/petugas', { tab }) }]}
      />
      {q === '' && (
        <Tabs
          label={t('console.inbox.tabs')}
          tabs={INBOX_TABS.filter((name) => isShown(name, counts, tab)).map((name) => {
            const count = countOf(name, counts)
            return {
              label: t(`console.tab.${name}`),
              href: addressOf('/petugas', { tab: name === 'own' ? undefined : name }),
              count: count === null ? undefined : boundedCount(count, mostCounted(name), language),
              live: name,
              current: name === tab,
            }
          })}
        />
      )}
      {views.length > 0 && (
        <nav class="mb-4 flex flex-wrap items-center gap-2" aria-label={t('views.title')}>
          {views.map((view) => (
            <a key={view.id} class="chip" href={`/petugas/laporan?${view.query}`}>
              {view.name}
            </a>
          ))}
        </nav>
      )}
      <StaleNotice page={page} />
      {q === '' && tab === 'offered' && <p class="mb-4">{t('inbox.lead.offered')}</p>}
      {reports.length === 0 ? (
        <NothingHere frame={frame} tab={tab} q={q} />
      ) : (
        <SelectReports page={page} back={page.path} mayAct={maySelect(frame, tab)}>
          <ReportTable
            page={page}
            reports={reports}
            caption={q === '' ? t(`console.tab.${tab}`) : t('console.search.results', { q })}
            now={now}
            timeZone={staff.timeZone}
            showHolder={tab !== 'own' || q !== ''}
            select={maySelect(frame, tab)}
          />
        </SelectReports>
      )}
      <Pagination t={t} previous={links.previous} next={links.next} />
      {reports.length > 0 && (
        <p class="mt-4 hidden text-ink-soft text-sm lg:block" data-script-only hidden>
          <Kbd>j</Kbd> <Kbd>k</Kbd> {t('console.keys.walk')} · <Kbd>Enter</Kbd> {t('console.keys.open')} ·{' '}
          <Kbd>/</Kbd> {t('console.keys.search')}
        </p>
      )}
    </ConsolePage>
  )
}

/** Stays hidden until the script hears that the list is no longer what is shown. */
function StaleNotice({ page }: { page: ConsoleFrame['page'] }) {
  const { t } = page
  return (
    <p class="live-notice" role="status" data-live-stale data-text={t('live.stale')} hidden>
      <span data-live-text />
      <a href={page.path}>{t('live.reload')}</a>
    </p>
  )
}

/** Where nothing can be done to many at once, there is nothing to tick. */
function maySelect({ staff }: ConsoleFrame, tab: InboxTab): boolean {
  return staff.role !== 'observer' && !['tasks', 'closed', 'archived', 'handed_on'].includes(tab)
}

function NothingHere({ frame, tab, q }: Pick<InboxPageProps, 'frame' | 'tab' | 'q'>) {
  const { t } = frame.page
  if (q !== '') {
    return (
      <EmptyState
        icon="search"
        title={t('console.search.none', { q })}
        action={
          <ButtonLink look="secondary" href="/petugas">
            {t('console.search.back')}
          </ButtonLink>
        }
      >
        {t('console.search.none_text')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={tab === 'own' || tab === 'overdue' ? 'check-circle' : 'inbox'}
      title={t(`console.empty.${tab}`)}
    >
      {tab === 'own' && t('console.empty.own_text')}
    </EmptyState>
  )
}
