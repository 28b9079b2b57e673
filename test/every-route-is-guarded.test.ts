import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Access } from '../src/http/index.ts'
import type { Counterparts } from './api-parity/counterpart.ts'
import { PAGES_OF_ADMINS } from './api-parity/pages-of-admins.ts'
import { PAGES_OF_PEOPLE } from './api-parity/pages-of-people.ts'
import { PAGES_OF_REPORTS } from './api-parity/pages-of-reports.ts'
import { createTestApp, type TestApp } from './support/app.ts'

interface Route {
  readonly method: string
  readonly url: string
  readonly access: Access
}

/** Called by programs, gateways and other systems; everything else is a page. */
const FOR_MACHINES = /^\/(api|open311|channels)\//

let lapor: TestApp
let app: FastifyInstance
const routes: Route[] = []

beforeAll(async () => {
  lapor = await createTestApp()
  const { buildApp } = await import('../src/http/index.ts')
  const { webRoutes } = await import('../src/web/index.ts')
  const { consoleRoutes } = await import('../src/console/index.ts')
  const { apiRoutes } = await import('../src/api/index.ts')
  const { channelRoutes } = await import('../src/channels/index.ts')
  app = await buildApp(lapor.context, [
    (scope) => {
      scope.addHook('onRoute', ({ method, url, config }) => {
        for (const name of [method].flat()) {
          if (name !== 'HEAD' && config?.access !== undefined)
            routes.push({ method: name, url, access: config.access })
        }
      })
    },
    webRoutes,
    consoleRoutes,
    apiRoutes,
    channelRoutes(lapor.channels),
  ])
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await lapor[Symbol.asyncDispose]()
})

test('every route says who may call it, and refuses whoever may not', async () => {
  const staffOnly = routes.filter(({ access }) => access !== 'public' && access !== 'reporter')
  expect(staffOnly.length).toBeGreaterThan(10)
  for (const { method, url } of staffOnly) {
    const path = url.replaceAll(/:[^/]+/g, '1')
    const answer = await app.inject({ method: method as 'GET' | 'POST', url: path })
    // A stranger gets to the sign-in page, or a 401 from the API; never the thing itself.
    const turnedAway =
      answer.statusCode === 401 ||
      (answer.statusCode === 303 && `${answer.headers.location}`.startsWith('/masuk'))
    expect([method, url, turnedAway || `answers ${answer.statusCode}`]).toEqual([method, url, true])
  }
})

test('what a person can do at a page, a program can do by the API, or it is written down why it need not', async () => {
  const listed: Counterparts = { ...PAGES_OF_PEOPLE, ...PAGES_OF_REPORTS, ...PAGES_OF_ADMINS }
  const forms = routes.filter(
    ({ url, method }) => !FOR_MACHINES.test(url) && !['GET', 'HEAD', 'OPTIONS'].includes(method),
  )
  expect(forms.length).toBeGreaterThan(100)
  // Where one address takes several forms, each is listed behind it.
  const addresses = new Set(Object.keys(listed).map((name) => name.split(' ').slice(0, 2).join(' ')))
  expect([...addresses].sort()).toEqual(
    [...new Set(forms.map(({ method, url }) => `${method} ${url}`))].sort(),
  )
  const { paths } = (await app.inject('/api/v1/openapi.json')).json<{
    paths: Record<string, Record<string, { operationId: string }>>
  }>()
  const operations = new Set(
    Object.values(paths).flatMap((at) => Object.values(at).map((one) => one.operationId)),
  )
  const named = Object.values(listed).flatMap((one) => ('by' in one ? one.by : []))
  expect(named.filter((name) => !operations.has(name))).toEqual([])
})
