import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Clock } from '../../clock.ts'
import { type Db, type ExchangeModel, inTransaction, type ReportState } from '../../db/index.ts'
import { DomainError, type FieldError, invalid } from '../../errors.ts'
import type { Sealer } from '../../identity/index.ts'
import { checkAddress, newSigningSecret } from '../webhooks.ts'
import { sendFailedAgain } from './failed-messages.ts'
import { INSTANCE } from './instance.ts'

export const EXCHANGE_MODELS = ['central', 'semi', 'full'] as const satisfies readonly ExchangeModel[]

/** States of ours that a partner's word may mean. */
export const MAPPED_STATES = [
  'assigned',
  'in_progress',
  'on_hold',
  'answered',
  'archived',
  'closed',
] as const satisfies readonly ReportState[]

export interface MappedState {
  readonly theirs: string
  readonly ours: ReportState
}

/** How a connected system exchanges reports with us. */
export interface ExchangeLink {
  readonly systemId: number
  readonly systemName: string
  /** The account by which the partner acts in our history. */
  readonly accountId: number
  /** The place of the tree whose reports the partner handles. */
  readonly nodeId: number
  readonly nodeCode: string
  readonly nodeIsRoot: boolean
  readonly model: ExchangeModel
  readonly webhookId: number | null
  readonly url: string | null
  readonly peerInstance: string | null
  readonly mayAskIdentity: boolean
  readonly takesSecret: boolean
  readonly clockOffset: number | null
  readonly heardAt: Date | null
  readonly states: readonly MappedState[]
  /** The id of this installation; null before it was first asked for. */
  readonly instance: string | null
}

export interface LinkSettings {
  readonly model: string
  /** Where our messages go; the model `central` needs none. */
  readonly url: string | null
  /** The key that the partner gave us; undefined keeps the one we have. */
  readonly partnerKey?: string | null | undefined
  readonly mayAskIdentity: boolean
  readonly takesSecret: boolean
  readonly states: readonly { readonly theirs: string; readonly ours: string }[]
}

const MOST_STATES = 60

/**
 * Set how a system exchanges reports with us.
 * @returns the signing secret of our messages when it was made now, shown once; null when it stays
 * @throws DomainError invalid_input, system_handles_nothing
 */
