import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiRoutes } from '../src/api/index.ts'
import { consoleRoutes } from '../src/console/index.ts'
import { buildApp, followCookie, openLog, REPORTER_COOKIE, SESSION_COOKIE } from '../src/http/index.ts'
import { blockReporter, signIn, startReporterSession } from '../src/identity/index.ts'
import { notifyOfEvent } from '../src/notifications/index.ts'
import {
  addInformation,
  answerReport,
  appeal,
  archiveReport,
  assignReport,
  followUpReport,
  markFalse,
} from '../src/reports/index.ts'
import { webRoutes } from '../src/web/index.ts'
import {
  createTestContext,
  REPORTER,
  TEST_PASSWORD,
  type TestContext,
  type TestStaff,
} from './support/context.ts'

/*
 * Distinctive values are planted in reports of every kind; then everything that leaves the server is searched for them,
 * for every kind of viewer: each GET route of pages, console and API, messages, logs, and what lies in the tables.
 */
const NAME = 'Zulfikarwati Hapsoroputri'
const PHONE = '081355577799'
const EMAIL = 'hapsoroputri.rahasia@contoh.id'
const NIK = '3375014107900777'
const SECRET_WORD = 'kurkumaungu'
/** Every way in which they could show. */
const IDENTITY = ['Zulfikarwati', 'Hapsoroputri', '81355577799', '1355577799', '5557-7799', NIK]

type Kind = 'anonymous' | 'secret' | 'both' | 'named' | 'marked'
interface Planted {
  readonly number: string
  readonly id: number
  readonly followSecret: string
}
interface Viewer {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
}

let lapor: TestContext
let app: FastifyInstance
let paths: string[]
const logged: string[] = []
const planted = {} as Record<Kind, Planted>
const viewers: Record<string, Viewer> = {}
let staff: TestStaff[]

beforeAll(async () => {
  lapor = await createTestContext()
  const log = openLog(
    'debug',
    new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    }),
  )
  const urls: string[] = []
  app = await buildApp({ ...lapor.context, log, write: failAsPostgresDoes }, [
    (scope) => {
      scope.addHook('onRoute', ({ method, url, config }) => {
        if ([method].flat().includes('GET') && config?.access !== undefined) urls.push(url)
      })
    },
    webRoutes,
    consoleRoutes,
    apiRoutes,
  ])
  await app.ready()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const unit = await lapor.staff('unit_officer', 'pkl-dpupr')
  const national = await lapor.staff('national_admin', 'nasional')
  const observer = await lapor.staff('observer', 'kota-pekalongan')
  staff = [unit, city, national, observer]
  await plant('anonymous', city, unit, { anonymous: true })
  await plant('secret', city, unit, { secret: true })
  await plant('both', city, unit, { anonymous: true, secret: true })
  await plant('named', city, unit, {})
  await plantAbuse(city, national)
  paths = urls.flatMap(fill)
  await openViewers()
}, 60_000)
afterAll(async () => {
  await app.close()
  await lapor[Symbol.asyncDispose]()
})

async function plant(
  kind: Kind,
  city: TestStaff,
  unit: TestStaff,
  choice: { anonymous?: boolean; secret?: boolean },
) {
  const word = choice.secret ? SECRET_WORD : 'terbuka'
  const contact = kind === 'both' ? { phone: null, email: EMAIL } : { phone: PHONE }
  const report = await lapor.report({
    name: NAME,
    nik: NIK,
    ...contact,
    ...choice,
    body: `Petugas loket ${word} meminta uang di luar tarif resmi setiap hari Senin.`,
  })
  const number = report.trackingNumber
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, unit.actor, number, { text: 'Kami periksa.', visibility: 'public' })
  await addInformation(lapor.context, REPORTER, number, { text: `Tambahan keterangan ${word}.` })
  await answerReport(lapor.context, unit.actor, number, { text: 'Petugasnya sudah kami tegur.' })
  planted[kind] = { number, id: report.id, followSecret: report.followSecret }
}

/** The same person, anonymous: a report marked as false, a block, an objection, an entry of the change log. */
async function plantAbuse(city: TestStaff, national: TestStaff) {
  const { context } = lapor
  const report = await lapor.report({ name: NAME, nik: NIK, phone: PHONE, anonymous: true })
  const number = report.trackingNumber
  planted.marked = { number, id: report.id, followSecret: report.followSecret }
  await archiveReport(context, city.actor, number, { reason: 'not_real', text: 'Tidak terbukti.' })
  await markFalse(context, city.actor, number, { reason: 'Kami periksa di tempat: tidak pernah terjadi.' })
  const { reporter_id } = await context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  const { accountId } = national.staff
  const reason = 'Laporan yang sama ratusan kali.'
  const who = { reporterId: reporter_id, becauseOf: report.id }
  const blockId = await blockReporter(context, { who, reason, days: 30, accountId })
  await appeal(context, reporter_id, { blockId }, 'Bukan saya yang mengirim.')
}

