import { parseArgs } from 'node:util'
import { type Figures, openLatencies } from './handling/latencies.ts'
import { askFor, type Page } from './handling/pages.ts'
import { openSubject, type Subject } from './handling/subject.ts'
import { untilQuiet } from './handling/until-quiet.ts'

/**
 * `npm run bench -- statistics`: every page of figures at 10,000 and at 1,000,000 reports, eight at a time over HTTP, in
 * rounds that alternate: as people ask for them, for the same months, and made anew, for another period each time, so that
 * nothing was kept. Exits with 1 above a limit. On a shared machine the ratio of the processor time counts.
 */
const CONCURRENCY = 8
const LIMIT = { ratio: 1.3, p95: 100 }

const { values: options } = parseArgs({
  options: {
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    /** Of each page in each round. */
    seconds: { type: 'string', default: '1' },
    /** Pages whose names match alone. */
    only: { type: 'string', default: '' },
  },
})

const MONTHS = 60
const LONGEST = 12

/** A page for a period that nobody asked for lately: when they begin again, the first were given up for others. */
function anew(path: (subject: Subject) => string, more = ''): Page['path'] {
  const asked = new Map<Subject, number>()
  return (subject) => {
    const turn = asked.get(subject) ?? 0
    asked.set(subject, turn + 1)
    const [months, back] = [1 + (turn % LONGEST), Math.floor(turn / LONGEST) % MONTHS]
    return `${path(subject)}?dari=${monthBack(back + months - 1)}&sampai=${monthBack(back)}${more}`
  }
}

/** YYYY-MM, so many months before the last of the data. */
function monthBack(months: number): string {
  return new Date(Date.UTC(2026, 10 - months, 1)).toISOString().slice(0, 7)
}

const MONITORING = '/petugas/pemantauan'
const TWELVE = 'dari=2025-12&sampai=2026-11'

const PAGES: readonly Page[] = [
  ...(['unit', 'institution', 'national'] as const).flatMap((as): Page[] => [
    { what: `monitoring of the ${as}`, as, path: () => MONITORING },
    { what: `monitoring of the ${as}, made anew`, as, path: anew(() => MONITORING) },
  ]),
  ...(['institution', 'national'] as const).flatMap((as): Page[] =>
    (['time', 'quality', 'backlog', 'survey', 'details'] as const).flatMap((part) => [
      { what: `12 months of the ${as}: ${part}`, as, path: () => `${MONITORING}?${TWELVE}&bagian=${part}` },
      {
        what: `${part} of the ${as}, made anew`,
        as,
        path: anew(() => MONITORING, `&bagian=${part}`),
      },
    ]),
  ),
  { what: 'institutions compared', as: 'national', path: () => `${MONITORING}/instansi` },
  {
    what: 'institutions compared, made anew',
    as: 'national',
    path: anew(() => `${MONITORING}/instansi`),
  },
  {
    what: 'cities of a province compared by class',
    as: 'national',
    path: () => `${MONITORING}/instansi?jenis=city&laporan=complaint`,
  },
  { what: 'thresholds and survey of the institution', as: 'institution', path: () => `${MONITORING}/aturan` },
  { what: 'the country, made anew', path: anew(() => '/statistik') },
  { what: 'an institution, made anew', path: anew(({ codes }) => `/instansi/${codes.institution}`) },
  { what: 'the country, as served', path: () => '/statistik' },
  { what: 'an institution, as served', path: ({ codes }) => `/instansi/${codes.institution}` },
  {
    what: 'a month of an institution, as served',
    path: ({ codes }) => `/instansi/${codes.institution}/laporan-bulanan/${monthBack(1)}`,
  },
  { what: 'figures on another site, as served', path: ({ codes }) => `/sematan/${codes.institution}` },
  { what: 'figures by the API', path: () => '/api/v1/statistics' },
  { what: 'the country by category, by the API', path: () => '/api/v1/statistics/figures?by=category' },
  { what: 'index for search engines', path: () => '/sitemap.xml' },
  { what: 'pages for search engines', path: () => '/sitemap/halaman.xml' },
]

const asked = PAGES.filter(({ what }) => new RegExp(options.only).test(what))
const say = (message: string) => console.log(`  ${message}`)
await using small = await openSubject(Number(options.small), CONCURRENCY, say)
await using large = await openSubject(Number(options.large), CONCURRENCY, say, small)
const subjects = [small, large].map((subject) => ({ subject, latencies: openLatencies() }))
for (const { dataDir } of [small, large]) await untilQuiet(dataDir)
for (const page of asked) {
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    for (const { subject, latencies } of subjects) {
      // The first round warms up.
      const into = round === 0 ? null : latencies
      const seconds = round === 0 ? 0.5 : Number(options.seconds)
      await askFor(page, subject, { seconds, concurrency: CONCURRENCY, into })
    }
  }
}

console.log(
  `\n${''.padEnd(44)}${[small, large].map(({ count }) => `${count} reports`.padStart(24)).join('')}   ratio`,
)
console.log(`${''.padEnd(44)}${'     p50     p95    proc'.repeat(2)}    proc`)
for (const { what } of asked) {
  const [a, b] = subjects.map(({ latencies }) => latencies.of(what))
  if (a === undefined || b === undefined || a === null || b === null)
    throw new Error(`nothing measured of ${what}`)
  const ratio = a.cost === null || b.cost === null ? b.p50 / a.p50 : b.cost / a.cost
  const notes = [
    ratio > LIMIT.ratio && `ratio above ${LIMIT.ratio}`,
    b.p95 > LIMIT.p95 && `p95 above ${LIMIT.p95} ms`,
  ].filter((note) => note !== false)
  if (notes.length > 0) process.exitCode = 1
  console.log(`${what.padEnd(44)}${line(a)}${line(b)}   ${ratio.toFixed(2).padStart(5)}  ${notes.join(', ')}`)
}
console.log(
  `\nms at concurrency ${CONCURRENCY}; proc: processor time of server and database each. Limits: ratio ≤ ${LIMIT.ratio}, p95 ≤ ${LIMIT.p95} ms.`,
)

function line({ p50, p95, cost }: Figures): string {
  return (
    [p50, p95].map((value) => value.toFixed(1).padStart(8)).join('') + (cost?.toFixed(1) ?? '?').padStart(8)
  )
}
