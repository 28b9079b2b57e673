import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { type ContactKind, type Db, inTransaction, type SignInCodeRow } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import type { Enqueue } from '../jobs/index.ts'
import { uuidOf } from '../uuid-of.ts'
import { type AttemptLimit, countAttempt, widerNetworkOf } from './attempts.ts'
import type { ChannelContact, Contact } from './contact.ts'
import { CODE_LIFETIME_MS, CODE_TRIES, oneTimeCode, secretsEqual } from './one-time-code.ts'
import { addContact, contactHash, findOrCreateReporter } from './reporter-contacts.ts'
import type { Sealer } from './sealing.ts'

export interface CodeDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly enqueue: Enqueue
}

/** Who asks, as far as limits go: the network address; null lifts the limits (training mode's load tests). */
export interface Asking {
  readonly address: string | null
}

export interface RequestCode {
  readonly contact: Contact
  readonly language: 'id' | 'en'
  /** The signed-in reporter who adds the contact; null for signing in. */
  readonly reporterId: number | null
  /** The caller's own name for the request: asked again with it, no second code is sent. */
  readonly requestKey?: string | null
}

/** A new code a minute is enough for someone whose message is late. */
const RESEND_AFTER_MS = 60_000
/**
 * A family or a village hall behind one address stays below; someone who sends codes to strangers does not. Who asks
 * from elsewhere for a contact's codes cannot use up its owner's own.
 */
const SENDS = { contactFromNetwork: 6, contact: 20, address: 40, network: 400 }
/** 5 tries for each of 20 codes an hour: guessing at one contact all the time succeeds once in a year. */
const WRONG = { address: 60, network: 600 }

/**
 * Send a code to a contact and return the address of its page. Whether anybody reported by that contact is not told:
 * the page is the same, only no message leaves.
 * @throws DomainError too_many_attempts (429)
 */
export async function requestCode(deps: CodeDeps, asking: Asking, command: RequestCode): Promise<string> {
  const now = deps.clock.now()
  const { contact, reporterId } = command
  await limitSends(deps, asking, contact, now)
  const sends = reporterId !== null || (await isKnown(deps, contact))
  const id = idOf(deps.sealer, command)
  const contact_sealed = deps.sealer.seal(contact.value)
  await inTransaction(deps.db, async (tx) => {
    const made = await tx
      .insertInto('sign_in_codes')
      .values({
        id,
        purpose: reporterId === null ? 'sign_in' : 'add_contact',
        reporter_id: reporterId,
        contact_kind: contact.kind,
        contact_sealed,
        sent_to_kind: contact.kind,
        sent_to_sealed: contact_sealed,
        sends,
        language: command.language,
        sent_at: now,
        expires_at: new Date(now.getTime() + CODE_LIFETIME_MS),
        used_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined && sends) await deps.enqueue(tx, 'send_sign_in_code', { id })
  })
  return id
}

/** A person asks for links no more often than for codes. */
const LINKS_PER_HOUR = 6

/**
 * A code for the account that wrote to us by its own channel, to be handed over in that conversation as a link: so those
 * who report by Telegram or X alone sign in too. Valid as long as any code, once.
 * @throws DomainError too_many_attempts (429)
 */
export async function makeSignInLink(
  deps: Pick<CodeDeps, 'db' | 'clock' | 'sealer'>,
  contact: ChannelContact,
  language: 'id' | 'en',
): Promise<{ readonly id: string; readonly code: string }> {
  const now = deps.clock.now()
  const limit = { scope: 'sign-in link', key: contact.value, perHour: LINKS_PER_HOUR }
  await countAttempt(deps, [limit], now)
  const id = crypto.randomUUID()
  const contact_sealed = deps.sealer.seal(contact.value)
  await deps.db
    .insertInto('sign_in_codes')
    .values({
      id,
      purpose: 'sign_in',
      reporter_id: null,
      contact_kind: contact.kind,
      contact_sealed,
      sent_to_kind: contact.kind,
      sent_to_sealed: contact_sealed,
      sends: true,
      language,
      sent_at: now,
      expires_at: new Date(now.getTime() + CODE_LIFETIME_MS),
      used_at: null,
    })
    .execute()
  return { id, code: signInCodeOf(deps.sealer, id, now) }
}

/** By which way a code is sent again: the same, the same number's WhatsApp, or another contact of the same person. */
export type ResendWay = 'same' | 'whatsapp' | 'other'

/**
 * Send a new code. `other` does not tell whether there is another contact, nor which.
 * @throws DomainError code_expired for an unknown one, code_just_sent (429), too_many_attempts (429)
 */
export async function resendSignInCode(
  deps: CodeDeps,
  asking: Asking,
  id: string,
  way: ResendWay,
): Promise<void> {
  const now = deps.clock.now()
  const row = await readSignInCode(deps.db, id)
  if (row === null || row.used_at !== null) throw new DomainError('code_expired', 422)
  if (now.getTime() - row.sent_at.getTime() < RESEND_AFTER_MS) throw new DomainError('code_just_sent', 429)
  const contact: ChannelContact = { kind: row.contact_kind, value: deps.sealer.open(row.contact_sealed) }
  await limitSends(deps, asking, contact, now)
  const target = await targetOf(deps, row, contact, way)
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('sign_in_codes')
      .set({
        ...(target === null ? {} : { sent_to_kind: target.kind, sent_to_sealed: target.sealed }),
        sent_at: now,
        expires_at: new Date(now.getTime() + CODE_LIFETIME_MS),
        tries: 0,
      })
      .where('id', '=', id)
      .execute()
    if (row.sends && target !== null) await deps.enqueue(tx, 'send_sign_in_code', { id })
  })
}

