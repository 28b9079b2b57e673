import { type Static, Type } from 'typebox'

/** What one system says to another about a report; docs/exchange.md explains each. */
export const MESSAGE_TYPES = [
  'offer',
  'accept',
  'refuse',
  'update',
  'answer',
  'close',
  'ask_identity',
  'identity',
] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

/** Words of any kind but for NUL, which no text of the database holds. */
const Words = (maxLength: number, more: { minLength?: number; description?: string } = {}) =>
  Type.String({ maxLength, pattern: '^[^\\u0000]*$', ...more })
const Text = (maxLength: number) => Type.Optional(Type.Union([Words(maxLength), Type.Null()]))
/** A day that the calendar has; there was no year 0. */
const Day = Type.Optional(
  Type.Union([
    Type.String({ format: 'date', pattern: '^(?!0000)\\d{4}-', description: 'YYYY-MM-DD' }),
    Type.Null(),
  ]),
)
const Coordinate = (limit: number) =>
  Type.Optional(Type.Union([Type.Number({ minimum: -limit, maximum: limit }), Type.Null()]))

/** The report as it is offered; never who told it. */
const OfferedReportSchema = Type.Object({
  title: Words(200, { minLength: 1 }),
  body: Words(20_000, { minLength: 1 }),
  class: Type.Optional(
    Type.Unsafe<'complaint' | 'aspiration' | 'information_request'>({
      type: 'string',
      enum: ['complaint', 'aspiration', 'information_request'],
    }),
  ),
  category_code: Text(100),
  institution_code: Text(100),
  area_code: Text(20),
  location_text: Text(500),
  latitude: Coordinate(90),
  longitude: Coordinate(180),
  occurred_on: Day,
  secret: Type.Optional(Type.Boolean()),
})
export type OfferedReport = Static<typeof OfferedReportSchema>

export const CLOSE_OUTCOMES = [
  'confirmed',
  'silence',
  'closed',
  'withdrawn',
  'archived',
  'taken_back',
] as const
export type CloseOutcome = (typeof CLOSE_OUTCOMES)[number]

/** Files in one message, and of one report in all; each is at most as large as one that a reporter sends. */
export const FILE_LIMITS = { message: 20, report: 100 } as const

/** A file that belongs to what is said; it is fetched from its sender with our key there. */
const FileSchema = Type.Object({
  id: Words(100, { minLength: 1, description: 'The same wherever the file is named' }),
  name: Words(200),
  sha256: Type.Optional(
    Type.Union([
      Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of its bytes, where they are known' }),
      Type.Null(),
    ]),
  ),
  url: Words(500, { description: 'Relative to the address that messages go to, or on the same host' }),
})
export type ExchangeFile = Static<typeof FileSchema>

export const ExchangeMessageSchema = Type.Object({
  id: Words(100, { minLength: 1, description: 'The same however often it is sent' }),
  type: Type.Unsafe<`exchange.${MessageType}`>({
    type: 'string',
    enum: MESSAGE_TYPES.map((type) => `exchange.${type}`),
  }),
  timestamp: Type.String({ format: 'date-time', maxLength: 40 }),
  data: Type.Object({
    from: Words(100, {
      minLength: 1,
      description: 'The id of the sending installation, of its own choice',
    }),
    origin: Type.Object({
      instance: Words(100, { minLength: 1 }),
      number: Words(100, { minLength: 1 }),
    }),
    hops: Type.Array(Words(100), {
      maxItems: 20,
      description: 'The installations it passed, the origin first, the sender last',
    }),
    number: Words(100, { minLength: 1, description: 'Its number at the sender’s' }),
    seq: Type.Integer({ minimum: 1, maximum: 1_000_000, description: '1, 2, 3 … per report and direction' }),
    saw: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'The last `seq` of the receiver’s that the sender has applied',
    }),
    report: Type.Optional(OfferedReportSchema),
    state: Type.Optional(Type.Union([Words(100), Type.Null()])),
    text: Text(20_000),
    reopens: Type.Optional(Type.Boolean({ description: 'The reporter says that it is not solved' })),
    reason: Text(100),
    outcome: Type.Optional(Type.Unsafe<CloseOutcome>({ type: 'string', enum: [...CLOSE_OUTCOMES] })),
    rating: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 5 }), Type.Null()])),
    done_on: Day,
    promised_on: Day,
    attachments: Type.Optional(Type.Array(FileSchema, { maxItems: FILE_LIMITS.message })),
    declined: Type.Optional(Type.Boolean({ description: 'The reporter does not give the contact' })),
    reporter: Type.Optional(
      Type.Object({
        name: Type.Union([Words(200), Type.Null()]),
        phone: Text(40),
        email: Text(200),
      }),
    ),
  }),
})
export type ExchangeMessage = Static<typeof ExchangeMessageSchema>

/** What a message says beside its address. */
export type MessageContent = { readonly type: MessageType } & Omit<
  ExchangeMessage['data'],
  'from' | 'origin' | 'hops' | 'number' | 'seq' | 'saw'
>

/**
 * What became of a message. `waiting`: an earlier one is still missing. `superseded`: we had decided otherwise before
 * its sender could know. `refused`: it cannot be done, `reason` says why; it counts as heard and is not to be repeated.
 */
export interface Received {
  readonly outcome: 'applied' | 'waiting' | 'superseded' | 'refused'
  readonly reason: string | null
  /** The report's number here, once there is one. */
  readonly number: string | null
  readonly repeated: boolean
}
