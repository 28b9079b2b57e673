import type { FastifyInstance } from 'fastify'
import { apiRoutes } from '../../src/api/index.ts'
import {
  type Channels,
  channelRoutes,
  openChannels,
  processDepsOf,
  processDueInbound,
} from '../../src/channels/index.ts'
import { sendersOf } from '../../src/commands/channel-work.ts'
import { consoleRoutes } from '../../src/console/index.ts'
import { buildApp, type RegisterRoutes } from '../../src/http/index.ts'
import { deliverDue } from '../../src/notifications/index.ts'
import { webRoutes } from '../../src/web/index.ts'
import { createTestContext, type TestContext } from './context.ts'

export { REPORTER, TEST_PASSWORD, type TestStaff } from './context.ts'

/** Everything that registers routes. */
export function edgesWith(channels: Channels): RegisterRoutes[] {
  return [webRoutes, consoleRoutes, apiRoutes, channelRoutes(channels)]
}

export interface TestApp extends TestContext {
  readonly app: FastifyInstance
  readonly channels: Channels
  /** Do what a worker does with what came in and what goes out, until nothing is due. */
  workChannels(): Promise<void>
}

/** The whole server on a clone of the seeded database; call it with `app.inject`. */
export async function createTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const test = await createTestContext(env)
  const channels = openChannels(test.context)
  const app = await buildApp(test.context, edgesWith(channels))
  await app.ready()
  const { context } = test
  const inbound = processDepsOf(context, channels)
  const outbound = { ...context, mode: context.config.mode, senders: sendersOf(context, channels) }
  return {
    ...test,
    app,
    channels,
    async workChannels() {
      while ((await processDueInbound(inbound)) + (await deliverDue(outbound)) > 0);
    },
    async [Symbol.asyncDispose]() {
      await app.close()
      await test[Symbol.asyncDispose]()
    },
  }
}
