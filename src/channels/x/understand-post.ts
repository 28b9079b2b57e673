import type { InboundMessage, RawMessage } from '../channel.ts'
import type { StoredX, XPost } from './webhook-payload.ts'

/** How a post is told from a direct message among the ids of a channel. */
export const POST_PREFIX = 'post:'
export const MESSAGE_PREFIX = 'dm:'

/** A mention or direct message; null for our own and for posts that only stand under a thread with our name in it. */
export function understandPost(ourId: string, raw: RawMessage, receivedAt: Date): InboundMessage | null {
  const stored = raw.payload as StoredX
  if (stored.kind === 'message') {
    if (stored.senderId === ourId) return null
    return {
      channel: 'x',
      externalId: raw.externalId,
      sender: { kind: 'x', address: stored.senderId, name: stored.name },
      thread: null,
      isPublic: false,
      text: stored.text.replaceAll(/\s*https:\/\/t\.co\/\w+\s*$/g, '').trim(),
      button: null,
      attachments: stored.media.map((source) => ({ name: 'foto.jpg', source })),
      location: null,
      receivedAt,
    }
  }
  const { post, author, media } = stored
  if (post.author_id === undefined || post.author_id === ourId || !isForUs(post, ourId)) return null
  return {
    channel: 'x',
    externalId: raw.externalId,
    sender: { kind: 'x', address: post.author_id, name: author?.name ?? author?.username ?? null },
    thread: post.conversation_id ?? post.id,
    isPublic: true,
    text: wordsOf(post),
    button: null,
    attachments: media.flatMap(({ type, url }) =>
      type === 'photo' && url ? [{ name: 'foto.jpg', source: url }] : [],
    ),
    location: null,
    receivedAt,
  }
}

/**
 * A reply is put under every name of its thread by itself. It is for us when it answers us, goes on with the author's
 * own thread, or says our name in its own words.
 */
function isForUs(post: XPost, ourId: string): boolean {
  const answered = post.in_reply_to_user_id
  if (answered === undefined || answered === ourId || answered === post.author_id) return true
  const start = post.display_text_range?.[0] ?? 0
  return (post.entities?.mentions ?? []).some((mention) => mention.id === ourId && mention.start >= start)
}

/** Without the names at its head and the short links that stand for pictures. */
function wordsOf(post: XPost): string {
  const text = post.note_tweet?.text ?? post.text
  const links = post.entities?.urls ?? []
  const plain = links.reduce(
    (words, { url, expanded_url, media_key }) =>
      words.replaceAll(url, media_key === undefined ? (expanded_url ?? url) : ''),
    text,
  )
  return plain
    .replace(/^(\s*@\w{1,15})+\s*/, '')
    .replaceAll(/\s*https:\/\/t\.co\/\w+\s*$/g, '')
    .trim()
}
