import * as oidc from 'openid-client'
import type { Db, SignOnProviderRow } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import type { Outgoing } from '../outgoing/index.ts'
import { recordAccountEvent } from './account-events.ts'
import { hasSecondFactor, type SecuredDeps } from './second-factor.ts'
import { type Origin, type SignInOutcome, startSession } from './sign-in.ts'
import { beginStep, takeStep } from './staff-steps.ts'

export interface SignOnDeps extends SecuredDeps {
  /** The issuer's address is set by a person: it is called guarded. */
  readonly outgoing: Outgoing
}

/** The providers one can sign in with, by name. */
export function listSignOns(db: Db) {
  return db
    .selectFrom('sign_on_providers as provider')
    .innerJoin('institutions as institution', 'institution.id', 'provider.institution_id')
    .select(['provider.name', 'institution.code'])
    .where('provider.active', '=', true)
    .orderBy('provider.name')
    .execute()
}

/**
 * Begin to sign in at an institution's provider (OpenID Connect, authorization code with PKCE): where the browser goes,
 * and the step that waits for its return.
 * @throws DomainError not_found; sign_on_unreachable when the provider does not answer as one
 */
export async function beginSignOn(
  deps: SignOnDeps,
  institutionCode: string,
  redirectUri: string,
  back: string,
): Promise<{ readonly url: string; readonly step: string }> {
  const provider = await providerOf(deps.db, institutionCode)
  const config = await configOf(deps, provider)
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const data = { verifier, state, nonce, back, code: institutionCode }
  return { url: url.href, step: await beginStep(deps, { kind: 'sign_on', accountId: null, data }) }
}

/**
 * The person came back from the provider. Who they are there must be an account here already, at that institution or
 * one of its units; the first time by the address the provider has verified, from then on by its own name for them.
 * @throws DomainError sign_on_failed, sign_on_unknown
 */
export async function finishSignOn(
  deps: SignOnDeps,
  institutionCode: string,
  step: string,
  returned: URL,
  origin: Origin,
): Promise<{ readonly outcome: SignInOutcome; readonly back: string }> {
  const begun = await takeStep(deps, 'sign_on', step)
  if (begun === null || begun.data.code !== institutionCode) throw new DomainError('sign_on_failed', 422)
  const provider = await providerOf(deps.db, institutionCode)
  const config = await configOf(deps, provider)
  const tokens = await oidc
    .authorizationCodeGrant(config, returned, {
      pkceCodeVerifier: String(begun.data.verifier),
      expectedState: String(begun.data.state),
      expectedNonce: String(begun.data.nonce),
      idTokenExpected: true,
    })
    .catch(() => null)
  const claims = tokens?.claims()
  if (claims === undefined) throw new DomainError('sign_on_failed', 422)
  const verified = claims.email_verified === true && typeof claims.email === 'string' ? claims.email : null
  const accountId = await accountOf(deps, provider, claims.sub, verified)
  const back = String(begun.data.back)
  if (!provider.asks_second_factor && (await hasSecondFactor(deps.db, accountId))) {
    const { email } = await deps.db
      .selectFrom('staff_accounts')
      .select('email')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
    const secondFactorStep = await beginStep(deps, { kind: 'second_factor', accountId, data: { email } })
    return { outcome: { secondFactorStep }, back }
  }
  const how = { method: 'sign_on', secured: provider.asks_second_factor, ...origin } as const
  return { outcome: { session: await startSession(deps, accountId, how) }, back }
}

async function accountOf(
  deps: SignOnDeps,
  provider: SignOnProviderRow,
  subject: string,
  email: string | null,
): Promise<number> {
  // An institution's provider vouches for its own people alone.
  const accounts = deps.db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select('account.id')
    .where('account.active', '=', true)
    .where('account.service', '=', false)
    .where('node.institution_id', '=', provider.institution_id)
  const linked = await accounts
    .innerJoin('staff_sign_ons as link', 'link.account_id', 'account.id')
    .where('link.provider_id', '=', provider.id)
    .where('link.subject', '=', subject)
    .executeTakeFirst()
  if (linked !== undefined) return linked.id
  const found =
    email === null
      ? undefined
      : await accounts.where('account.email', '=', email.toLowerCase()).executeTakeFirst()
  if (found === undefined) throw new DomainError('sign_on_unknown', 422)
  const at = deps.clock.now()
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('staff_sign_ons')
    .values({ provider_id: provider.id, subject, account_id: found.id, linked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  // The account belongs to another person there: an address was given anew.
  if (Number(numInsertedOrUpdatedRows ?? 0) !== 1) throw new DomainError('sign_on_unknown', 422)
  await recordAccountEvent(deps.db, { at, accountId: found.id, actorId: found.id, type: 'sign_on_linked' })
  return found.id
}

async function providerOf(db: Db, institutionCode: string): Promise<SignOnProviderRow> {
  const provider = await db
    .selectFrom('sign_on_providers as provider')
    .innerJoin('institutions as institution', 'institution.id', 'provider.institution_id')
    .selectAll('provider')
    .where('institution.code', '=', institutionCode)
    .where('provider.active', '=', true)
    .executeTakeFirst()
  if (provider === undefined) throw new DomainError('not_found', 404)
  return provider
}

async function configOf(deps: SignOnDeps, provider: SignOnProviderRow): Promise<oidc.Configuration> {
  const secret = deps.sealer.open(provider.client_secret_sealed)
  const issuer = new URL(provider.issuer)
  try {
    return await oidc.discovery(issuer, provider.client_id, secret, undefined, {
      [oidc.customFetch]: guarded(deps.outgoing),
      // Plain http only where `outgoing` lets it through at all: training, and ranges an operator allowed.
      execute: issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [],
    })
  } catch {
    throw new DomainError('sign_on_unreachable', 503)
  }
}

/** The guarded caller in the shape of `fetch`, as the library wants it. */
function guarded(outgoing: Outgoing): oidc.CustomFetch {
  return async (url, options) => {
    const body = options.body === undefined || options.body === null ? {} : { body: String(options.body) }
    const method = options.method === 'POST' ? 'POST' : 'GET'
    const result = await outgoing(url, { method, headers: { ...options.headers }, ...body })
    if (result.outcome === 'failed') throw new Error(result.reason)
    return new Response(Uint8Array.from(result.body), { status: result.status, headers: result.headers })
  }
}
