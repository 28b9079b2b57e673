import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChannelLimits, cutText } from '../notifications/index.ts'
import { EMAIL_LIMITS } from './email/email-channel.ts'
import { SMS_LIMITS } from './sms/sms-channel.ts'
import { TELEGRAM_LIMITS } from './telegram/send-message.ts'
import { WHATSAPP_LIMITS } from './whatsapp/compose-payload.ts'
import { POST_LIMITS, X_LIMITS } from './x/send-post.ts'

const CHANNELS: readonly (readonly [string, ChannelLimits])[] = [
  ['sms', SMS_LIMITS],
  ['x', X_LIMITS],
  ['x in public', POST_LIMITS],
  ['whatsapp', WHATSAPP_LIMITS],
  ['telegram', TELEGRAM_LIMITS],
  ['email', EMAIL_LIMITS],
]
const LINK = 'https://lapor.example.go.id/k/1234567890/abcdefghij'

/** Words as people write them: Latin, with signs of two septets, other scripts, and signs of two UTF-16 units. */
const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,12}$/),
  fc.stringMatching(/^[A-Za-z0-9[\]{}€~,.]{1,10}$/),
  fc.stringMatching(/^[ᮀ-ᮯ]{1,8}$/),
  fc.constantFrom('😀', 'é', '“rusak”'),
)

describe.each(CHANNELS)('a text too long for %s', (_name, limits) => {
  // Filled up to beyond what the channel takes, so that cutting is what is tried.
  const texts = fc.array(word, { minLength: 20, maxLength: 60 }).map((words) => {
    const once = words.join(' ')
    const times = Math.ceil((limits.max * 1.2) / Math.max(1, limits.measure(once)))
    return Array.from({ length: times }, () => once).join(' ')
  })

  test('is cut between words by the channel’s own units, and keeps its link whole', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, linkFirst) => {
        const whole = linkFirst ? `${LINK} ${text}` : `${text} ${LINK}`
        const cut = cutText(whole, LINK, limits)
        expect(limits.measure(cut)).toBeLessThanOrEqual(limits.max)
        expect(cut.endsWith(`... ${LINK}`)).toBe(true)
        const kept = cut.slice(0, -`... ${LINK}`.length).trim()
        const begun = text.split(' ').slice(0, kept.split(/\s+/).length).join(' ')
        expect(begun.startsWith(kept)).toBe(true)
        expect(begun.slice(kept.length)).toMatch(/^[,;:.-]*$/u)
      }),
      { numRuns: limits.max > 10_000 ? 3 : 15 },
    )
  })

  test('is not cut where it fits to the last unit', () => {
    const text = 'a'.repeat(limits.measure('a'.repeat(100)) === 100 ? Math.min(limits.max, 150) : 100)
    expect(cutText(text, null, limits)).toBe(text)
  })
})

test('one word longer than everything is cut between characters, never inside one', () => {
  const cut = cutText('😀'.repeat(600), null, SMS_LIMITS)
  expect(SMS_LIMITS.measure(cut)).toBeLessThanOrEqual(SMS_LIMITS.max)
  expect(cut).toMatch(/^(😀)+\.\.\.$/u)
})
