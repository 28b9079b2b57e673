import type { FastifyInstance } from 'fastify'

/** As much of a JSON Schema as says which fields there are. */
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly additionalProperties?: unknown
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
}

/**
 * A body reaches its operation with the fields that its schema names. Others are let pass, so that a program may be ahead
 * of us, and go no further: a use case understands more than an operation offers, and no one judged their types.
 */
export function dropUnknownFields(app: FastifyInstance): void {
  // With a callback: an async hook would lose the scope of staff that was set before it.
  app.addHook('preHandler', (request, _reply, done) => {
    const { schema, config } = request.routeOptions
    // A partner's message is judged by its own rules, and kept as it came.
    if (schema?.body !== undefined && config.scope !== 'exchange')
      request.body = known(schema.body as Shape, request.body)
    done()
  })
}

function known(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return shape.items === undefined ? value : value.map(itemOf(shape.items))
  if (typeof value !== 'object' || value === null) return value
  const { properties, additionalProperties, anyOf } = shape
  if (properties === undefined) {
    const [only, other] = (anyOf ?? []).filter((one) => one.properties !== undefined)
    return only === undefined || other !== undefined ? value : known(only, value)
  }
  if (additionalProperties !== undefined) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const field = Object.hasOwn(properties, name) ? properties[name] : undefined
      return field === undefined ? [] : [[name, known(field, inner)]]
    }),
  )
}

const itemOf = (items: Shape) => (value: unknown) => known(items, value)
