import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../../errors.ts'
import { type AppContext, pageFrame, type RegisterRoutes, sendPage } from '../../../../http/index.ts'
import { openLink, totpAddress, useLink } from '../../../../identity/index.ts'
import type { Refused } from '../../../form-values.ts'
import { qrOf } from '../../../qr-code.tsx'
import { LinkDonePage, LinkPage } from './view.tsx'

interface Address {
  Params: { token: string }
}

/** `/masuk/tautan/:token`: an invitation, or a new way in. The link stays unused until the form is taken. */
export const linkRoutes: RegisterRoutes = (app, context) => {
  const config = { access: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } } as const

  app.get<Address>('/masuk/tautan/:token', { config }, (request, reply) =>
    sendLink(context, request, reply, null),
  )

  app.post<Address>('/masuk/tautan/:token', { config }, async (request, reply) => {
    const { form } = request
    try {
      const given = { password: form.get('password'), code: form.get('code') }
      const { opened, recoveryCodes } = await useLink(
        context,
        request.params.token,
        given,
        context.config.mode,
      )
      const page = { ...pageFrame(context, request, reply), path: '/masuk' }
      // The recovery codes are shown this once and must not stay in a cache.
      reply.header('cache-control', 'no-store')
      return sendPage(
        reply,
        <LinkDonePage page={page} email={opened.account.email} recoveryCodes={recoveryCodes} />,
      )
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error
      return sendLink(context, request, reply, { form: 'link', posted: form, refusal: error })
    }
  })
}

async function sendLink(
  context: AppContext,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const { token } = request.params
  const opened = await openLink(context, token, context.config.mode)
  const qr =
    opened.totpSecret === null ? null : await qrOf(totpAddress(opened.totpSecret, opened.account.email))
  // Its address must not become the referrer of anything, not even here.
  reply.header('referrer-policy', 'no-referrer').header('cache-control', 'no-store')
  return sendPage(
    reply,
    <LinkPage
      page={pageFrame(context, request, reply)}
      token={token}
      opened={opened}
      qr={qr}
      refused={refused}
    />,
    refused?.refusal.status ?? 200,
  )
}
