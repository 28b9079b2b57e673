import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChannels } from '../src/channels/index.ts'
import type { Access } from '../src/http/index.ts'
import { buildApp } from '../src/http/index.ts'
import { startSession } from '../src/identity/sign-in.ts'
import { assignReport, verifyReport } from '../src/reports/index.ts'
import { edgesWith } from './support/app.ts'
import { createTestContext, type TestContext, type TestStaff } from './support/context.ts'

type Who =
  | 'visitor'
  | 'officer'
  | 'officer_elsewhere'
  | 'admin'
  | 'admin_elsewhere'
  | 'observer'
  | 'observer_elsewhere'
  | 'national'

/** Who gets past the door of a route, by what the route says of itself. Everybody else is turned away. */
const DOOR: Record<Access, (who: Who) => boolean> = {
  public: () => true,
  reporter: () => true,
  staff: (who) => who !== 'visitor',
  admin: (who) => ['admin', 'admin_elsewhere', 'national'].includes(who),
  national: (who) => who === 'national',
}
/** Who may know of a report that a unit of the city holds. */
const SEES: readonly Who[] = ['officer', 'admin', 'observer', 'national']
const REPORT = /:(number|tracking_number)\b/

/**
 * What holds for the routes of an area; the first that fits. A route of no area has no expectation, and fails.
 * `report`: only those who may know of the report learn anything of it. `shown`: public as far as the report is.
 */
const AREAS: readonly (readonly [RegExp, readonly Access[], 'report' | 'shown' | null])[] = [
  [/^\/petugas\/laporan\/:number/, ['staff', 'admin'], 'report'],
  [/^\/petugas\/instansi\/:code\/jawaban/, ['staff'], null],
  [/^\/petugas\/instansi\/:code\/.+|^\/petugas\/staf/, ['admin'], null],
  [/^\/petugas/, ['staff', 'admin', 'national'], null],
  [/^\/api\/v1\/reports\/:tracking_number$/, ['public', 'reporter'], 'shown'],
  [/^\/api\/v1\/reports\/:tracking_number/, ['staff', 'admin', 'national', 'public', 'reporter'], 'report'],
  [/^\/api\/v1/, ['public', 'reporter', 'staff', 'admin', 'national'], null],
  [/^\/(laporan|k|s)\/:number/, ['public', 'reporter'], 'shown'],
  [
    /^\/(bantuan|robots\.txt|masuk|keluar|tampilan|livez|readyz|metrics|assets|_ui|pelatihan|saran)/,
    ['public'],
    null,
  ],
  [
    /^\/(audit|keberatan|lampiran|lapor|laporan|laporan-saya|tentang|privasi|saya)/,
    ['public', 'reporter'],
    null,
  ],
  [/^\/(tanam|sematan|surat)/, ['public'], null],
  [/^\/(channels|open311)/, ['public', 'reporter'], null],
  [/^\/(manifest\.webmanifest|sw\.js|luring|ikon|gambar|unggah)/, ['public'], null],
  [/^\/(statistik|instansi|data-terbuka|sitemap)/, ['public'], null],
  [/^\/$/, ['public'], null],
]

const SECRET_WORDS = 'Kepala seksi meminta uang pelicin untuk surat izin usaha saya.'
const NAME = 'Wulandari Kartika'

let lapor: TestContext
let routes: {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  access: Access
  machine: boolean
}[]
let call: (who: Who, options: InjectOptions) => Promise<{ status: number; location: string; body: string }>
let people: Record<Exclude<Who, 'visitor'>, TestStaff>
let reports: Record<'public' | 'anonymous' | 'secret', string>

beforeAll(async () => {
  lapor = await createTestContext()
  const { context } = lapor
  people = {
    officer: await lapor.staff('unit_officer', 'pkl-dpupr'),
    officer_elsewhere: await lapor.staff('unit_officer', 'pkl-dinkes'),
    admin: await lapor.staff('institution_admin', 'kota-pekalongan'),
    admin_elsewhere: await lapor.staff('institution_admin', 'kota-semarang'),
    observer: await lapor.staff('observer', 'kota-pekalongan'),
    observer_elsewhere: await lapor.staff('observer', 'kota-semarang'),
    national: await lapor.staff('national_admin', 'nasional'),
  }
  const make = async (input: { secret?: boolean; anonymous?: boolean; body?: string }) => {
    const { trackingNumber } = await lapor.report({ name: NAME, ...input })
    const { actor } = people.admin
    await assignReport(context, actor, trackingNumber, { institution_code: 'pkl-dpupr' }).catch(() =>
      verifyReport(context, actor, trackingNumber, {}),
    )
    return trackingNumber
  }
  reports = {
    public: await make({}),
    anonymous: await make({ anonymous: true }),
    secret: await make({ secret: true, anonymous: true, body: SECRET_WORDS }),
  }
  routes = []
  const app = await buildApp(context, [
    (scope) => {
      scope.addHook('onRoute', ({ method, url, config }) => {
        for (const name of [method].flat()) {
          if (name === 'HEAD' || name === 'OPTIONS' || config?.access === undefined) continue
          routes.push({ method: name as 'GET', url, access: config.access, machine: config.csrf === false })
        }
      })
    },
    ...edgesWith(openChannels(context)),
  ])
  await app.ready()
  const page = await app.inject({ url: '/masuk' })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const form = String(page.cookies.find(({ name }) => name === 'lapor_form')?.value ?? '')
  call = async (who, options) => {
    const cookies: Record<string, string> = { lapor_form: form }
    const headers: Record<string, string> = {}
    const isApi = String(options.url).startsWith('/api/')
    if (who !== 'visitor' && isApi) headers.authorization = `Bearer ${people[who].token}`
    if (who !== 'visitor' && !isApi) {
      const session = { method: 'password', secured: true, agent: 'Test', network: '10.0.0.1' } as const
      cookies.lapor_sesi = (await startSession(context, people[who].staff.accountId, session)).token
    }
    const isPost = options.method !== 'GET'
    const body =
      isPost && !isApi ? new URLSearchParams({ _csrf: csrf }).toString() : isPost ? '{}' : undefined
    if (isPost) headers['content-type'] = isApi ? 'application/json' : 'application/x-www-form-urlencoded'
    const answer = await app.inject({ ...(body === undefined ? {} : { body }), ...options, headers, cookies })
    return { status: answer.statusCode, location: String(answer.headers.location ?? ''), body: answer.body }
  }
})
afterAll(() => lapor[Symbol.asyncDispose]())

