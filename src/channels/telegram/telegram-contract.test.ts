import { createTestApp } from '../../../test/support/app.ts'
import { startFakeTelegram, TELEGRAM_SECRET, TELEGRAM_TOKEN } from '../../../test/support/fake-telegram.ts'
import { channelContract } from '../contract-tests.ts'
import { TELEGRAM_LIMITS } from './send-message.ts'

const traits = { channel: 'telegram', limits: TELEGRAM_LIMITS, takesFiles: true, isSigned: true } as const

channelContract(traits, async () => {
  const telegram = await startFakeTelegram((request) => lapor.app.inject(request))
  const lapor = await createTestApp({
    LAPOR_TELEGRAM_TOKEN: TELEGRAM_TOKEN,
    LAPOR_TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
    LAPOR_TELEGRAM_API_URL: telegram.url,
  })
  const chats = new Map<string, number>()
  const updates = new Map<string, number>()
  const idIn = (ids: Map<string, number>, word: string) => {
    const known = ids.get(word) ?? 7_000 + ids.size
    ids.set(word, known)
    return known
  }
  return {
    lapor,
    async deliver({ id, from, text, photo }, { forged = false } = {}) {
      const person = { id: idIn(chats, from), first_name: 'Siti' }
      const words =
        photo === undefined
          ? { text }
          : { caption: text, photo: [{ file_id: telegram.keepFile(photo, `photos/${id}.jpg`) }] }
      const message = {
        message_id: 1,
        date: 1,
        chat: { ...person, type: 'private' },
        from: { ...person, is_bot: false },
        ...words,
      }
      const update = { update_id: idIn(updates, id), message }
      const { statusCode } = await telegram.update(update, forged ? 'salah' : undefined)
      return { status: statusCode }
    },
    async received(from) {
      const chat = String(idIn(chats, from))
      return telegram.sent.filter(({ chat_id }) => chat_id === chat).map(({ text }) => text)
    },
    provider(mood) {
      telegram.mood = mood
    },
    async [Symbol.asyncDispose]() {
      await lapor[Symbol.asyncDispose]()
      await telegram[Symbol.asyncDispose]()
    },
  }
})