/** A refused row, as node-postgres tells of it: with all its values. */
async function failAsPostgresDoes(): Promise<never> {
  const told = { code: '23514', detail: `Failing row contains (1, ${NAME}, ${PHONE}, ${NIK}).` }
  throw Object.assign(new Error('new row for relation "reports" violates check constraint'), told)
}

/** Every address a route can have for what was planted. */
function fill(url: string): string[] {
  // A stream of counts never ends; what it says is read from the same inbox.
  if (url.includes('*') || url.endsWith('/langsung')) return []
  const numbers = Object.values(planted).map(({ number }) => number)
  const byNumber = /:(number|tracking_number)/.test(url)
  const filled = byNumber ? numbers.map((number) => url.replace(/:(number|tracking_number)/, number)) : [url]
  return filled.flatMap((path) => {
    const plain = path.replace(/:[A-Za-z_]+/g, '1')
    return byNumber ? [plain] : [plain, `${plain}?q=${SECRET_WORD}`, `${plain}?q=Hapsoroputri`]
  })
}

async function openViewers() {
  const other = await lapor.report({ name: 'Budi', phone: '081200001111' })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', other.id)
    .executeTakeFirstOrThrow()
  const { token } = await startReporterSession(lapor.context, reporter_id)
  const follow = `${followCookie(other.trackingNumber)}=${other.followSecret}`
  // A follow secret of another report, put under the planted one's name.
  const forged = `${followCookie(planted.anonymous.number)}=${other.followSecret}`
  viewers.public = { name: 'public', headers: {} }
  viewers.otherReporter = {
    name: 'other reporter',
    headers: { cookie: `${REPORTER_COOKIE}=${token}; ${follow}; ${forged}` },
  }
  for (const member of staff) {
    const role = member.staff.role
    const given = { email: member.email, password: TEST_PASSWORD }
    const outcome = await signIn(lapor.context, given, { agent: 'uji', network: '127.0.0' })
    if (!('session' in outcome)) throw new Error('a second factor is asked')
    const { session } = outcome
    viewers[role] = { name: role, headers: { cookie: `${SESSION_COOKIE}=${session.token}` } }
    viewers[`${role} token`] = {
      name: `${role} by token`,
      headers: { authorization: `Bearer ${member.token}` },
    }
  }
}

/** What a viewer gets from every route; only the addresses that answered with something. */
async function everythingFor(viewer: Viewer): Promise<{ path: string; status: number; body: string }[]> {
  const answers = []
  const refused = new Set<string>()
  for (const path of paths) {
    // Who is turned away is turned away whatever they search for.
    const [plain = '', search] = path.split('?')
    if (search !== undefined && refused.has(plain)) continue
    const { statusCode, body, headers } = await app.inject({
      method: 'GET',
      url: path,
      headers: viewer.headers,
    })
    if ([303, 401, 403, 404].includes(statusCode)) refused.add(path)
    answers.push({ path, status: statusCode, body: `${body}\n${JSON.stringify(headers)}` })
  }
  return answers
}

function foundIn(text: string, values: readonly string[]): string[] {
  const searched = text.toLowerCase()
  return values.filter((value) => searched.includes(value.toLowerCase()))
}
/** What a person typed into a search box is theirs, and comes back in the box. */
const withoutQuery = (body: string) =>
  body.replaceAll(/(q=|q%3D|value="|[“"]|&quot;)(Hapsoroputri|kurkumaungu)/gi, '$1')

test('there is something to search: pages, console and API answer', async () => {
  const answers = await everythingFor(viewers.national_admin ?? { name: '', headers: {} })
  const good = answers.filter(({ status }) => status === 200)
  expect(good.length).toBeGreaterThan(40)
  // A named report shows its reporter to those who handle it: the search finds what is there.
  const own = good.find(({ path }) => path === `/petugas/laporan/${planted.named.number}`)
  expect(foundIn(own?.body ?? '', ['Hapsoroputri'])).toEqual(['Hapsoroputri'])
}, 60_000)

test('the public and other reporters learn no contact, no NIK and no full name, and nothing at all of a secret report', async () => {
  for (const viewer of [viewers.public, viewers.otherReporter]) {
    if (viewer === undefined) throw new Error('no viewer')
    for (const { path, body } of await everythingFor(viewer)) {
      const shown = withoutQuery(body)
      expect([
        viewer.name,
        path,
        foundIn(
          shown,
          IDENTITY.filter((value) => value !== 'Zulfikarwati'),
        ),
      ]).toEqual([viewer.name, path, []])
      expect([viewer.name, path, foundIn(shown, [SECRET_WORD])]).toEqual([viewer.name, path, []])
      const named = path.includes(planted.named.number) || !/\d{10}/.test(path)
      if (!named)
        expect([viewer.name, path, foundIn(shown, ['Zulfikarwati'])]).toEqual([viewer.name, path, []])
    }
    for (const kind of ['secret', 'both'] as const) {
      for (const path of [`/laporan/${planted[kind].number}`, `/api/v1/reports/${planted[kind].number}`]) {
        expect([path, (await app.inject({ url: path, headers: viewer.headers })).statusCode]).toEqual([
          path,
          404,
        ])
      }
    }
  }
}, 120_000)

