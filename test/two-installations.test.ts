import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSystem, makeSystemKey } from '../src/identity/index.ts'
import { verifyChains } from '../src/reports/index.ts'
import { createTestContext, type TestContext, type TestStaff } from './support/context.ts'
import { connectPair } from './support/exchange-pair.ts'
import { type Watch, watchShares } from './support/exchange-watch.ts'
import { type Installation, makeInstallation } from './support/installation.ts'

const REPORTS = Number(process.env.LAPOR_EXCHANGE_REPORTS ?? 1_000)
/** How ten neighbours of one side live: the whole life, the shortest that ends well, or taken back by who told them. */
const LIVES = [
  'whole',
  'short',
  'withdrawn',
  'short',
  'withdrawn',
  'short',
  'withdrawn',
  'short',
  'withdrawn',
  'short',
]
/** Each costs a start of five seconds, of the twelve minutes that all tests may take. */
const KILLS = Number(process.env.LAPOR_EXCHANGE_KILLS ?? Math.max(4, Math.round(REPORTS / 100)))

interface Side {
  readonly lapor: TestContext
  readonly admin: TestStaff
  readonly place: string
  readonly area: string
  readonly installation: Installation
  appKey: string
  readonly watch: Watch
}

let sides: readonly [Side, Side]

beforeAll(async () => {
  sides = [await side('kota-pekalongan', '33.75.01.1002'), await side('kab-pekalongan', '33.26.01.2001')]
  const [a, b] = sides.map(({ lapor, installation, place }) => ({
    context: lapor.context,
    url: installation.url,
    place,
  })) as [Parameters<typeof connectPair>[0], Parameters<typeof connectPair>[1]]
  await connectPair(a, b)
  await Promise.all(sides.map(({ installation }) => installation.start()))
})
afterAll(async () => {
  for (const { installation, watch } of sides) {
    watch.stop()
    await installation.kill()
  }
  for (const { lapor } of sides) await lapor[Symbol.asyncDispose]()
})

test(`${REPORTS} reports go over, are handled and closed while either side is killed ${KILLS} times, and both tell the same`, {
  timeout: 120_000 + REPORTS * 2_000,
}, async () => {
  const [city, regency] = sides
  const begun = performance.now()
  let lived = 0
  const lives = Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      for (let index = lane; index < REPORTS; index += LANES) {
        await (index % 2 === 0 ? live(city, regency, index) : live(regency, city, index))
        lived += 1
      }
    }),
  )
  let kills = 0
  const killing = (async () => {
    for (; kills < KILLS; kills += 1) {
      // Spread over the whole run, at a random moment of each part.
      const at = ((kills + Math.random()) / (KILLS + 1)) * REPORTS
      while (lived < at) await pause(20)
      const { installation } = sides[randomInt(2)] ?? city
      await installation.kill()
      await installation.start()
    }
  })()
  await Promise.all([lives, killing])
  expect(kills).toBe(KILLS)
  await Promise.all([settled(city), settled(regency)])
  process.stdout.write(
    `   ${REPORTS} reports, ${KILLS} kills: ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`,
  )
  for (const [home, handler] of [
    [city, regency],
    [regency, city],
  ] as const) {
    const told = await stories(home, 'out')
    expect(told.size).toBe(REPORTS / 2)
    expect(await stories(handler, 'in')).toEqual(told)
    const ends = [...told.values()].map((story) => story.at(-1))
    const withdrawn = Array.from({ length: REPORTS }, (_, index) => kindOf(index)).filter(
      (kind) => kind === 'withdrawn',
    ).length
    expect(ends.filter((state) => state === 'archived')).toHaveLength(withdrawn / 2)
    expect(ends.filter((state) => state === 'closed')).toHaveLength((REPORTS - withdrawn) / 2)
    expect(await verifyChains(home.lapor.context.db)).toMatchObject({ sound: true, reports: REPORTS })
  }
})

/** So many reports live at once. */
const LANES = REPORTS > 100 ? 60 : 10

const kindOf = (index: number) => LIVES[Math.floor(index / 2) % LIVES.length]

