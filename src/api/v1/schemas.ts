import { type Static, Type } from 'typebox'

/** Shapes that several endpoints share. */

export const ClassSchema = Type.Unsafe<'complaint' | 'aspiration' | 'information_request'>({
  type: 'string',
  enum: ['complaint', 'aspiration', 'information_request'],
})

export const StateSchema = Type.Unsafe<
  | 'awaiting_identity'
  | 'submitted'
  | 'on_hold'
  | 'assigned'
  | 'in_progress'
  | 'answered'
  | 'closed'
  | 'archived'
>({
  type: 'string',
  enum: [
    'awaiting_identity',
    'submitted',
    'on_hold',
    'assigned',
    'in_progress',
    'answered',
    'closed',
    'archived',
  ],
})

export const NumberParams = Type.Object({
  tracking_number: Type.String({ description: 'Ten digits; blanks and dashes are no matter' }),
})

const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const PlaceSchema = Type.Object({
  code: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
})

export const AttachmentSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.String(),
  mime: Type.String(),
  bytes: Type.Integer(),
  url: Type.String(),
})

export const EventSchema = Type.Object({
  seq: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  type: Type.String(),
  from_state: Nullable(Type.String()),
  to_state: Type.String(),
  by: Type.Object(
    { kind: Type.String(), code: Type.Optional(Type.String()), name: Type.Optional(Type.String()) },
    { additionalProperties: true },
  ),
  target: Nullable(PlaceSchema),
  text: Nullable(Type.String()),
  visibility: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()),
  attachments: Type.Array(AttachmentSchema),
})

export const ReportSchema = Type.Object(
  {
    tracking_number: Type.String(),
    state: StateSchema,
    state_label: Type.String(),
    class: ClassSchema,
    published: Type.Boolean(),
    title: Nullable(Type.String()),
    body: Nullable(Type.String()),
    category: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
    location: Type.Object({
      area_code: Nullable(Type.String()),
      area_name: Nullable(Type.String()),
      text: Nullable(Type.String()),
      latitude: Nullable(Type.Number()),
      longitude: Nullable(Type.Number()),
    }),
    occurred_on: Nullable(Type.String()),
    reporter_name: Nullable(Type.String()),
    channel: Type.String(),
    institution: PlaceSchema,
    holder: PlaceSchema,
    created_at: Type.String({ format: 'date-time' }),
    submitted_at: Nullable(Type.String({ format: 'date-time' })),
    answered_at: Nullable(Type.String({ format: 'date-time' })),
    closed_at: Nullable(Type.String({ format: 'date-time' })),
    close_kind: Nullable(Type.String()),
    archive_reason: Nullable(Type.String()),
    due_at: Nullable(Type.String({ format: 'date-time' })),
    due_kind: Nullable(Type.String()),
    rating: Nullable(Type.Integer()),
    timeline: Type.Array(EventSchema),
    attachments: Type.Array(AttachmentSchema),
  },
  // Reporters and staff see more of the same report.
  { additionalProperties: true },
)

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    instance: Type.String(),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), code: Type.String(), detail: Type.String() })),
    ),
  },
  { additionalProperties: true },
)

/** The refusals any endpoint may answer with. */
export const PROBLEMS = { '4xx': ProblemSchema, '5xx': ProblemSchema }

type Ways = readonly Readonly<Record<string, readonly string[]>>[]

/** Who may: staff with a token, and systems that handle reports. */
export const HANDLERS: Ways = [{ staff: [] }, { system: ['reports:handle'] }]

/** Anyone; who shows more of themselves is told more, or need not prove it again. */
export const READERS: Ways = [
  {},
  { follow: [] },
  { reporter: [] },
  { staff: [] },
  { system: ['reports:read'] },
]
export const SENDERS: Ways = [{}, { reporter: [] }, { system: ['reports:submit'] }]

/** Who may: a reporter with a token of their own. */
export const REPORTER: Ways = [{ reporter: [] }]

/** Who may: the reporter, by the secret of the report's follow link or a token of their own. */
export const OWN_REPORT: Ways = [{ follow: [] }, { reporter: [] }]

export const ActionResultSchema = Type.Object({
  tracking_number: Type.String(),
  state: StateSchema,
  version: Type.Integer(),
})
export type ActionResultBody = Static<typeof ActionResultSchema>
