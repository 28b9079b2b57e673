import type { InstitutionPage as Listed } from '../../../institutions/index.ts'
import { ButtonLink, EmptyState, PageHeading, Pagination, SearchBox, Table } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { kindLabel } from './kind-label.ts'

export interface InstitutionListProps {
  readonly frame: ConsoleFrame
  readonly q: string
  readonly page: Listed
  readonly rootCode: string
}

/** All institutions, for the national level. */
export function InstitutionListPage({ frame, q, page: listed, rootCode }: InstitutionListProps) {
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t('registry.institutions')} current="institutions">
      <PageHeading
        title={t('registry.institutions')}
        lead={t('registry.institutions.lead')}
        actions={
          <ButtonLink href={`/petugas/instansi/${rootCode}`} look="secondary" icon="plus">
            {t('registry.institutions.add')}
          </ButtonLink>
        }
      />
      <div class="stack">
        <SearchBox
          t={t}
          action="/petugas/instansi"
          name="q"
          value={q}
          label={t('registry.institutions.search')}
          placeholder={t('registry.institutions.search')}
        />
        {listed.institutions.length === 0 ? (
          <EmptyState title={t('registry.institutions.none')} />
        ) : (
          <Table
            caption={t('registry.institutions')}
            captionHidden
            keys
            rows={listed.institutions}
            rowKey={(row) => row.code}
            columns={[
              {
                label: t('registry.name'),
                cell: (row) => <a href={`/petugas/instansi/${row.code}`}>{row.name}</a>,
              },
              { label: t('registry.kind'), cell: (row) => kindLabel(t, row.kind) },
              { label: t('registry.code'), cell: (row) => <code>{row.code}</code> },
            ]}
          />
        )}
        <Pagination
          t={t}
          next={
            listed.nextCursor === null
              ? null
              : addressOf('/petugas/instansi', { q, cursor: listed.nextCursor })
          }
        />
      </div>
    </ConsolePage>
  )
}
