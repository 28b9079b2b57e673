import type { CategoryGroup } from '../../../institutions/index.ts'
import { type InboxReport, REPORT_CLASSES } from '../../../reports/index.ts'
import { parametersOf, type ReportsFilter } from '../../../statistics/index.ts'
import {
  CheckboxField,
  Combobox,
  EmptyState,
  FilterBar,
  PageHeading,
  Pagination,
  SearchBox,
  Select,
} from '../../../ui/index.ts'
import { categoryChoices } from '../../category-choices.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import type { Refused } from '../../form-values.ts'
import { STAFF_STATES } from '../../open-states.ts'
import { addressOf } from '../../query.ts'
import { ReportTable } from '../../report-table.tsx'
import type { SavedView } from '../../saved-views.ts'
import { SelectReports } from '../../select-reports.tsx'
import { ExportForm } from '../exports/view.tsx'
import { ViewForms, ViewTabs } from './views-part.tsx'

const PATH = '/petugas/laporan'

export interface ReportsPageProps {
  readonly frame: ConsoleFrame
  readonly filter: ReportsFilter
  readonly categories: readonly CategoryGroup[]
  readonly reports: readonly InboxReport[]
  readonly links: { readonly previous: string | null; readonly next: string | null }
  readonly now: Date
  readonly views: readonly SavedView[]
  readonly refused: Refused | null
}

/** All reports one may see, the newest first. */
export function ReportsPage({
  frame,
  filter,
  categories,
  views,
  reports,
  links,
  now,
  refused,
}: ReportsPageProps) {
  const { page, staff } = frame
  const { t } = page
  return (
    <ConsolePage frame={frame} title={t('console.reports.title')} current="reports">
      <PageHeading title={t('console.reports.title')} lead={t(`console.reports.lead.${staff.role}`)} />
      <FormProblem t={t} refused={refused} />
      <ViewTabs page={page} filter={filter} views={views} />
      <FilterBar
        t={t}
        action={PATH}
        search={
          <SearchBox
            t={t}
            label={t('console.search.label')}
            placeholder={t('console.search.placeholder')}
            value={filter.q}
          />
        }
        filters={<FilterFields frame={frame} filter={filter} categories={categories} />}
        active={activeFilters(frame, filter)}
        clearHref={PATH}
      />
      <div class="mb-6 flex flex-wrap gap-3">
        <ViewForms page={page} filter={filter} views={views} refused={refused} />
        <ExportForm page={page} query={addressOf('', parametersOf(filter)).slice(1)} />
      </div>
      {reports.length === 0 ? (
        <EmptyState icon="search" title={t('console.reports.none')}>
          {t('console.reports.none_text')}
        </EmptyState>
      ) : (
        <SelectReports page={page} back={page.path} mayAct={staff.role !== 'observer'}>
          <ReportTable
            page={page}
            reports={reports}
            caption={t('console.reports.title')}
            now={now}
            timeZone={staff.timeZone}
            select={staff.role !== 'observer'}
          />
        </SelectReports>
      )}
      <Pagination t={t} previous={links.previous} next={links.next} />
    </ConsolePage>
  )
}

function FilterFields({
  frame,
  filter,
  categories,
}: Pick<ReportsPageProps, 'frame' | 'filter' | 'categories'>) {
  const { page } = frame
  const { t } = page
  const all = t('console.filter.all')
  return (
    <>
      <Select
        name="keadaan"
        label={t('console.column.state')}
        empty={all}
        value={filter.state}
        choices={STAFF_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      <Select
        name="jenis"
        label={t('console.fact.class')}
        empty={all}
        value={filter.class}
        choices={REPORT_CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
      />
      <Select
        name="kategori"
        label={t('console.fact.category')}
        empty={all}
        value={filter.category?.code}
        choices={categoryChoices(categories, page.language)}
      />
      <Combobox
        t={t}
        name="wilayah"
        label={t('console.fact.area')}
        url="/saran/wilayah?q={query}"
        value={filter.area?.name}
        code={filter.area?.code}
      />
      <Combobox
        t={t}
        name="pemegang"
        label={t('console.fact.holder')}
        url="/petugas/instansi/cari?q={query}&lingkup=semua"
        value={filter.holder?.name}
        code={filter.holder?.code}
      />
      <Select
        name="urut"
        label={t('console.filter.order')}
        value={filter.order === 'urgent' ? 'tenggat' : ''}
        choices={[
          { value: '', label: t('console.filter.newest') },
          { value: 'tenggat', label: t('console.filter.urgent') },
        ]}
      />
      <div class="filter-checks">
        <CheckboxField name="lewat" value="1" checked={filter.overdue} label={t('console.filter.overdue')} />
        <CheckboxField name="hampir" value="1" checked={filter.warned} label={t('figure.warned')} />
        <CheckboxField name="sanggah" value="1" checked={filter.disputed} label={t('figure.disputed_open')} />
        <CheckboxField name="kembali" value="1" checked={filter.returned} label={t('figure.returned_open')} />
      </div>
    </>
  )
}

/** Each filter in use as a chip that leads to the list without it. */
function activeFilters({ page }: ConsoleFrame, filter: ReportsFilter) {
  const { t, language } = page
  const parameters = parametersOf(filter)
  const without = (...names: readonly string[]) =>
    addressOf(PATH, Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name))))
  const { q, state, category, area, holder, overdue } = filter
  return [
    q !== '' && { label: `“${q}”`, removeHref: without('q') },
    state !== null && { label: t(`state.${state}`), removeHref: without('keadaan') },
    filter.class !== null && { label: t(`class.${filter.class}`), removeHref: without('jenis') },
    category !== null && {
      label: language === 'en' ? category.name_en : category.name_id,
      removeHref: without('kategori'),
    },
    area !== null && { label: area.name, removeHref: without('wilayah', 'wilayah_code') },
    holder !== null && { label: holder.name, removeHref: without('pemegang', 'pemegang_code') },
    overdue && { label: t('console.filter.overdue'), removeHref: without('lewat') },
    filter.warned && { label: t('figure.warned'), removeHref: without('hampir') },
    filter.disputed && { label: t('figure.disputed_open'), removeHref: without('sanggah') },
    filter.returned && { label: t('figure.returned_open'), removeHref: without('kembali') },
  ].filter((chip) => chip !== false)
}
