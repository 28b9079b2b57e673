import type { Latencies } from './latencies.ts'
import { processorTime } from './processor-time.ts'
import type { Subject } from './subject.ts'

/** Of a report, as links and the API write it. */
const REPORT_NUMBER = /\b\d{10}\b/g

/** A page that is asked for, and by whom. */
export interface Page {
  readonly what: string
  readonly path: (subject: Subject, turn: number) => string
  readonly as?: keyof Subject['tokens']
}

const one = (numbers: readonly string[], turn: number) => numbers[turn % numbers.length] ?? ''

export const PAGES: readonly Page[] = [
  ...(['unit', 'institution', 'national'] as const).flatMap((as): Page[] => [
    { what: `inbox of the ${as}`, as, path: () => '/petugas' },
    { what: `inbox of the ${as}: overdue`, as, path: () => '/petugas?tab=overdue' },
    { what: `inbox of the ${as}: closed`, as, path: () => '/petugas?tab=closed' },
    { what: `inbox of the ${as}: given on`, as, path: () => '/petugas?tab=handed_on' },
    { what: `inbox and counts of the ${as} by the API`, as, path: () => '/api/v1/inbox' },
  ]),
  { what: 'inbox of the busiest unit', as: 'busiestUnit', path: () => '/petugas' },
  { what: 'inbox of the busiest institution', as: 'busiestInstitution', path: () => '/petugas' },
  { what: 'all reports of the institution', as: 'institution', path: () => '/petugas/laporan' },
  { what: 'all reports of the country', as: 'national', path: () => '/petugas/laporan' },
  { what: 'search by the institution', as: 'institution', path: () => '/petugas/laporan?q=jalan+rusak' },
  { what: 'search by the national level', as: 'national', path: () => '/petugas/laporan?q=jalan+rusak' },
  {
    what: 'a report in the console',
    as: 'institution',
    path: ({ ownNumbers }, turn) => `/petugas/laporan/${one(ownNumbers, turn)}`,
  },
  { what: 'a public report', path: ({ publicNumbers }, turn) => `/laporan/${one(publicNumbers, turn)}` },
  { what: 'home', path: () => '/' },
  { what: 'the public list', path: () => '/laporan' },
  { what: 'the public list: closed', path: () => '/laporan?status=closed' },
  { what: 'the public list: submitted', path: () => '/laporan?status=submitted' },
  { what: 'the public list: a category', path: ({ names }) => `/laporan?kategori=${names.category}` },
  {
    what: 'the public list: a group of categories',
    path: ({ names }) => `/laporan?kategori=${names.category.split('.')[0]}`,
  },
  {
    what: 'the public list: a region',
    path: ({ names }) => `/laporan?wilayah=${encodeURIComponent(names.area)}`,
  },
  {
    what: 'the public list: an institution',
    path: ({ names }) => `/laporan?instansi=${encodeURIComponent(names.institution)}`,
  },
  { what: 'public search: two words', path: () => '/laporan?q=jalan+rusak' },
  { what: 'public search: a rare word', path: () => '/laporan?q=plafon' },
  { what: 'public search: words and a class', path: () => '/laporan?q=obat+puskesmas&jenis=aspiration' },
]

/** Ask for a page again and again for some seconds, by so many at once. */
export async function askFor(
  page: Page,
  subject: Subject,
  { seconds, concurrency, into }: { seconds: number; concurrency: number; into: Latencies | null },
): Promise<void> {
  const until = performance.now() + seconds * 1_000
  const before = processorTime(subject.dataDir)
  const token = page.as === undefined ? undefined : subject.tokens[page.as]
  let turn = 0
  const keepAsking = async () => {
    while (performance.now() < until) {
      turn += 1
      const { status, milliseconds, body } = await subject.http.get(page.path(subject, turn), token)
      if (status !== 200) throw new Error(`${page.what}: ${status} ${body.slice(0, 300)}`)
      into?.add(page.what, milliseconds)
      into?.addRows(page.what, new Set(body.match(REPORT_NUMBER)).size)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, keepAsking))
  const after = processorTime(subject.dataDir)
  if (before !== null && after !== null) into?.addCost(page.what, after - before, turn)
}
