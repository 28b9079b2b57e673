import { createHmac } from 'node:crypto'
import {
  type CallWebhook,
  type FakeAnswer,
  type FakeHttp,
  type FakeRequest,
  type ProviderMood,
  startFakeHttp,
  upsets,
} from './fake-http.ts'

export const X_KEYS = {
  apiKey: 'xvz1evFS4wEEPTGEFPHBog',
  apiSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
  accessToken: '1708-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
  accessSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
}
export const X_USER_ID = '1708'
export const X_USERNAME = 'lapor1708'

interface Posted {
  readonly id: string
  readonly text: string
  readonly inReplyTo: string | null
}
interface Written {
  readonly id: string
  readonly to: string
  readonly text: string
}

export interface FakeX extends FakeHttp {
  readonly posts: Posted[]
  readonly messages: Written[]
  readonly calls: string[]
  upset(answer: FakeAnswer, times?: number): void
  mood: ProviderMood
  /** This account takes no direct messages from us. */
  refuseMessagesTo(userId: string): void
  /** Each answer tells so much of the window is left, and when it ends (seconds since 1970). */
  limit(window: { limit: number; remaining: number; reset: number }): void
  keepPicture(bytes: Buffer): string
  /** A person posts; it stands in the timelines, and goes out by webhook when told so. */
  post(post: {
    author: string
    text: string
    replyTo?: string
    conversation?: string
    pictures?: readonly string[]
  }): Record<string, unknown>
  write(author: string, text: string, picture?: string): Record<string, unknown>
  call: CallWebhook
  deliverPost(post: Record<string, unknown>, secret?: string): Promise<{ statusCode: number; body: string }>
  deliverMessage(
    message: Record<string, unknown>,
    secret?: string,
  ): Promise<{ statusCode: number; body: string }>
  challenge(token: string): Promise<{ statusCode: number; body: string }>
}

/**
 * The X API v2 as documented (docs.x.com/x-api): mentions, direct messages, posts, each call signed by OAuth 1.0a and
 * answered with its rate limit; events of the X Activity API by webhook with CRC and signature.
 */
