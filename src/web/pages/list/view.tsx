import type { CategoryGroup } from '../../../institutions/index.ts'
import { type ListedReport, REPORT_CLASSES } from '../../../reports/index.ts'
import {
  ButtonLink,
  Combobox,
  EmptyState,
  FilterBar,
  type PageFrame,
  Pagination,
  PublicLayout,
  ReportList,
  SearchBox,
  Select,
} from '../../../ui/index.ts'
import { ListedReportCard } from '../../listed-report-card.tsx'
import { PATHS } from '../../paths.ts'
import { activeFilters, listAddress } from './active-filters.ts'
import { LISTED_STATES, type ListQuery, type ReadFilter } from './filter.ts'

export interface ListModel {
  readonly query: ListQuery
  readonly filter: ReadFilter
  readonly reports: readonly ListedReport[]
  readonly nextCursor: string | null
  readonly categories: readonly CategoryGroup[]
}

/** The public list of reports. */
export function ListPage({ page, model }: { page: PageFrame; model: ListModel }) {
  const { t } = page
  const { query, filter, reports, nextCursor } = model
  const active = activeFilters(page, query, filter)
  return (
    <PublicLayout
      page={page}
      title={t('list.title')}
      description={t('list.lead')}
      current="reports"
      noIndex={query.cursor !== ''}
    >
      <div class="stack-large">
        <div class="stack">
          <h1>{t('list.title')}</h1>
          <p class="lead">{t('list.lead')}</p>
        </div>
        <FilterBar
          t={t}
          action="/laporan"
          search={
            <SearchBox
              t={t}
              label={t('list.search')}
              placeholder={t('list.search')}
              value={query.q}
              size="large"
            />
          }
          filters={<Filters page={page} model={model} />}
          active={active}
          clearHref="/laporan"
        />
        {reports.length === 0 ? (
          <NothingFound page={page} model={model} />
        ) : (
          <ReportList>
            {reports.map((report) => (
              <ListedReportCard key={report.tracking_number} page={page} report={report} level={2} />
            ))}
          </ReportList>
        )}
        <Pagination
          t={t}
          previous={query.cursor === '' ? null : listAddress({ ...query, cursor: '' })}
          next={nextCursor === null ? null : listAddress({ ...query, cursor: nextCursor })}
        />
      </div>
    </PublicLayout>
  )
}

interface PartProps {
  readonly page: PageFrame
  readonly model: ListModel
}

function Filters({ page, model }: PartProps) {
  const { t, language } = page
  const { query, filter, categories } = model
  const nameOf = (category: { name_id: string; name_en: string }) =>
    language === 'en' ? category.name_en : category.name_id
  return (
    <>
      <Select
        name="status"
        label={t('list.state')}
        value={filter.state}
        empty={t('list.any')}
        choices={LISTED_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <Select
        name="jenis"
        label={t('list.class')}
        value={filter.class}
        empty={t('list.any')}
        choices={REPORT_CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
      />
      <Select
        name="kategori"
        label={t('list.category')}
        value={filter.category?.code ?? null}
        empty={t('list.any')}
        choices={categories.map((group) => ({
          group: nameOf(group),
          choices: [
            { value: group.code, label: t('list.category.all', { group: nameOf(group) }) },
            ...group.children.map((category) => ({ value: category.code, label: nameOf(category) })),
          ],
        }))}
      />
      <Combobox
        t={t}
        name="wilayah"
        label={t('list.area')}
        value={filter.area?.name ?? query.area}
        code={filter.area?.code ?? null}
        url="/saran/wilayah?q={query}"
      />
      <Combobox
        t={t}
        name="instansi"
        label={t('list.institution')}
        value={filter.institution?.name ?? query.institution}
        code={filter.institution?.code ?? null}
        url="/saran/instansi?q={query}"
      />
    </>
  )
}

function NothingFound({ page, model }: PartProps) {
  const { t } = page
  const { query, filter } = model
  const looksLikeNumber = /^[\d\s.#-]{6,}$/.test(query.q)
  const filtered =
    activeFilters(page, query, filter).length > 0 || query.q !== '' || filter.unknown.length > 0
  if (!filtered) {
    return <EmptyState title={t('home.latest.none')}>{t('home.latest.none.why')}</EmptyState>
  }
  return (
    <EmptyState
      title={t(looksLikeNumber ? 'list.no_number' : 'list.nothing')}
      icon="search"
      action={
        <ButtonLink href={looksLikeNumber ? PATHS.access : '/laporan'} look="secondary">
          {t(looksLikeNumber ? 'report.unknown.access' : 'list.clear')}
        </ButtonLink>
      }
    >
      {filter.unknown.length > 0
        ? t('list.unknown_name', { name: filter.unknown.join(', ') })
        : t(looksLikeNumber ? 'list.no_number.why' : 'list.nothing.why')}
    </EmptyState>
  )
}