/** A report's life: told here, handled there, and judged here by who told it. */
async function live(home: Side, handler: Side, index: number): Promise<void> {
  const told = await call(home, home.appKey, '/reports', `tell-${index}`, {
    body: `${wordOf(THINGS, index)} nomor ${index} ${wordOf(PLACES, index)} ${wordOf(TROUBLES, index)}.`,
    location: { area_code: handler.area },
    institution_code: handler.place,
    contact: { name: 'Siti Rahma', phone: `0812${10_000_000 + index}` },
  })
  const here = String(told.tracking_number)
  const follow = new URL(String(told.follow_url)).searchParams.get('kunci') ?? ''
  const { number: there } = await handler.watch.until(here, () => true)
  const act = (action: string, body: object) =>
    call(handler, handler.admin.token, `/reports/${there}/${action}`, `${index}-${action}`, body)
  const kind = kindOf(index)
  if (kind === 'withdrawn') {
    await say(home, here, follow, 'withdraw', {})
    await handler.watch.until(here, ({ state }) => state === 'archived')
    return
  }
  await act('assign', { institution_code: handler.place })
  if (kind === 'whole') {
    await act('follow-up', { text: `Tim ${index} meninjau lokasi besok pagi.` })
    await home.watch.until(here, ({ state }) => state === 'in_progress')
    await say(home, here, follow, 'add-information', { text: `Keterangan tambahan untuk ${index}.` })
    await handler.watch.until(here, ({ events }) => events.includes('add_information'))
  }
  await act('answer', { text: `Nomor ${index} sudah kami perbaiki kemarin.` })
  await home.watch.until(here, ({ state }) => state === 'answered')
  await say(home, here, follow, 'confirm', { rating: 5 })
}

const THINGS = [
  'Lampu jalan',
  'Pompa air',
  'Saluran got',
  'Bangku taman',
  'Marka jalan',
  'Pagar pasar',
  'Halte bus',
]
const PLACES = [
  'di depan pasar',
  'dekat jembatan',
  'di muka sekolah',
  'di gang sebelah masjid',
  'di tepi sungai',
]
const TROUBLES = [
  'rusak sejak tiga malam yang lalu',
  'hilang dan tidak pernah diganti',
  'roboh tertimpa pohon kemarin',
]
const wordOf = (words: readonly string[], index: number) => words[index % words.length]

function say(home: Side, number: string, follow: string, action: string, body: object) {
  return call(home, `Follow ${follow}`, `/reports/${number}/${action}`, `${number}-${action}`, body)
}

/** As a program does it: asked again with the same key until there is an answer. */
async function call(
  { installation }: Side,
  token: string,
  path: string,
  key: string,
  body: object,
): Promise<Record<string, unknown>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${installation.url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': key,
        authorization: token.startsWith('Follow ') ? token : `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    })
      .then(async (response) => ({ status: response.status, body: await response.json() }))
      .catch(() => null)
    if (answer !== null && answer.status < 300) return answer.body as Record<string, unknown>
    if (answer !== null && answer.status < 500)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    if (tries > 600) throw new Error(`${path} had no answer`)
    await pause(100)
  }
}

async function until<Result>(find: () => Promise<Result | undefined>): Promise<Result> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const found = await find()
    if (found !== undefined) return found
    await pause(80)
  }
  throw new Error('waited too long')
}

/** Nothing is left to pass on, and everything that was said has been heard. */
function settled({ lapor: { context } }: Side): Promise<true> {
  return until(async () => {
    const due = await context.db.selectFrom('exchange_due').select('id').limit(1).execute()
    const queued = await context.db
      .selectFrom('webhook_deliveries')
      .select('id')
      .where('state', '=', 'queued')
      .limit(1)
      .execute()
    return due.length + queued.length === 0 ? true : undefined
  })
}

const TOLD = ['assign', 'follow_up', 'add_information', 'answer', 'confirm', 'dispute', 'return', 'archive']

/** What happened to each shared report, in order and in words, and where it ended; by its number at home. */
async function stories({ lapor }: Side, direction: 'in' | 'out'): Promise<Map<string, string[]>> {
  const rows = await lapor.context.db
    .selectFrom('exchange_shares as share')
    .innerJoin('reports as report', 'report.id', 'share.report_id')
    .leftJoin('report_events as event', (join) =>
      join.onRef('event.report_id', '=', 'report.id').on('event.type', 'in', TOLD),
    )
    .select(['share.origin_number', 'report.state', 'event.type', 'event.text'])
    .where('share.direction', '=', direction)
    .orderBy('share.origin_number')
    .orderBy('event.seq')
    .execute()
  const told = new Map<string, string[]>()
  for (const { origin_number, type, text, state } of rows) {
    const story = told.get(origin_number) ?? [state]
    if (type !== null) story.splice(-1, 0, `${type}: ${text ?? ''}`)
    told.set(origin_number, story)
  }
  return told
}

async function side(place: string, area: string): Promise<Side> {
  const lapor = await createTestContext()
  lapor.clock.set(new Date())
  const admin = await lapor.staff('institution_admin', place)
  const app = await createSystem(lapor.context, {
    code: 'aplikasi-warga',
    name: 'Aplikasi warga',
    institutionCode: place,
    scopes: ['reports:submit'],
    vouchesForContacts: true,
    requestsPerMinute: 60_000,
  })
  const appKey = await makeSystemKey(lapor.context, app)
  const installation = await makeInstallation(lapor, admin)
  return {
    lapor,
    admin,
    place,
    area,
    appKey,
    installation,
    watch: watchShares(lapor.context.db),
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
