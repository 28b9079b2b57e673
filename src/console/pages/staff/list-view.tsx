import { formatDate } from '../../../i18n/index.ts'
import type { ListedStaff, StaffFilter } from '../../../identity/index.ts'
import {
  Badge,
  ButtonLink,
  EmptyState,
  PageHeading,
  Pagination,
  SearchBox,
  Table,
  Tabs,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'

const PATH = '/petugas/staf'
const SHOWN: readonly StaffFilter[] = ['active', 'unused', 'left']

export interface StaffListPageProps {
  readonly frame: ConsoleFrame
  readonly list: {
    readonly staff: readonly ListedStaff[]
    readonly counts: Readonly<Record<StaffFilter, number>>
    readonly next: number | null
  }
  readonly show: StaffFilter
  readonly q: string
}

/** Everybody who can sign in, those who have not for long, and those who left. */
export function StaffListPage({ frame, list, show, q }: StaffListPageProps) {
  const { t, language } = frame.page
  const ownCode = frame.staff.nodeCode
  return (
    <ConsolePage frame={frame} title={t('staff.title')} current="staff">
      <PageHeading
        title={t('staff.title')}
        lead={t('staff.lead')}
        actions={
          <>
            <ButtonLink href={`${PATH}/undang`} icon="plus">
              {t('staff.invite')}
            </ButtonLink>
            <ButtonLink href={`${PATH}/akun-instansi/${ownCode}`} look="secondary" icon="building">
              {t('sign_on.settings')}
            </ButtonLink>
          </>
        }
      />
      <div class="stack">
        <Tabs
          label={t('staff.title')}
          tabs={SHOWN.map((name) => ({
            href: addressOf(PATH, { tampil: name === 'active' ? undefined : name, q }),
            label: t(`staff.show.${name}`),
            count: String(list.counts[name]),
            current: name === show,
          }))}
        />
        <SearchBox
          t={t}
          action={PATH}
          name="q"
          value={q}
          label={t('staff.search')}
          placeholder={t('staff.search')}
        />
        {list.staff.length === 0 ? (
          <EmptyState title={t('staff.none')} icon="users" />
        ) : (
          <Table
            caption={t('staff.title')}
            captionHidden
            keys
            rows={list.staff}
            rowKey={(row) => String(row.id)}
            columns={[
              {
                label: t('staff.name'),
                cell: (row) => (
                  <>
                    <a href={`${PATH}/${row.id}`}>{row.name}</a>
                    <span class="block wrap-anywhere font-normal lg:whitespace-nowrap text-ink-soft text-sm">
                      {row.email}
                    </span>
                  </>
                ),
              },
              { label: t('staff.role'), cell: (row) => t(`role.${row.role}`) },
              { label: t('staff.place'), cell: (row) => row.node_name },
              {
                label: t('staff.last_seen'),
                class: 'table-date',
                cell: (row) => (
                  <div>
                    {row.last_seen_at === null
                      ? t('staff.never')
                      : formatDate(row.last_seen_at, language, frame.staff.timeZone)}{' '}
                    <span class="md:block">
                      <StateOf t={t} row={row} />
                    </span>
                  </div>
                ),
              },
            ]}
          />
        )}
        <Pagination
          t={t}
          next={list.next === null ? null : addressOf(PATH, { tampil: show, q, sesudah: String(list.next) })}
        />
      </div>
    </ConsolePage>
  )
}

function StateOf({ t, row }: { t: ConsoleFrame['page']['t']; row: ListedStaff }) {
  if (!row.active) return <Badge tone="neutral">{t('staff.left')}</Badge>
  if (!row.accepted) return <Badge tone="info">{t('staff.invited')}</Badge>
  return row.unused ? <Badge tone="warning">{t('staff.unused')}</Badge> : null
}
