import OAuth2Server from '@node-oauth/oauth2-server'
import { Type } from 'typebox'
import type { AppContext } from '../../http/index.ts'
import {
  makeSystemToken,
  SYSTEM_SCOPES,
  type SystemScope,
  systemOfKey,
  TOKEN_SECONDS,
} from '../../identity/index.ts'
import type { RegisterEndpoint } from './api-app.ts'
import { ProblemSchema } from './schemas.ts'

const Token = Type.Object({
  access_token: Type.String(),
  token_type: Type.String(),
  expires_in: Type.Integer(),
  scope: Type.String(),
})
const OAuthError = Type.Object({ error: Type.String(), error_description: Type.String() })

/** Tries a minute from one address: a system needs one token an hour. */
const PER_MINUTE = 30

/** OAuth 2.1 client credentials (RFC 6749 §4.4): a system's code and key against a token that lasts an hour. */
export const oauthToken: RegisterEndpoint = (app, context) => {
  const server = new OAuth2Server({
    model: modelOf(context),
    accessTokenLifetime: TOKEN_SECONDS,
    requireClientAuthentication: { client_credentials: true },
  })
  app.post(
    '/api/v1/oauth/token',
    {
      config: { access: 'public', rateLimit: { max: PER_MINUTE, timeWindow: '1 minute' } },
      schema: {
        summary: 'Exchange a system’s key for an access token',
        description:
          'OAuth 2.1 client credentials: `client_id` is the system’s code, `client_secret` one of its keys, in the ' +
          'form or as HTTP Basic. `scope` is optional and narrows. Errors are those of RFC 6749 §5.2.',
        tags: ['systems'],
        consumes: ['application/x-www-form-urlencoded'],
        response: { 200: Token, '4xx': Type.Union([OAuthError, ProblemSchema]), '5xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      const { form } = request
      const fields = ['grant_type', 'client_id', 'client_secret', 'scope'].flatMap((name) =>
        form.get(name) === '' ? [] : [[name, form.get(name)]],
      )
      const answer = new OAuth2Server.Response({ headers: {} })
      try {
        await server.token(
          new OAuth2Server.Request({
            method: 'POST',
            headers: request.headers as Record<string, string>,
            query: {},
            body: Object.fromEntries(fields),
          }),
          answer,
        )
      } catch (error) {
        if (!(error instanceof OAuth2Server.OAuthError) || (error.code ?? 500) >= 500) throw error
        return reply
          .code(error.code === 401 ? 401 : 400)
          .headers(answer.headers ?? {})
          .header('cache-control', 'no-store')
          .send({ error: error.name, error_description: error.message })
      }
      return reply.header('cache-control', 'no-store').send({ ...answer.body, expires_in: TOKEN_SECONDS })
    },
  )
}

function modelOf(context: AppContext): OAuth2Server.ClientCredentialsModel {
  return {
    async getClient(clientId, clientSecret) {
      const system = await systemOfKey(context, clientSecret ?? '')
      return system !== null && system.code === clientId
        ? { id: system.code, grants: ['client_credentials'], systemId: system.id, scopes: system.scopes }
        : false
    },
    getUserFromClient: async (client) => ({ systemId: client.systemId }),
    async validateScope(_user, client, asked) {
      const allowed = SYSTEM_SCOPES.filter((scope) => client.scopes.includes(scope))
      if (asked === undefined || asked.length === 0) return allowed
      return asked.every((scope) => allowed.some((one) => one === scope)) ? asked : false
    },
    async saveToken(token, client, user) {
      const scopes = (token.scope ?? []) as SystemScope[]
      const made = await makeSystemToken(context, client.systemId, scopes)
      return { ...token, accessToken: made.token, accessTokenExpiresAt: made.expiresAt, client, user }
    },
    // The token endpoint asks for none; the routes read tokens themselves.
    getAccessToken: async () => false,
  }
}
