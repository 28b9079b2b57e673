import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { saveSignOn, setUpTotp, totpCode } from '../../../identity/index.ts'

const CITY = 'kota-pekalongan'
let lapor: TestApp
let admin: TestStaff
let server: Server
/** Who has just shown to the provider who they are, and what it says of them. */
let person: { sub: string; email: string; email_verified: boolean }

beforeAll(async () => {
  lapor = await createTestApp()
  admin = await lapor.staff('institution_admin', CITY)
  const issuer = await startProvider(`${lapor.context.config.baseUrl}/masuk/instansi/${CITY}/kembali`)
  await saveSignOn(lapor.context, admin.staff, admin.staff.institutionId, {
    name: 'Akun kota',
    issuer,
    clientId: 'lapor',
    clientSecret: 'rahasia-uji-yang-panjang',
    asksSecondFactor: false,
    active: true,
  })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await lapor[Symbol.asyncDispose]()
})

test('a person of the institution signs in with the account they have there', async () => {
  const officer = await lapor.staff('unit_officer', 'pkl-dpupr')
  person = { sub: 'u-17', email: officer.email.toUpperCase(), email_verified: true }
  const page = await lapor.app.inject({ url: '/masuk' })
  expect(page.body).toContain('/masuk/instansi/kota-pekalongan?lanjut=')
  const entered = await signOn()
  expect(entered.location).toBe('/petugas/laporan')
  const inbox = await lapor.app.inject({ url: '/petugas', cookies: { lapor_sesi: entered.session } })
  expect(inbox.statusCode).toBe(200)
  expect(inbox.body).toContain(officer.staff.name)
  // From then on the provider's own name for them counts, whatever the address.
  person = { ...person, email: 'lain@uji.test', email_verified: false }
  expect((await signOn()).location).toBe('/petugas/laporan')
})

test('nobody gets in whom this institution has not invited, or whose address is not verified', async () => {
  person = { sub: 'u-99', email: 'tidak.diundang@uji.test', email_verified: true }
  expect(await signOn()).toEqual({ location: '/masuk?gagal=sign_on_unknown', session: '' })
  const elsewhere = await lapor.staff('institution_admin', 'kota-semarang')
  person = { sub: 'u-98', email: elsewhere.email, email_verified: true }
  expect((await signOn()).location).toBe('/masuk?gagal=sign_on_unknown')
  person = { sub: 'u-97', email: admin.email, email_verified: false }
  expect((await signOn()).location).toBe('/masuk?gagal=sign_on_unknown')
})

test('one’s own second factor is still asked where the provider asks none', async () => {
  const secret = Buffer.alloc(20, 3)
  await setUpTotp(lapor.context, admin.staff.accountId, secret, totpCode(secret, lapor.clock.now()))
  person = { sub: 'u-1', email: admin.email, email_verified: true }
  const half = await signOn()
  expect(half).toEqual({ location: '/masuk/kode?lanjut=%2Fpetugas%2Flaporan', session: '' })
})

test('an answer that was not asked for, or is given twice, opens nothing', async () => {
  person = { sub: 'u-1', email: admin.email, email_verified: true }
  const begun = await begin()
  const returned = await throughProvider(begun.url)
  const back = `${returned.pathname}${returned.search}`
  const stranger = await lapor.app.inject({ url: back })
  expect(stranger.headers.location).toBe('/masuk?gagal=sign_on_failed')
  const forged = returned.searchParams.get('code') ?? ''
  const wrong = back.replace(forged, `${forged}x`)
  const cookies = { lapor_langkah: begun.step }
  expect((await lapor.app.inject({ url: wrong, cookies })).headers.location).toBe(
    '/masuk?gagal=sign_on_failed',
  )
  expect((await lapor.app.inject({ url: back, cookies })).headers.location).toBe(
    '/masuk?gagal=sign_on_failed',
  )
})

test('the settings are the institution’s own business', async () => {
  const other = await lapor.staff('institution_admin', 'kota-semarang')
  const settings = {
    name: 'Akun palsu',
    issuer: 'https://palsu.example',
    clientId: 'x',
    clientSecret: 'x',
    asksSecondFactor: true,
    active: true,
  }
  await expect(
    saveSignOn(lapor.context, other.staff, admin.staff.institutionId, settings),
  ).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(
    saveSignOn(lapor.context, admin.staff, admin.staff.institutionId, { ...settings, issuer: 'file:///etc' }),
  ).rejects.toMatchObject({ fields: [{ field: 'issuer', code: 'address_invalid' }] })
})

async function signOn(): Promise<{ location: string; session: string }> {
  const begun = await begin()
  const returned = await throughProvider(begun.url)
  const answer = await lapor.app.inject({
    url: `${returned.pathname}${returned.search}`,
    cookies: { lapor_langkah: begun.step },
  })
  const session = answer.cookies.find(({ name }) => name === 'lapor_sesi')?.value ?? ''
  return { location: String(answer.headers.location), session }
}

async function begin() {
  const answer = await lapor.app.inject({ url: `/masuk/instansi/${CITY}?lanjut=/petugas/laporan` })
  expect(answer.statusCode).toBe(303)
  const step = answer.cookies.find(({ name }) => name === 'lapor_langkah')?.value ?? ''
  return { url: String(answer.headers.location), step }
}

/** What the browser does between leaving and coming back. */
async function throughProvider(url: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let next = new URL(url)
  for (let hop = 0; hop < 10; hop += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next)
    if (next.pathname.startsWith('/masuk/instansi/')) return next
  }
  throw new Error('the provider led nowhere')
}

/** A real OpenID provider, which believes whoever comes to be `person`. */
async function startProvider(redirectUri: string): Promise<string> {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'lapor',
        client_secret: 'rahasia-uji-yang-panjang',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['uji'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const accountId = context.oidc.session?.accountId
      const clientId = context.oidc.client?.clientId
      if (accountId === undefined || clientId === undefined) return undefined
      const grant = new context.oidc.provider.Grant({ accountId, clientId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      provider.interactionFinished(request, response, { login: { accountId: person.sub } }).catch((error) => {
        response.statusCode = 500
        response.end(String(error))
      })
    } else {
      answer(request, response)
    }
  })
  return issuer
}