test.each(['unit_officer', 'institution_admin', 'national_admin', 'observer'])(
  'to a %s an anonymous reporter is only "Pelapor", on every page and in every field',
  async (role) => {
    for (const viewer of [viewers[role], viewers[`${role} token`]]) {
      if (viewer === undefined) throw new Error('no viewer')
      for (const { path, body } of await everythingFor(viewer)) {
        const anonymous =
          [planted.anonymous, planted.both, planted.marked].some(({ number }) => path.includes(number)) ||
          /penyalahgunaan|catatan-perubahan|aturan-/.test(path)
        const shown = withoutQuery(body)
        // Nobody needs a NIK to handle a report.
        expect([viewer.name, path, foundIn(shown, [NIK])]).toEqual([viewer.name, path, []])
        if (anonymous) expect([viewer.name, path, foundIn(shown, IDENTITY)]).toEqual([viewer.name, path, []])
      }
    }
    const page = await app.inject({
      url: `/petugas/laporan/${planted.anonymous.number}`,
      headers: viewers[role]?.headers ?? {},
    })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Pelapor')
  },
  120_000,
)

test('a search for the name or the contact of an anonymous reporter finds nothing', async () => {
  for (const viewer of Object.values(viewers)) {
    for (const q of [NAME, 'Hapsoroputri', PHONE, EMAIL, NIK]) {
      for (const path of ['/laporan', '/petugas/laporan', '/petugas', '/api/v1/reports']) {
        const { body } = await app.inject({
          url: `${path}?q=${encodeURIComponent(q)}`,
          headers: viewer.headers,
        })
        expect([viewer.name, path, q, body.includes(planted.anonymous.number)]).toEqual([
          viewer.name,
          path,
          q,
          false,
        ])
      }
    }
  }
}, 60_000)

test('staff can write to an anonymous reporter, who reads it without being named', async () => {
  const owner = { cookie: `${followCookie(planted.anonymous.number)}=${planted.anonymous.followSecret}` }
  const page = await app.inject({ url: `/laporan/${planted.anonymous.number}`, headers: owner })
  expect(page.body).toContain('Petugasnya sudah kami tegur.')
})

test('no message to staff names a reporter, and no subject of any message does', async () => {
  const events = await lapor.context.db.selectFrom('report_events').select(['report_id', 'seq']).execute()
  const deps = { ...lapor.context, baseUrl: 'https://lapor.contoh.go.id', enqueue: async () => undefined }
  for (const event of events) await notifyOfEvent(deps, event)
  const messages = await lapor.context.db.selectFrom('notifications').selectAll().execute()
  expect(messages.filter(({ recipient_kind }) => recipient_kind === 'staff').length).toBeGreaterThan(3)
  for (const message of messages) {
    expect(foundIn(message.subject, [...IDENTITY, SECRET_WORD])).toEqual([])
    if (message.recipient_kind === 'staff') {
      expect(foundIn(lapor.context.sealer.open(message.body_sealed), [...IDENTITY, SECRET_WORD])).toEqual([])
    }
  }
})

test('no table holds an identity in the clear, search columns and job payloads included', async () => {
  const { rows: tables } = await lapor.context.database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
  )
  expect(tables.length).toBeGreaterThan(30)
  for (const { name } of tables) {
    const { rows } = await lapor.context.database.pool.query<{ row: string }>(
      `select row::text from (select t::text as row from ${name} t) found where row ilike any ($1) limit 1`,
      [[...IDENTITY, EMAIL].map((value) => `%${value}%`)],
    )
    expect([name, rows]).toEqual([name, []])
  }
}, 60_000)

test('no log line and no refusal repeats what was typed', async () => {
  const contact = { name: NAME, phone: PHONE, email: EMAIL, nik: '3375014107900778' }
  const wrong = await app.inject({ method: 'POST', url: '/api/v1/reports', payload: { body: 'x', contact } })
  expect(wrong.statusCode).toBe(422)
  expect(foundIn(wrong.body, IDENTITY)).toEqual([])
  const broken = await app.inject({ method: 'POST', url: '/api/v1/reports', payload: { contact, body: 1 } })
  expect(broken.statusCode).toBeLessThan(500)
  expect(foundIn(broken.body, IDENTITY)).toEqual([])
  const right = { body: 'Lampu jalan mati sejak tiga malam.', contact: { name: NAME, phone: PHONE } }
  const failed = await app.inject({ method: 'POST', url: '/api/v1/reports', payload: right })
  expect(failed.statusCode).toBe(500)
  expect(foundIn(failed.body, IDENTITY)).toEqual([])
  expect(logged.join('\n')).toContain('violates check constraint')
  expect(foundIn(logged.join('\n'), [...IDENTITY, EMAIL])).toEqual([])
})
