import {
  type ChannelLimits,
  cutText,
  type OutboundMessage,
  type SendResult,
} from '../../notifications/index.ts'
import { spellChoices } from '../spell-choices.ts'
import type { CallBudget } from './call-budget.ts'
import { measurePost } from './measure-post.ts'
import { POST_PREFIX } from './understand-post.ts'
import { problemOf, type XApi } from './x-api.ts'

/** A direct message's limit in characters; above a screen nobody reads. */
export const X_LIMITS: ChannelLimits = { max: 10_000, wanted: 1_000, measure: (text) => text.length }
export const POST_LIMITS: ChannelLimits = { max: 280, wanted: 280, measure: measurePost }

/**
 * Answer a post in public, or write a direct message. What is public never carries the link to a report, whatever the
 * text says: who opens it is its reporter. (A post with a link also costs many times one without.)
 */
export async function sendPost(
  { api, budget, clock }: { api: XApi; budget: CallBudget; clock: { now(): Date } },
  message: OutboundMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  const seconds = await budget.spend()
  if (seconds !== null) {
    return { outcome: 'retry', reason: 'LAPOR_X_CALLS_PER_DAY is used up', afterSeconds: seconds }
  }
  signal.throwIfAborted()
  try {
    if (message.inReplyTo?.startsWith(POST_PREFIX)) {
      const text = message.text
        .replaceAll(/https?:\/\/\S+/g, '')
        .replaceAll(/[ \t]{2,}/g, ' ')
        .trim()
      const words = cutText(text, null, POST_LIMITS)
      const reply = { in_reply_to_tweet_id: message.inReplyTo.slice(POST_PREFIX.length) }
      const { data } = await api.post<{ data: { id: string } }>('tweets', { text: words, reply })
      await budget.charge('post')
      return { outcome: 'accepted', providerId: data.id }
    }
    const text = spellChoices(message.text, message.choices)
    const path = `dm_conversations/with/${message.to}/messages`
    const { data } = await api.post<{ data: { dm_event_id: string } }>(path, { text })
    await budget.charge('message')
    return { outcome: 'accepted', providerId: data.dm_event_id }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'refused') {
      // Takes no direct messages from us.
      return { outcome: 'refused', reason: problem.reason, isReceiverGone: problem.status === 403 }
    }
    const until = problem.kind === 'limit' ? problem.until : null
    const wait = until === null ? undefined : Math.ceil((until.getTime() - clock.now().getTime()) / 1_000)
    return {
      outcome: 'retry',
      reason: problem.reason,
      afterSeconds: wait === undefined ? undefined : Math.max(wait, 1),
    }
  }
}
