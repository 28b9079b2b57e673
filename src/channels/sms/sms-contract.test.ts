import { createTestApp } from '../../../test/support/app.ts'
import { startFakeKannel } from '../../../test/support/fake-kannel.ts'
import { channelContract } from '../contract-tests.ts'
import { SMS_LIMITS } from './sms-channel.ts'

const SECRET = 'rahasia-gerbang-sms'

channelContract({ channel: 'sms', limits: SMS_LIMITS, takesFiles: false, isSigned: true }, async () => {
  const kannel = await startFakeKannel()
  const lapor = await createTestApp({
    LAPOR_SMS_SECRET: SECRET,
    LAPOR_KANNEL_SENDSMS_URL: kannel.url,
    LAPOR_KANNEL_USERNAME: 'lapor',
    LAPOR_KANNEL_PASSWORD: 'rahasia',
  })
  const people = new Map<string, string>()
  const numberOf = (from: string) => {
    const known = people.get(from) ?? `+62812345${String(10_000 + people.size)}`
    people.set(from, known)
    return known
  }
  const answers: { to: string; text: string }[] = []
  return {
    lapor,
    async deliver({ id, from, text }, { forged = false } = {}) {
      const query = new URLSearchParams({
        from: numberOf(from),
        to: '1708',
        text,
        id,
        secret: forged ? 'salah' : SECRET,
      })
      const { statusCode, body } = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
      if (statusCode === 200 && body !== '') answers.push({ to: numberOf(from), text: body })
      return { status: statusCode }
    },
    async received(from) {
      return [...answers, ...kannel.sent].filter(({ to }) => to === numberOf(from)).map(({ text }) => text)
    },
    provider(mood) {
      kannel.mood = mood
    },
    async [Symbol.asyncDispose]() {
      await lapor[Symbol.asyncDispose]()
      await kannel[Symbol.asyncDispose]()
    },
  }
})