/** What a checked code has shown. */
export interface CheckedCode {
  readonly reporterId: number
  readonly purpose: 'sign_in' | 'add_contact'
  /** Two reporters turned out to be one person. */
  readonly merged: boolean
}

/**
 * Check a code; each try counts, also a wrong one. What the code was sent to is the reporter's own from now on.
 * @throws DomainError code_expired, code_tries_used, too_many_attempts (429), or invalid_input on `code`
 */
export async function checkSignInCode(
  deps: CodeDeps,
  asking: Asking,
  id: string,
  code: string,
): Promise<CheckedCode> {
  const now = deps.clock.now()
  const row = await readSignInCode(deps.db, id)
  if (row === null || row.used_at !== null || row.expires_at <= now)
    throw new DomainError('code_expired', 422)
  const counted = await deps.db
    .updateTable('sign_in_codes')
    .set({ tries: sql<number>`tries + 1` })
    .where('id', '=', id)
    .where('tries', '<', CODE_TRIES)
    .returning(['sent_at', 'tries'])
    .executeTakeFirst()
  if (counted === undefined) throw new DomainError('code_tries_used', 422)
  const right = secretsEqual(signInCodeOf(deps.sealer, id, counted.sent_at), code.replaceAll(/\D/g, ''))
  // A code that was sent to nobody opens nothing, also when it is guessed.
  if (!right || !row.sends) {
    await countAttempt(deps, limitsOf('wrong code', asking, WRONG), now)
    throw invalid([{ field: 'code', code: 'wrong_code', values: { left: CODE_TRIES - counted.tries } }])
  }
  return inTransaction(deps.db, (tx) => useCode(deps, tx, row, now))
}

async function useCode(deps: CodeDeps, tx: Db, row: SignInCodeRow, now: Date): Promise<CheckedCode> {
  const used = await tx
    .updateTable('sign_in_codes')
    .set({ used_at: now })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (used === undefined) throw new DomainError('code_expired', 422)
  const proved: ChannelContact = { kind: row.sent_to_kind, value: deps.sealer.open(row.sent_to_sealed) }
  if (row.purpose === 'add_contact' && row.reporter_id !== null) {
    const { merged } = await addContact(tx, deps.sealer, row.reporter_id, proved, now)
    return { reporterId: row.reporter_id, purpose: 'add_contact', merged }
  }
  const { reporterId } = await findOrCreateReporter(tx, deps.sealer, proved, now)
  return { reporterId, purpose: 'sign_in', merged: false }
}

