import type { FastifyInstance } from 'fastify'
import { apiRoutes } from '../../src/api/index.ts'
import { consoleRoutes } from '../../src/console/index.ts'
import { buildApp } from '../../src/http/index.ts'
import { webRoutes } from '../../src/web/index.ts'
import { createTestContext, type TestContext } from './context.ts'

export { REPORTER, TEST_PASSWORD, type TestStaff } from './context.ts'

export interface TestApp extends TestContext {
  readonly app: FastifyInstance
}

/** The whole server on a clone of the seeded database; call it with `app.inject`. */
export async function createTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const test = await createTestContext(env)
  const app = await buildApp(test.context, [webRoutes, consoleRoutes, apiRoutes])
  await app.ready()
  return {
    ...test,
    app,
    async [Symbol.asyncDispose]() {
      await app.close()
      await test[Symbol.asyncDispose]()
    },
  }
}