export async function saveExchangeLink(
  deps: { readonly db: Db; readonly clock: Clock; readonly sealer: Sealer },
  systemId: number,
  settings: LinkSettings,
): Promise<{ secret: string | null }> {
  const model = EXCHANGE_MODELS.find((candidate) => candidate === settings.model)
  const url = settings.url?.trim() || null
  const errors: FieldError[] = []
  if (model === undefined) errors.push({ field: 'model', code: 'unknown_model' })
  if (model !== 'central' && url === null) errors.push({ field: 'url', code: 'invalid_url' })
  const states = readStates(settings.states, errors)
  if (errors.length > 0 || model === undefined) throw invalid(errors)
  if (url !== null) checkAddress(url)
  return inTransaction(deps.db, async (tx) => {
    const system = await tx
      .selectFrom('connected_systems')
      .select('scopes')
      .where('id', '=', systemId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (model !== 'central' && !system.scopes.includes('exchange'))
      throw new DomainError('scope_missing', 409, { values: { scope: 'exchange' } })
    const webhook = await saveAddress({ ...deps, db: tx }, systemId, url, settings.partnerKey)
    const values = {
      model,
      webhook_id: webhook.id,
      may_ask_identity: settings.mayAskIdentity,
      takes_secret: settings.takesSecret,
      edited_at: deps.clock.now(),
    }
    await tx
      .insertInto('exchange_links')
      .values({ system_id: systemId, peer_instance: null, clock_offset: null, heard_at: null, ...values })
      .onConflict((conflict) => conflict.column('system_id').doUpdateSet(values))
      .execute()
    await tx.deleteFrom('exchange_states').where('system_id', '=', systemId).execute()
    if (states.length > 0) {
      await tx
        .insertInto('exchange_states')
        .values(states.map((state, position) => ({ system_id: systemId, ...state, position })))
        .execute()
    }
    return { secret: webhook.secret }
  })
}

function readStates(given: LinkSettings['states'], errors: FieldError[]): MappedState[] {
  const states = given.flatMap(({ theirs, ours }) => {
    const word = theirs.trim()
    const state = MAPPED_STATES.find((candidate) => candidate === ours)
    if (word === '') return []
    if (state === undefined || [...word].length > 100) {
      errors.push({ field: 'states', code: 'unknown_state', values: { word } })
      return []
    }
    return [{ theirs: word, ours: state }]
  })
  if (new Set(states.map(({ theirs }) => theirs)).size < states.length)
    errors.push({ field: 'states', code: 'state_twice' })
  if (states.length > MOST_STATES)
    errors.push({ field: 'states', code: 'too_many', values: { max: MOST_STATES } })
  return states
}

/** The address's row is kept when only the address changes, and with it the secret and what waits for it. */
async function saveAddress(
  { db, clock, sealer }: { readonly db: Db; readonly clock: Clock; readonly sealer: Sealer },
  systemId: number,
  url: string | null,
  partnerKey: string | null | undefined,
): Promise<{ id: number | null; secret: string | null }> {
  if (url === null) return { id: null, secret: null }
  const bearer =
    partnerKey === undefined
      ? {}
      : { bearer_sealed: partnerKey === null || partnerKey === '' ? null : sealer.seal(partnerKey) }
  const known = await db
    .updateTable('webhooks')
    .set({ url, active: true, ended_at: null, ...bearer })
    .where('system_id', '=', systemId)
    .where('kind', '=', 'exchange')
    .returning('id')
    .executeTakeFirst()
  if (known !== undefined) {
    // Whoever saves it has mended something.
    await sendFailedAgain(db, known.id, clock.now(), 'all')
    return { id: known.id, secret: null }
  }
  const secret = newSigningSecret()
  const { id } = await db
    .insertInto('webhooks')
    .values({
      system_id: systemId,
      kind: 'exchange',
      url,
      secret_sealed: sealer.seal(secret),
      event_types: [],
      created_at: clock.now(),
      ...bearer,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

/** The link of a system that is on, or null. */
export async function linkOfSystem(db: Db, systemId: number): Promise<ExchangeLink | null> {
  const [link] = await readLinks(db, systemId)
  return link ?? null
}

/** Every link to a system that is on. */
export async function readLinks(db: Db, systemId?: number): Promise<ExchangeLink[]> {
  const rows = await db
    .selectFrom('exchange_links as link')
    .innerJoin('connected_systems as system', 'system.id', 'link.system_id')
    .leftJoin('webhooks as webhook', (join) =>
      join.onRef('webhook.id', '=', 'link.webhook_id').on('webhook.active', '=', true),
    )
    .select(['link.system_id', 'link.model', 'link.peer_instance', 'link.may_ask_identity'])
    .select(['link.takes_secret', 'link.clock_offset', 'link.heard_at'])
    .select(['system.name', 'system.account_id', 'system.institution_id as node_id'])
    .select(['webhook.id as webhook_id', 'webhook.url'])
    // Found by their keys, where a join of so few systems would read all places of the tree.
    .select(({ selectFrom }) => [
      selectFrom('institutions as node')
        .select('node.code')
        .whereRef('node.id', '=', 'system.institution_id')
        .as('node_code'),
      selectFrom('institutions as node')
        .select('node.parent_id')
        .whereRef('node.id', '=', 'system.institution_id')
        .as('parent_id'),
      selectFrom('secrets as secret')
        .select('secret.value')
        .where('secret.name', '=', INSTANCE)
        .as('instance'),
      jsonArrayFrom(
        selectFrom('exchange_states as state')
          .select(['state.theirs', 'state.ours'])
          .whereRef('state.system_id', '=', 'link.system_id')
          .orderBy('state.position'),
      ).as('states'),
    ])
    .where('system.active', '=', true)
    .$if(systemId !== undefined, (query) => query.where('link.system_id', '=', systemId ?? 0))
    .execute()
  return rows.map((row) => ({
    systemId: row.system_id,
    systemName: row.name,
    accountId: row.account_id ?? 0,
    nodeId: row.node_id,
    nodeCode: row.node_code ?? '',
    nodeIsRoot: row.parent_id === null,
    model: row.model,
    webhookId: row.webhook_id,
    url: row.url,
    peerInstance: row.peer_instance,
    mayAskIdentity: row.may_ask_identity,
    takesSecret: row.takes_secret,
    clockOffset: row.clock_offset,
    heardAt: row.heard_at,
    states: row.states,
    instance: row.instance?.toString() ?? null,
  }))
}

/** Our state in the partner's word; our own where the table has none. */
export function wordFor(link: Pick<ExchangeLink, 'states'>, ours: ReportState): string {
  return link.states.find((state) => state.ours === ours)?.theirs ?? ours
}

/** What a partner's word means here; null when nobody has said. */
export function meaningOf(link: Pick<ExchangeLink, 'states'>, word: string): ReportState | null {
  const mapped = link.states.find((state) => state.theirs === word)
  return mapped?.ours ?? MAPPED_STATES.find((state) => state === word) ?? null
}
