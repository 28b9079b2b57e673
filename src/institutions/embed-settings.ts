import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { invalid } from '../errors.ts'

const MOST_ORIGINS = 20

/** The sites that may frame an institution's form. */
export async function readEmbedOrigins(db: Db, institutionId: number): Promise<readonly string[]> {
  const row = await db
    .selectFrom('embed_settings')
    .select('origins')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  return row?.origins ?? []
}

/**
 * Say which sites may frame an institution's form: origins such as https://kota.example.go.id.
 * @throws DomainError invalid_input on `origins`
 */
export async function saveEmbedOrigins(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  institutionId: number,
  given: readonly string[],
): Promise<void> {
  const origins = [...new Set(given.map((origin) => origin.trim().replace(/\/$/, '')).filter(Boolean))]
  const wrong = origins.find((origin) => !isOrigin(origin))
  if (wrong !== undefined)
    throw invalid([{ field: 'origins', code: 'invalid_origin', values: { origin: wrong.slice(0, 80) } }])
  if (origins.length > MOST_ORIGINS)
    throw invalid([{ field: 'origins', code: 'too_many', values: { max: MOST_ORIGINS } }])
  const values = { origins, edited_at: clock.now() }
  await db
    .insertInto('embed_settings')
    .values({ institution_id: institutionId, ...values })
    .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(values))
    .execute()
}

/** Exactly an origin: it goes into a header, so nothing else may stand in it. */
function isOrigin(text: string): boolean {
  return (
    /^https?:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?$/.test(text) &&
    URL.canParse(text) &&
    new URL(text).origin === text
  )
}