export async function startFakeX(call: CallWebhook): Promise<FakeX> {
  const posts: Posted[] = []
  const messages: Written[] = []
  const calls: string[] = []
  const mentions: Record<string, unknown>[] = []
  const received: Record<string, unknown>[] = []
  const pictures: Buffer[] = []
  const refused = new Set<string>()
  const upset = upsets()
  let window = { limit: 180, remaining: 179, reset: 1_799_999_999 }
  let ids = 2_080_000_000_000_000_000n

  const nextId = () => {
    ids += 1n
    return ids.toString()
  }
  const answer = (request: FakeRequest): FakeAnswer => {
    if (!isSigned(request, server.url)) {
      return {
        status: 401,
        body: { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' },
      }
    }
    calls.push(`${request.method} ${request.path}`)
    if (fake.mood === 'down') return problem(503, 'Service Unavailable')
    if (fake.mood === 'refusing' && request.method === 'POST') return problem(403, 'Forbidden')
    const unusual = upset.take()
    if (unusual !== undefined) return unusual
    const picture = /^\/gambar\/(\d+)\.jpg$/.exec(request.path)?.[1]
    if (picture !== undefined) {
      return { body: pictures[Number(picture)], headers: { 'content-type': 'image/jpeg' } }
    }
    if (request.path === `/2/users/${X_USER_ID}/mentions`) return timeline(mentions, request.query)
    if (request.path === '/2/dm_events') return timeline(received, request.query)
    const body = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'))
    if (request.method === 'POST' && request.path === '/2/tweets') return create(body)
    const to = /^\/2\/dm_conversations\/with\/(\d+)\/messages$/.exec(request.path)?.[1]
    return to === undefined || request.method !== 'POST' ? problem(404, 'Not Found Error') : writeTo(to, body)
  }
  const server = await startFakeHttp((request) => {
    const { headers = {}, ...rest } = answer(request)
    return {
      ...rest,
      headers: {
        'x-rate-limit-limit': String(window.limit),
        'x-rate-limit-remaining': String(window.remaining),
        'x-rate-limit-reset': String(window.reset),
        ...headers,
      },
    }
  })

  function create(body: { text?: string; reply?: { in_reply_to_tweet_id?: string } }): FakeAnswer {
    const text = body.text ?? ''
    if (text === '' || text.length > 280) return problem(400, 'Invalid Request', 'text is too long')
    if (
      posts.some(
        (post) => post.text === text && post.inReplyTo === (body.reply?.in_reply_to_tweet_id ?? null),
      )
    ) {
      return problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.')
    }
    const post = { id: nextId(), text, inReplyTo: body.reply?.in_reply_to_tweet_id ?? null }
    posts.push(post)
    return { status: 201, body: { data: { id: post.id, text, edit_history_tweet_ids: [post.id] } } }
  }

  function writeTo(to: string, { text = '' }: { text?: string }): FakeAnswer {
    if (refused.has(to))
      return problem(403, 'Forbidden', 'You do not have permission to DM one or more participants.')
    if (text === '' || text.length > 10_000) return problem(400, 'Invalid Request', 'text')
    const message = { id: nextId(), to, text }
    messages.push(message)
    return {
      status: 201,
      body: { data: { dm_conversation_id: `${X_USER_ID}-${to}`, dm_event_id: message.id } },
    }
  }

  /** Newest first, at most `max_results`, with the pictures and people they name. */
  function timeline(all: Record<string, unknown>[], query: URLSearchParams): FakeAnswer {
    const since = BigInt(query.get('since_id') ?? '0')
    const size = Number(query.get('max_results') ?? '10')
    const from = Number(query.get('pagination_token') ?? '0')
    const matching = all.filter(({ id }) => BigInt(String(id)) > since).reverse()
    const page = matching.slice(from, from + size)
    const next = from + size < matching.length ? { next_token: String(from + size) } : {}
    const keys = page.flatMap(
      (item) => (item.attachments as { media_keys?: string[] } | undefined)?.media_keys ?? [],
    )
    const people = [...new Set(page.map((item) => String(item.author_id ?? item.sender_id)))]
    return {
      body: {
        ...(page.length === 0 ? {} : { data: page }),
        includes: { users: people.map(person), media: keys.map((key) => mediaOf(server.url, key)) },
        meta: { result_count: page.length, ...next },
      },
    }
  }

  const deliver = (event: Record<string, unknown>, secret = X_KEYS.apiSecret) => {
    const payload = JSON.stringify({
      data: { event_uuid: nextId(), filter: { user_id: X_USER_ID }, ...event },
    })
    const signature = createHmac('sha256', secret).update(payload).digest('base64')
    return call({
      method: 'POST',
      url: '/channels/x/webhook',
      headers: { 'content-type': 'application/json', 'x-twitter-webhooks-signature': `sha256=${signature}` },
      payload,
    })
  }

  const fake: FakeX = {
    ...server,
    mood: 'well',
    posts,
    messages,
    calls,
    call,
    upset: upset.next,
    refuseMessagesTo: (userId) => refused.add(userId),
    limit: (given) => {
      window = given
    },
    keepPicture(bytes) {
      pictures.push(bytes)
      return `3_${pictures.length - 1}`
    },
    post({ author, text, replyTo, conversation, pictures: keys }) {
      const id = nextId()
      const at = text.indexOf(`@${X_USERNAME}`)
      const post = {
        id,
        text,
        author_id: author,
        conversation_id: conversation ?? id,
        created_at: '2026-11-10T02:00:00.000Z',
        edit_history_tweet_ids: [id],
        display_text_range: [0, text.length],
        entities: {
          mentions: [{ start: at, end: at + X_USERNAME.length + 1, username: X_USERNAME, id: X_USER_ID }],
        },
        ...(replyTo === undefined ? {} : { in_reply_to_user_id: replyTo }),
        ...(keys === undefined ? {} : { attachments: { media_keys: keys } }),
      }
      mentions.push(post)
      return post
    },
    write(author, text, picture) {
      const message = {
        id: nextId(),
        event_type: 'MessageCreate',
        sender_id: author,
        text,
        dm_conversation_id: `${X_USER_ID}-${author}`,
        ...(picture === undefined ? {} : { attachments: { media_keys: [picture] } }),
      }
      received.push(message)
      return message
    },
    deliverPost: (post, secret) => {
      const keys = (post.attachments as { media_keys?: string[] } | undefined)?.media_keys ?? []
      return deliver(
        {
          event_type: 'post.mention.create',
          payload: post,
          includes: {
            users: [person(String(post.author_id))],
            media: keys.map((key) => mediaOf(server.url, key)),
          },
        },
        secret,
      )
    },
    deliverMessage: (message, secret) => {
      const sender = String(message.sender_id)
      const [key] = (message.attachments as { media_keys?: string[] } | undefined)?.media_keys ?? []
      return deliver(
        {
          event_type: 'dm.received',
          payload: {
            direct_message_events: [
              {
                type: 'message_create',
                id: message.id,
                created_timestamp: '1784928224372',
                message_create: {
                  target: { recipient_id: X_USER_ID },
                  sender_id: sender,
                  message_data: {
                    text: message.text,
                    entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
                    ...(key === undefined
                      ? {}
                      : {
                          attachment: {
                            type: 'media',
                            media: { media_url_https: mediaOf(server.url, key).url },
                          },
                        }),
                  },
                },
              },
            ],
            users: { [sender]: { data: person(sender) } },
          },
        },
        secret,
      )
    },
    challenge: (token) =>
      call({ method: 'GET', url: `/channels/x/webhook?crc_token=${encodeURIComponent(token)}` }),
  }
  return fake
}

/** A refusal as X writes it (RFC 9457). */
export function problem(status: number, title: string, detail = title, type = 'about:blank'): FakeAnswer {
  return { status, body: { title, detail, type, status } }
}

/** What an app hears whose plan has no such call. */
export const NOT_IN_PLAN: FakeAnswer = {
  status: 403,
  body: {
    title: 'Client Forbidden',
    detail:
      'When authenticating requests to the Twitter API v2 endpoints, you must use keys and tokens from a Project.',
    type: 'https://api.twitter.com/2/problems/client-forbidden',
    reason: 'client-not-enrolled',
  },
}

function person(id: string) {
  return { id, name: 'Siti Nur Rahma', username: `warga${id}` }
}

function mediaOf(url: string, key: string) {
  return { media_key: key, type: 'photo', url: `${url}/gambar/${key.slice(2)}.jpg` }
}

/** OAuth 1.0a (RFC 5849): HMAC-SHA1 over method, address and sorted parameters. */
function isSigned(request: FakeRequest, base: string): boolean {
  const header = request.headers.authorization ?? ''
  if (!header.startsWith('OAuth ')) return false
  const given = new Map(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  )
  if (given.get('oauth_consumer_key') !== X_KEYS.apiKey || given.get('oauth_token') !== X_KEYS.accessToken)
    return false
  const parameters = [...given].filter(([name]) => name !== 'oauth_signature')
  const all = [...parameters, ...request.query]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&')
  const text = [request.method, encode(base + request.path), encode(all)].join('&')
  const key = `${encode(X_KEYS.apiSecret)}&${encode(X_KEYS.accessSecret)}`
  return createHmac('sha1', key).update(text).digest('base64') === given.get('oauth_signature')
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
