import { type Db, inTransaction } from '../db/index.ts'
import { DomainError, type FieldError, invalid, notFound } from '../errors.ts'
import { countAttempt, isIssuedInKnownRegion, isPlausibleNik } from '../identity/index.ts'
import { act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { SUBMISSION_LIMITS } from './check-submission.ts'
import { admitWaiting } from './confirm-identity.ts'

export interface StateIdentity {
  /** Empty keeps the name that is known. */
  readonly name: string
  readonly nik: string
}

/** A slip of the finger or two; whoever tries names against numbers gets nowhere. */
const STATEMENTS_PER_HOUR = 5

/**
 * The reporter of a waiting report states, or corrects, name and NIK. Everything of theirs that waits for it goes on:
 * to its institution, or to the population registry.
 * @returns what is still missing: only with `inPieces`, where people write the one and then the other
 * @throws DomainError not_found when it does not wait; invalid_input on `name` or `nik`; too_many_attempts (429)
 */
export async function stateIdentity(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  { name, nik }: StateIdentity,
  { inPieces = false } = {},
): Promise<'name' | 'nik' | null> {
  const wait = await deps.db
    .selectFrom('identity_waits as wait')
    .innerJoin('reports as report', 'report.id', 'wait.report_id')
    .innerJoin('reporters as reporter', 'reporter.id', 'wait.reporter_id')
    .select(['wait.reporter_id', 'wait.lacks', 'reporter.name_sealed', 'reporter.nik_sealed'])
    .where('report.tracking_number', '=', trackingNumber)
    .where('report.state', '=', 'awaiting_identity')
    .executeTakeFirst()
  if (wait === undefined) throw notFound()
  if (wait.lacks === 'answer') throw new DomainError('identity_is_checked', 409)
  const has = { name: wait.name_sealed !== null, nik: inPieces && wait.nik_sealed !== null }
  const checked = await checkStatement(deps.db, { name, nik }, has, inPieces)
  const limit = {
    scope: 'identity statement',
    key: `reporter ${wait.reporter_id}`,
    perHour: STATEMENTS_PER_HOUR,
  }
  await countAttempt(deps, [limit], deps.clock.now())
  const missing = checked.name === '' && !has.name ? 'name' : checked.nik === '' && !has.nik ? 'nik' : null
  await inTransaction(deps.db, async (tx) => {
    const stated = {
      ...(checked.nik === '' ? {} : { nik_sealed: deps.sealer.seal(checked.nik) }),
      ...(checked.name === '' ? {} : { name_sealed: deps.sealer.seal(checked.name) }),
    }
    // What the registry confirmed before was another statement; a merge may have brought it here.
    await tx
      .updateTable('reporters')
      .set({ ...stated, verified_at: null })
      .where('id', '=', wait.reporter_id)
      .execute()
    await tx
      .updateTable('reports')
      .set(stated)
      .where('reporter_id', '=', wait.reporter_id)
      .where('state', '=', 'awaiting_identity')
      .execute()
    if (missing !== null) return
    const inside = { ...deps, db: tx }
    await act(inside, actor, trackingNumber, { action: 'state_identity' }, () => ({}))
    await admitWaiting(inside, actor, wait.reporter_id)
  })
  return missing
}

/** Every wrong field at once. */
async function checkStatement(
  db: Db,
  statement: StateIdentity,
  has: { readonly name: boolean; readonly nik: boolean },
  inPieces: boolean,
): Promise<StateIdentity> {
  const nik = statement.nik.replaceAll(/[\s.-]/g, '')
  const name = statement.name.replaceAll(/\s+/g, ' ').trim()
  const { min, max } = SUBMISSION_LIMITS.name
  const errors: FieldError[] = []
  if (name === '' ? !has.name && !inPieces : [...name].length < min) {
    errors.push({ field: 'name', code: 'name_missing' })
  }
  if ([...name].length > max) errors.push({ field: 'name', code: 'too_long', values: { max } })
  if (nik === '') {
    if (!has.nik && !inPieces) errors.push({ field: 'nik', code: 'nik_required' })
  } else if (!isPlausibleNik(nik)) errors.push({ field: 'nik', code: 'invalid_nik' })
  else if (!(await isIssuedInKnownRegion(db, nik))) errors.push({ field: 'nik', code: 'nik_region' })
  if (errors.length > 0) throw invalid(errors)
  return { name, nik }
}