const EVERYBODY: readonly Who[] = [
  'visitor',
  'officer',
  'officer_elsewhere',
  'admin',
  'admin_elsewhere',
  'observer',
  'observer_elsewhere',
  'national',
]

test('every route belongs to an area whose rules are known, and says what fits it', () => {
  const strange = routes.filter(({ url, access }) => {
    const area = AREAS.find(([pattern]) => pattern.test(url))
    return area === undefined || !area[1].includes(access)
  })
  expect(strange).toEqual([])
  expect(routes.length).toBeGreaterThan(80)
})

test('everybody gets past the doors that are theirs, and past no other', { timeout: 240_000 }, async () => {
  const wrong: unknown[] = []
  for (const { method, url, access } of routes) {
    // Streams have no end to wait for; their door is the same.
    if (access === 'public' || access === 'reporter' || /langsung|stream|events$/.test(url)) continue
    for (const who of EVERYBODY) {
      if (REPORT.test(url) && DOOR[access](who)) continue
      const { status, location } = await call(who, { method, url: addressOf(url, reports.public) })
      const turnedAway =
        who === 'visitor'
          ? status === 401 || (status === 303 && location.startsWith('/masuk'))
          : status === 403
      const expected = DOOR[access](who)
      // An observer may be refused by the use case behind the door; nobody is let in beside it.
      const fits = expected ? status !== 401 && status < 500 : turnedAway
      if (!fits) wrong.push({ who, method, url, status, location })
    }
  }
  expect(wrong).toEqual([])
})

test('of a report only those learn who may know of it, whichever route they try', {
  timeout: 240_000,
}, async () => {
  const wrong: unknown[] = []
  for (const { method, url } of routes) {
    const area = AREAS.find(([pattern]) => pattern.test(url))
    if (area?.[2] !== 'report' || /langsung|stream|kehadiran/.test(url)) continue
    for (const [kind, number] of Object.entries(reports)) {
      for (const who of EVERYBODY) {
        const { status, body, location } = await call(who, { method, url: addressOf(url, number) })
        const told = status < 300 || status === 409 || (status === 303 && !location.startsWith('/masuk'))
        const sees = SEES.includes(who)
        if (status >= 500) wrong.push({ who, kind, method, url, status })
        if (!sees && (told || body.includes(SECRET_WORDS))) wrong.push({ who, kind, method, url, status })
        // Those who see a report may read it; the page itself must be there for them.
        if (sees && url === '/petugas/laporan/:number' && status !== 200)
          wrong.push({ who, kind, url, status })
        if (kind !== 'public' && body.includes(NAME)) wrong.push({ who, kind, method, url, leaked: NAME })
      }
    }
  }
  expect(wrong).toEqual([])
})

test('on public pages a secret report is answered like one that does not exist', async () => {
  const unknown = lapor.context.numberReports(8_000_000)
  for (const { method, url } of routes) {
    const area = AREAS.find(([pattern]) => pattern.test(url))
    if (area?.[2] !== 'shown' || method !== 'GET') continue
    for (const who of EVERYBODY.filter((one) => !SEES.includes(one))) {
      const secret = await call(who, { method, url: addressOf(url, reports.secret) })
      const nothing = await call(who, { method, url: addressOf(url, unknown) })
      expect([who, url, secret.status, secret.body.includes(SECRET_WORDS)]).toEqual([
        who,
        url,
        nothing.status,
        false,
      ])
    }
  }
})

/** Taken from other apps of the phone: it only opens the form. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set(['/lapor/bagikan'])

test('no form is taken without its token, on whichever route; only machines have none', async () => {
  const wrong: unknown[] = []
  for (const { method, url, machine } of routes) {
    if (method === 'GET' || url.startsWith('/api/') || url.startsWith('/open311/')) continue
    if (machine) {
      // A frame on another site gets no cookie, so no token; nobody is signed in there.
      if (/^\/(channels|tanam)\//.test(url) || CHANGES_NOTHING.has(url)) continue
      // Our own script carries a header that a foreign page may not send; without it the door is shut.
      const { status } = await call('national', { method, url: addressOf(url, reports.public) })
      if (![403, 404, 412].includes(status)) wrong.push({ method, url, machine, status })
      continue
    }
    const { status } = await call('national', { method, url: addressOf(url, reports.public), body: '' })
    // A report's own actions answer first that there is nothing, to whoever is not its reporter.
    if (status !== 403 && status !== 404) wrong.push({ method, url, status })
  }
  expect(wrong).toEqual([])
})

function addressOf(url: string, number: string): string {
  return url
    .replace(REPORT, number)
    .replaceAll(/:[a-z_]+/gi, '2147483000')
    .replace('*', 'x')
}
