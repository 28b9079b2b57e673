import { createTestApp } from '../../../test/support/app.ts'
import { startFakeX, X_KEYS, X_USER_ID } from '../../../test/support/fake-x.ts'
import { channelContract } from '../contract-tests.ts'
import { X_LIMITS } from './send-post.ts'

channelContract({ channel: 'x', limits: X_LIMITS, takesFiles: true, isSigned: true }, async () => {
  const x = await startFakeX((request) => lapor.app.inject(request))
  const lapor = await createTestApp({
    LAPOR_X_API_KEY: X_KEYS.apiKey,
    LAPOR_X_API_SECRET: X_KEYS.apiSecret,
    LAPOR_X_ACCESS_TOKEN: X_KEYS.accessToken,
    LAPOR_X_ACCESS_SECRET: X_KEYS.accessSecret,
    LAPOR_X_USER_ID: X_USER_ID,
    LAPOR_X_RECEIVE: 'webhook',
    LAPOR_X_API_URL: x.url,
  })
  const people = new Map<string, string>()
  const messages = new Map<string, Record<string, unknown>>()
  const accountOf = (from: string) => {
    const known = people.get(from) ?? String(500 + people.size)
    people.set(from, known)
    return known
  }
  return {
    lapor,
    async deliver({ id, from, text, photo }, { forged = false } = {}) {
      const picture = photo === undefined ? undefined : x.keepPicture(photo)
      const message = messages.get(id) ?? x.write(accountOf(from), text, picture)
      messages.set(id, message)
      const { statusCode } = await x.deliverMessage(message, forged ? 'salah' : undefined)
      return { status: statusCode }
    },
    async received(from) {
      return x.messages.filter(({ to }) => to === accountOf(from)).map(({ text }) => text)
    },
    provider(mood) {
      x.mood = mood
    },
    async [Symbol.asyncDispose]() {
      await lapor[Symbol.asyncDispose]()
      await x[Symbol.asyncDispose]()
    },
  }
})
