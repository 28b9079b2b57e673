import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, ownHosts, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { encodeEmblem, ownInstitution, readFront, saveFront } from '../../../institutions/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { FrontSettingsPage } from './view.tsx'

interface Address {
  Params: { code: string }
}

const PATH = '/petugas/instansi/:code/depan'

/** `/petugas/instansi/:code/depan`: how an institution shows itself on its own front page. */
export const frontRoutes: RegisterRoutes = (app, context) => {
  app.get<Address>(PATH, { config: { access: 'admin' } }, (request, reply) =>
    show(context, request, reply, request.params.code, null),
  )
  app.post<Address>(PATH, { config: { access: 'admin' } }, (request, reply) => {
    const { code } = request.params
    const again = (refusedOf: FastifyRequest, answer: FastifyReply, refused: Refused) =>
      show(context, refusedOf, answer, code, refused)
    return orRefuse('front', again, async ({ form }) => {
      const staff = staffOf(request)
      const node = await ownInstitution(context.db, staff, code)
      // Whoever owns a host name owns what people type there: only the national level gives one away.
      const host =
        staff.role === 'national_admin' && form.names.includes('host') ? form.get('host') : undefined
      const [file] = form.files
      const emblem = file === undefined ? null : await encodeEmblem(file.name, file.bytes, file.tooLarge)
      const input = {
        name: form.get('name'),
        color: form.get('color'),
        host,
        emblem,
        dropEmblem: form.get('drop_emblem') !== '',
      }
      const { darkened } = await logChange(
        context,
        request,
        {
          area: 'institution',
          action: 'front',
          subject: node.code,
          data: {
            name: input.name,
            color: input.color,
            ...(host === undefined ? {} : { host }),
            ...(emblem !== null ? { emblem: emblem.digest } : input.dropEmblem ? { emblem: null } : {}),
          },
        },
        (inside) => saveFront({ ...inside, ownHosts: ownHosts(context.config) }, node.id, input),
      )
      return reply.redirect(`/petugas/instansi/${node.code}/depan?ok=${darkened ? 'gelap' : 'ya'}`, 303)
    })(request, reply)
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refused: Refused | null,
): Promise<FastifyReply> {
  const staff = staffOf(request)
  const node = await ownInstitution(context.db, staff, code)
  return sendPage(
    reply,
    <FrontSettingsPage
      frame={await consoleFrame(context, request, reply, `/petugas/instansi/${node.code}/depan`)}
      node={node}
      front={await readFront(context.db, node.id)}
      mayNameHost={staff.role === 'national_admin'}
      refused={refused}
      saved={queryOf(request)('ok')}
    />,
    refused?.refusal.status ?? 200,
  )
}
