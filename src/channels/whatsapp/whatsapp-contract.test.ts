import { createTestApp } from '../../../test/support/app.ts'
import {
  startFakeWhatsApp,
  WHATSAPP_APP_SECRET,
  WHATSAPP_PHONE_ID,
  WHATSAPP_TOKEN,
  WHATSAPP_VERIFY_TOKEN,
} from '../../../test/support/fake-whatsapp.ts'
import { channelContract } from '../contract-tests.ts'
import { WHATSAPP_LIMITS } from './compose-payload.ts'

const traits = { channel: 'whatsapp', limits: WHATSAPP_LIMITS, takesFiles: true, isSigned: true } as const

channelContract(traits, async () => {
  const whatsApp = await startFakeWhatsApp((request) => lapor.app.inject(request))
  const lapor = await createTestApp({
    LAPOR_WHATSAPP_TOKEN: WHATSAPP_TOKEN,
    LAPOR_WHATSAPP_PHONE_ID: WHATSAPP_PHONE_ID,
    LAPOR_WHATSAPP_APP_SECRET: WHATSAPP_APP_SECRET,
    LAPOR_WHATSAPP_VERIFY_TOKEN: WHATSAPP_VERIFY_TOKEN,
    LAPOR_WHATSAPP_API_URL: `${whatsApp.url}/v25.0`,
  })
  const people = new Map<string, string>()
  const numberOf = (from: string) => {
    const known = people.get(from) ?? `62812345${10_000 + people.size}`
    people.set(from, known)
    return known
  }
  return {
    lapor,
    async deliver({ id, from, text, photo }, { forged = false } = {}) {
      const message =
        photo === undefined
          ? { type: 'text', text: { body: text } }
          : {
              type: 'image',
              image: {
                id: whatsApp.keepMedia(photo, 'image/jpeg'),
                mime_type: 'image/jpeg',
                caption: text,
              },
            }
      const options = { id: `wamid.${id}`, ...(forged ? { secret: 'salah' } : {}) }
      const { statusCode } = await whatsApp.message(numberOf(from), message, options)
      return { status: statusCode }
    },
    async received(from) {
      return whatsApp.sent.filter(({ to }) => to === numberOf(from)).map(({ text }) => text)
    },
    provider(mood) {
      whatsApp.mood = mood
    },
    async [Symbol.asyncDispose]() {
      await lapor[Symbol.asyncDispose]()
      await whatsApp[Symbol.asyncDispose]()
    },
  }
})
