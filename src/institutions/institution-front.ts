import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { checkFields } from './check-fields.ts'
import { readableColor, readColor } from './front-color.ts'
import type { Emblem } from './front-emblem.ts'
import { cached, forgetRegistry } from './registry-cache.ts'

/** How an institution shows itself on its own front page. */
export interface InstitutionFront {
  readonly code: string
  /** The name it wants there; its name in the registry where it wants no other. */
  readonly name: string
  /** `#rrggbb`, dark enough for light text; null: the colour of all pages. */
  readonly color: string | null
  readonly emblemDigest: string | null
  /** A host name of its own whose first page is the front page. */
  readonly host: string | null
}

/** What the admin gives; a host name that is left out stays. */
export interface FrontInput {
  readonly name: string
  readonly color: string
  readonly host?: string | undefined
  /** A new one, as `encodeEmblem` gives it. */
  readonly emblem: Emblem | null
  readonly dropEmblem: boolean
}

const NAME_MAX = 80

export async function readFront(db: Db, institutionId: number): Promise<InstitutionFront> {
  return cached(db, `front ${institutionId}`, async () => {
    const row = await fronts(db).where('institution.id', '=', institutionId).executeTakeFirstOrThrow()
    return asFront(row)
  })
}

/** The front that a host name leads to; null for every other host. */
export async function frontOfHost(db: Db, host: string): Promise<InstitutionFront | null> {
  if (!isHostName(host)) return null
  const known = await cached(db, 'fronts by host', async () => {
    const rows = await fronts(db)
      .where('front.host', 'is not', null)
      .where('institution.active', '=', true)
      .execute()
    return new Map(rows.map((row) => [row.host, asFront(row)]))
  })
  return known.get(host) ?? null
}

export async function readEmblem(db: Db, code: string): Promise<Emblem | null> {
  const row = await db
    .selectFrom('institution_fronts as front')
    .innerJoin('institutions as institution', 'institution.id', 'front.institution_id')
    .select(['front.emblem', 'front.emblem_digest'])
    .where('institution.code', '=', code)
    .executeTakeFirst()
  return row === undefined || row.emblem === null || row.emblem_digest === null
    ? null
    : { bytes: row.emblem, digest: row.emblem_digest }
}

/**
 * Say how an institution shows itself. A colour on which the text could not be read becomes as much darker as it has to be.
 * `ownHosts` are this installation's own, which are no institution's.
 * @throws DomainError invalid_input on `name`, `color` or `host`
 */
export async function saveFront(
  { db, clock, ownHosts }: { readonly db: Db; readonly clock: Clock; readonly ownHosts: readonly string[] },
  institutionId: number,
  input: FrontInput,
): Promise<InstitutionFront & { readonly darkened: boolean }> {
  const check = checkFields()
  const name = check.optionalText('name', input.name.replaceAll(/\s+/g, ' '), NAME_MAX)
  const asked = input.color.trim() === '' ? null : readColor(input.color)
  if (asked === null && input.color.trim() !== '') check.refuse('color', 'invalid_color')
  const host = input.host?.trim().toLowerCase().replace(/\.$/, '')
  if (host !== undefined && host !== '') {
    if (!isHostName(host)) check.refuse('host', 'invalid_host')
    else if (ownHosts.includes(host)) check.refuse('host', 'own_host')
    else if (await isTaken(db, host, institutionId)) check.refuse('host', 'host_taken')
  }
  check.finish()
  const { emblem } = input
  const color = asked === null ? null : readableColor(asked)
  const values = {
    name,
    color,
    edited_at: clock.now(),
    ...(host === undefined ? {} : { host: host === '' ? null : host }),
    ...(emblem === null ? {} : { emblem: emblem.bytes, emblem_digest: emblem.digest }),
    ...(emblem === null && input.dropEmblem ? { emblem: null, emblem_digest: null } : {}),
  }
  await db
    .insertInto('institution_fronts')
    .values({ institution_id: institutionId, ...values })
    .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(values))
    .execute()
    .catch((error: unknown) => {
      if (isTakenMeanwhile(error)) throw invalid([{ field: 'host', code: 'host_taken' }])
      throw error
    })
  forgetRegistry()
  const row = await fronts(db).where('institution.id', '=', institutionId).executeTakeFirstOrThrow()
  return { ...asFront(row), darkened: color !== asked }
}

function fronts(db: Db) {
  return db
    .selectFrom('institutions as institution')
    .leftJoin('institution_fronts as front', 'front.institution_id', 'institution.id')
    .select([
      'institution.code',
      'institution.name as registered_name',
      'front.name',
      'front.color',
      'front.emblem_digest',
      'front.host',
    ])
}

function asFront(row: {
  readonly code: string
  readonly registered_name: string
  readonly name: string | null
  readonly color: string | null
  readonly emblem_digest: string | null
  readonly host: string | null
}): InstitutionFront {
  const { code, registered_name, name, color, emblem_digest, host } = row
  return { code, name: name ?? registered_name, color, emblemDigest: emblem_digest, host }
}

/** A name that a certificate can be had for: labels with dots between them (RFC 1123), no address, no port. */
function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z](?:[a-z\d-]{0,61}[a-z\d])$/.test(text)
  )
}

async function isTaken(db: Db, host: string, institutionId: number): Promise<boolean> {
  const row = await db
    .selectFrom('institution_fronts')
    .select('institution_id')
    .where('host', '=', host)
    .where('institution_id', '<>', institutionId)
    .executeTakeFirst()
  return row !== undefined
}

function isTakenMeanwhile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'
}
