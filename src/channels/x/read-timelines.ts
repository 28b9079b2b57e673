import type { RawMessage } from '../channel.ts'
import { MESSAGE_PREFIX, POST_PREFIX } from './understand-post.ts'
import type { XMedia, XPost, XUser } from './webhook-payload.ts'
import type { XApi } from './x-api.ts'

/** So many pages at once; what is older was read before, or is read at the next turn. */
const PAGES_MAX = 10

interface Page {
  readonly data?: readonly unknown[]
  readonly includes?: { readonly users?: readonly XUser[]; readonly media?: readonly XMedia[] }
  readonly meta?: { readonly next_token?: string }
}

export interface Timeline {
  readonly messages: readonly RawMessage[]
  /** The newest id; the mark for the next turn. */
  readonly newest: string | null
}

/** A call of the API, counted against the day's budget. */
export interface Spending {
  /** @throws when today's are used up */
  call(): Promise<void>
  read(pieces: number): Promise<void>
}

/** Posts that say our name, newer than the mark. */
export async function readMentions(
  api: XApi,
  userId: string,
  since: string | null,
  spending: Spending,
): Promise<Timeline> {
  const messages: RawMessage[] = []
  let token: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    await spending.call()
    const {
      data = [],
      includes,
      meta,
    } = await api.get<Page>(`users/${userId}/mentions`, {
      // Each post costs: the first turn wants a mark only.
      max_results: since === null ? 5 : 100,
      'tweet.fields':
        'author_id,conversation_id,created_at,in_reply_to_user_id,display_text_range,entities,note_tweet,attachments',
      expansions: 'author_id,attachments.media_keys',
      'media.fields': 'media_key,type,url',
      'user.fields': 'name,username',
      ...(since === null ? {} : { since_id: since }),
      ...(token === undefined ? {} : { pagination_token: token }),
    })
    messages.push(
      ...(data as XPost[]).map((post) => storedPost(post, includes?.users ?? [], includes?.media ?? [])),
    )
    token = meta?.next_token
    // Without a mark the newest page only gives one: what stood there before us is not for us.
    if (token === undefined || since === null) break
  }
  return { messages, newest: newestOf(messages, POST_PREFIX) }
}

interface DirectMessage {
  readonly id: string
  readonly sender_id?: string
  readonly text?: string
  readonly attachments?: { readonly media_keys?: readonly string[] }
}

/** Direct messages newer than the mark; X gives the newest first and knows no mark of its own. */
export async function readDirectMessages(
  api: XApi,
  since: string | null,
  spending: Spending,
): Promise<Timeline> {
  const messages: RawMessage[] = []
  let token: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    await spending.call()
    const {
      data = [],
      includes,
      meta,
    } = await api.get<Page>('dm_events', {
      max_results: since === null ? 1 : 100,
      event_types: 'MessageCreate',
      'dm_event.fields': 'id,text,event_type,sender_id,created_at,attachments',
      expansions: 'sender_id,attachments.media_keys',
      'media.fields': 'media_key,type,url',
      'user.fields': 'name,username',
      ...(token === undefined ? {} : { pagination_token: token }),
    })
    await spending.read(data.length)
    const all = data as DirectMessage[]
    const fresh = all.filter(({ id }) => since === null || BigInt(id) > BigInt(since))
    messages.push(...fresh.map((message) => storedMessage(message, includes)))
    token = meta?.next_token
    if (token === undefined || since === null || fresh.length < all.length) break
  }
  return { messages, newest: newestOf(messages, MESSAGE_PREFIX) }
}

export function storedPost(post: XPost, users: readonly XUser[], media: readonly XMedia[]): RawMessage {
  const keys = post.attachments?.media_keys ?? []
  return {
    channel: 'x',
    externalId: `${POST_PREFIX}${post.id}`,
    payload: {
      kind: 'post',
      post,
      author: users.find(({ id }) => id === post.author_id) ?? null,
      media: media.filter(({ media_key }) => keys.includes(media_key)),
    },
  }
}

function storedMessage(message: DirectMessage, includes: Page['includes']): RawMessage {
  const keys = message.attachments?.media_keys ?? []
  return {
    channel: 'x',
    externalId: `${MESSAGE_PREFIX}${message.id}`,
    payload: {
      kind: 'message',
      id: message.id,
      senderId: message.sender_id ?? '',
      name: includes?.users?.find(({ id }) => id === message.sender_id)?.name ?? null,
      text: message.text ?? '',
      media: (includes?.media ?? []).flatMap(({ media_key, url }) =>
        keys.includes(media_key) && url ? [url] : [],
      ),
    },
  }
}

function newestOf(messages: readonly RawMessage[], prefix: string): string | null {
  const ids = messages.map(({ externalId }) => BigInt(externalId.slice(prefix.length)))
  return ids.toSorted(byNumber).at(-1)?.toString() ?? null
}

/** Ids are numbers too long for a `number`. */
function byNumber(one: bigint, other: bigint): number {
  return one < other ? -1 : 1
}