export async function readSignInCode(db: Db, id: string): Promise<SignInCodeRow | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  return (await db.selectFrom('sign_in_codes').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** The code itself follows from its page and the instant it was sent. */
export function signInCodeOf(sealer: Sealer, id: string, sentAt: Date): string {
  return oneTimeCode(sealer, `sign-in ${id}`, sentAt)
}

/** By a keyed hash: whoever knows contact and key still cannot tell the address of the code's page. */
function idOf(sealer: Sealer, { contact, reporterId, requestKey = null }: RequestCode): string {
  if (requestKey === null) return crypto.randomUUID()
  const said = JSON.stringify(['code request', contact.kind, contact.value, reporterId, requestKey])
  return uuidOf(sealer.lookupHash(said).toString('hex'))
}

async function isKnown(deps: CodeDeps, contact: ChannelContact): Promise<boolean> {
  const hash = contactHash(deps.sealer, contact)
  const row = await deps.db
    .selectFrom('reporter_contacts')
    .select('contact_hash')
    .where('contact_hash', '=', hash)
    // Whoever is blocked must be able to object, also after their data was deleted.
    .union(deps.db.selectFrom('blocked_contacts').select('contact_hash').where('contact_hash', '=', hash))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Null when there is no such way for this person. */
async function targetOf(
  deps: CodeDeps,
  row: SignInCodeRow,
  contact: ChannelContact,
  way: ResendWay,
): Promise<{ readonly kind: ContactKind; readonly sealed: Buffer } | null> {
  if (way === 'same') return { kind: row.contact_kind, sealed: row.contact_sealed }
  if (way === 'whatsapp') {
    return contact.kind === 'phone' ? { kind: 'whatsapp', sealed: row.contact_sealed } : null
  }
  // Only the named contact itself shows that an added one is theirs.
  if (row.purpose === 'add_contact') return null
  const other = await deps.db
    .selectFrom('reporter_contacts as named')
    .innerJoin('reporter_contacts as other', 'other.reporter_id', 'named.reporter_id')
    .select(['other.kind', 'other.contact_sealed'])
    .where('named.contact_hash', '=', contactHash(deps.sealer, contact))
    .where('named.confirmed_at', 'is not', null)
    .where('other.confirmed_at', 'is not', null)
    .where('other.undeliverable_at', 'is', null)
    .whereRef('other.contact_hash', '!=', 'named.contact_hash')
    .orderBy('other.is_primary', 'desc')
    .orderBy('other.id')
    .limit(1)
    .executeTakeFirst()
  return other === undefined ? null : { kind: other.kind, sealed: other.contact_sealed }
}

async function limitSends(deps: CodeDeps, asking: Asking, contact: ChannelContact, now: Date): Promise<void> {
  if (asking.address === null) return
  const near = `${contact.value} ${widerNetworkOf(asking.address)}`
  await countAttempt(
    deps,
    [
      { scope: 'code to contact from network', key: near, perHour: SENDS.contactFromNetwork },
      { scope: 'code to contact', key: contact.value, perHour: SENDS.contact },
      ...limitsOf('code', asking, SENDS),
    ],
    now,
  )
}

function limitsOf(
  what: string,
  { address }: Asking,
  perHour: { readonly address: number; readonly network: number },
): AttemptLimit[] {
  if (address === null) return []
  return [
    { scope: `${what} by address`, key: address, perHour: perHour.address },
    { scope: `${what} by network`, key: widerNetworkOf(address), perHour: perHour.network },
  ]
}
