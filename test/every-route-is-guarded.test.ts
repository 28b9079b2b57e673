import { expect, test } from 'vitest'
import type { Access } from '../src/http/index.ts'
import { createTestApp } from './support/app.ts'

test('every route says who may call it, and refuses whoever may not', async () => {
  await using lapor = await createTestApp()
  const guarded: { method: string; url: string; access: Access }[] = []
  const { buildApp } = await import('../src/http/index.ts')
  const { webRoutes } = await import('../src/web/index.ts')
  const { consoleRoutes } = await import('../src/console/index.ts')
  const { apiRoutes } = await import('../src/api/index.ts')
  const { channelRoutes } = await import('../src/channels/index.ts')
  const app = await buildApp(lapor.context, [
    (scope) => {
      scope.addHook('onRoute', ({ method, url, config }) => {
        for (const name of [method].flat()) {
          if (name !== 'HEAD' && config?.access !== undefined)
            guarded.push({ method: name, url, access: config.access })
        }
      })
    },
    webRoutes,
    consoleRoutes,
    apiRoutes,
    channelRoutes(lapor.channels),
  ])
  await app.ready()
  const staffOnly = guarded.filter(({ access }) => access !== 'public' && access !== 'reporter')
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
  await app.close()
})
