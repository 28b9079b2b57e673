import type { FastifyRequest } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import { type ChangeArea, changeData, noteChange } from '../../../db/index.ts'
import { DomainError, invalid, notFound } from '../../../errors.ts'
import { type AppContext, staffOf } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { type ApiApp, requestKey } from '../api-app.ts'
import { PROBLEMS } from '../schemas.ts'
import { answerOnce } from './answer-once.ts'

/** Who may call: any person of staff, admins of institutions and of the nation, or these alone. */
type Caller = 'staff' | 'admin' | 'national'

/** What an operation is given: who asks, what the address names, and the context to work on. */
export interface Call<Input> {
  readonly request: FastifyRequest
  readonly staff: Staff
  readonly context: AppContext
  readonly input: Input
  /** A part of the address. @throws DomainError not_found for what no code can be */
  param(name: string): string
  /** A number in the address. @throws DomainError not_found for what no id can be */
  id(name?: string): number
}

interface Described<Answer extends TSchema> {
  readonly summary: string
  readonly description?: string
  readonly answer: Answer
}
interface Read<Query extends TSchema, Answer extends TSchema> extends Described<Answer> {
  readonly query?: Query
}
interface Change<Body extends TSchema, Answer extends TSchema> extends Described<Answer> {
  readonly body?: Body
  readonly status?: 200 | 201 | 202
  /** Fields of the answer that are shown this once; asked again under the same key they are null. */
  readonly secrets?: readonly string[]
  /** What the change log keeps; left out where the use case itself keeps who did it. */
  readonly log?: (call: Call<Static<Body>>) => LoggedAs
  /** Bytes of a body that may be larger than others. */
  readonly bodyLimit?: number
  /** Once it stands: what this process keeps of it is forgotten. */
  readonly after?: () => void
}
interface LoggedAs {
  readonly area: ChangeArea
  readonly action: string
  /** Which row: a code, a number; never a person's name or contact. */
  readonly subject?: string
  /** What it is set to; without it, what the body says. */
  readonly data?: Readonly<Record<string, unknown>>
}

/** Register operations under `/api/v1/admin`: what persons do in the console, done by their programs with their token. */
export function adminOperations(app: ApiApp, context: AppContext, tag: string) {
  const shared = (path: string, access: Caller, { summary, description }: Described<TSchema>) => {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
    return {
      config: { access },
      // Before the body is judged: whoever may not, learns nothing of what it should be.
      preValidation: async (request: FastifyRequest) => void personOf(request),
      schema: {
        summary,
        ...(description === undefined ? {} : { description }),
        tags: [tag],
        security: [{ staff: [] }],
        ...(names.length === 0
          ? {}
          : {
              params: Type.Object(
                Object.fromEntries(names.map((name) => [name, Type.String(DESCRIBED[name])])),
              ),
            }),
      },
    }
  }
  const callOf = <Input>(request: FastifyRequest, inside: AppContext, input: unknown): Call<Input> => {
    const param = (name: string) => paramOf(request, name)
    return {
      request,
      staff: personOf(request),
      context: inside,
      // The schema has judged it before this runs.
      input: input as Input,
      param,
      id: (name = 'id') => idOf(param(name)),
    }
  }

  function read<Query extends TSchema, Answer extends TSchema>(
    path: string,
    access: Caller,
    operation: Read<Query, Answer>,
    run: (call: Call<Static<Query>>) => Promise<Static<Answer>>,
  ): void {
    const { schema, ...guarded } = shared(path, access, operation)
    const { query } = operation
    app.get(
      `/api/v1/${path}`,
      {
        ...guarded,
        schema: {
          ...schema,
          ...(query === undefined ? {} : { querystring: query }),
          response: { [200 as number]: operation.answer, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        refuseBroken(request.query)
        const answer = await run(callOf(request, context, request.query))
        return reply.code(200).send(answer)
      },
    )
  }

  function change<Body extends TSchema, Answer extends TSchema>(
    path: string,
    access: Caller,
    operation: Change<Body, Answer>,
    run: (call: Call<Static<Body>>) => Promise<Static<Answer>>,
  ): void {
    const { schema, ...guarded } = shared(path, access, operation)
    const { body, answer, status = 200, secrets = [], log, after, bodyLimit } = operation
    app.post(
      `/api/v1/${path}`,
      {
        ...guarded,
        ...(bodyLimit === undefined ? {} : { bodyLimit }),
        schema: {
          ...schema,
          ...(body === undefined ? {} : { body }),
          response: { [status]: answer, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        refuseBroken(request.body)
        const { accountId } = personOf(request)
        const now = context.clock.now()
        const key = requestKey(request, `staff:${accountId}`)
        const done = await answerOnce(context.db, { key, now, secrets }, async (tx) => {
          const call = callOf<Static<Body>>(request, { ...context, db: tx }, request.body ?? {})
          const result = await run(call)
          if (log !== undefined) {
            const { subject = '', data, ...logged } = log(call)
            const asked = data ?? changeData(Object.entries(call.input ?? {}))
            await noteChange(tx, { ...logged, at: now, accountId, subject, data: asked })
          }
          return result
        })
        after?.()
        if (secrets.length > 0) reply.header('cache-control', 'no-store')
        return reply.code(status).send(done)
      },
    )
  }
  return { read, change }
}

/** What stands in an address, described once. */
const DESCRIBED: Readonly<Record<string, { description: string }>> = {
  code: { description: 'A code of the registry, such as `kota-pekalongan`' },
  id: { description: 'The `id` of the list' },
  key: { description: 'The `id` of a key' },
  webhook: { description: 'The `id` of a webhook' },
}

/** Administration is done by persons; a connected system has scopes for what is its own. */
export function personOf(request: FastifyRequest): Staff {
  if (request.system !== null) throw new DomainError('not_allowed', 403)
  return staffOf(request)
}

function paramOf({ params }: FastifyRequest, name: string): string {
  const value = (params as Record<string, string>)[name] ?? ''
  if (value.includes('\0')) throw notFound()
  return value
}

/** @throws DomainError not_found for what no id of a row can be */
function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw notFound()
  return Number(text)
}

/** No table can hold NUL or half a character, and nobody means it. @throws DomainError invalid_input naming the field */
function refuseBroken(input: unknown): void {
  if (typeof input !== 'object' || input === null) return
  const wrong = Object.entries(input).filter(([, value]) => isBroken(value))
  if (wrong.length > 0) throw invalid(wrong.map(([field]) => ({ field, code: 'control_characters' })))
}

function isBroken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, inner]) => isBroken(name) || isBroken(inner))
}
