import { DueBadge, StateBadge } from '../badge.tsx'
import { Card, DescriptionList, Stat, StatRow } from '../card.tsx'
import { Select } from '../choice-field.tsx'
import { Breadcrumbs, FilterBar, Pagination, SearchBox, Tabs } from '../navigation.tsx'
import type { PageFrame } from '../page-frame.ts'
import { Table } from '../table.tsx'
import { Example } from './example.tsx'

const UNITS = [
  { name: 'Dinas Perhubungan', open: 12, late: 1, days: '3,2' },
  { name: 'Dinas Lingkungan Hidup', open: 31, late: 6, days: '8,9' },
  { name: 'Kecamatan Pekalongan Utara', open: 4, late: 0, days: '1,7' },
]

export function DataSection({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <>
      <Example name="Stat">
        <StatRow>
          <Stat figure="1.204" label="laporan masuk" hint="30 hari terakhir" />
          <Stat figure="86 %" label="selesai tepat waktu" tone="success" />
          <Stat figure="7" label="mendekati tenggat" tone="warning" href="#soon" />
          <Stat figure="3" label="lewat tenggat" tone="danger" href="#late" />
        </StatRow>
      </Example>
      <Example name="Breadcrumbs, Tabs, FilterBar, Pagination">
        <Breadcrumbs
          t={t}
          crumbs={[{ label: 'Kotak masuk', href: '#inbox' }, { label: 'Laporan 8274 0193' }]}
        />
        <Tabs
          label="Keadaan"
          tabs={[
            { label: 'Perlu tindakan', href: '#a', count: '14', current: true },
            { label: 'Menunggu pelapor', href: '#b', count: '5' },
            { label: 'Selesai', href: '#c', count: '120' },
          ]}
        />
        <FilterBar
          t={t}
          action="/_ui"
          search={<SearchBox t={t} label="Cari laporan" placeholder="Kata kunci atau nomor laporan" />}
          filters={
            <>
              <Select
                name="f_state"
                label="Keadaan"
                empty="Semua"
                choices={[{ value: 'closed', label: 'Selesai' }]}
              />
              <Select
                name="f_place"
                label="Wilayah"
                empty="Semua"
                choices={[{ value: '3375', label: 'Pekalongan' }]}
              />
            </>
          }
          active={[{ label: 'Selesai', removeHref: '#remove' }]}
          clearHref="#clear"
        />
        <Pagination t={t} previous="#previous" next="#next" status="21–40 dari 312" />
      </Example>
      <Example name="Table">
        <Table
          caption="Kinerja unit"
          rows={UNITS}
          rowKey={(unit) => unit.name}
          columns={[
            { label: 'Unit', cell: (unit) => <a href={`#${unit.open}`}>{unit.name}</a> },
            { label: 'Terbuka', cell: (unit) => unit.open, align: 'end' },
            { label: 'Terlambat', cell: (unit) => unit.late, align: 'end' },
            { label: 'Rata-rata hari', cell: (unit) => unit.days, align: 'end' },
          ]}
        />
      </Example>
      <Example name="Card, DescriptionList">
        <div class="grid gap-4 md:grid-cols-2">
          <Card title="Sekarang di" level={3} icon="building" aside={<StateBadge t={t} state="assigned" />}>
            <DescriptionList
              facts={[
                { term: 'Penanggung jawab', detail: 'Dinas Perhubungan' },
                { term: 'Tenggat', detail: <DueBadge text="9 hari kerja lagi" tone="calm" /> },
                { term: 'Wilayah', detail: 'Kelurahan Bendan Kergon, Pekalongan Barat' },
              ]}
            />
          </Card>
          <Card title="Yang terjadi berikutnya" level={3} look="accent">
            <p>Unit memeriksa lokasi dan menulis tindak lanjut pertamanya.</p>
          </Card>
        </div>
      </Example>
    </>
  )
}
