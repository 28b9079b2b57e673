import { type TSchema, Type } from 'typebox'

/** Shapes that several operations of administration share. */

export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
/** One of some words, as the document and TypeScript both read it. */
export const OneOf = <const Word extends string>(words: readonly Word[], description?: string) =>
  Type.Unsafe<Word>({
    type: 'string',
    enum: [...words],
    ...(description === undefined ? {} : { description }),
  })
export const Instant = Type.String({ format: 'date-time' })
export const Day = Type.String({ description: 'YYYY-MM-DD' })
export const Words = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 300 })
export const Done = Type.Object({ done: Type.Boolean() })
export const Made = Type.Object({ id: Type.Integer() })
export const Reason = Type.Object({
  reason: Type.String({ description: 'Kept, and told to whom it concerns' }),
})
export const DONE = { done: true }
