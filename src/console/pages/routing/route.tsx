import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import {
  type AppContext,
  type PostedForm,
  type RegisterRoutes,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import type { Language } from '../../../i18n/index.ts'
import { undoAutomaticAssignment } from '../../../reports/index.ts'
import {
  addRule,
  countAutomaticActs,
  listRules,
  type NewRule,
  readReliability,
  readRoutingSettings,
  readTrainedModel,
  saveRoutingSettings,
  switchRule,
  tryRule,
} from '../../../routing/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { addressOf, queryOf } from '../../query.ts'
import { ROUTING_PARTS, ROUTING_PATH, type RoutingPart, type TriedRule } from './model.ts'
import { RoutingPage } from './view.tsx'

const DAY_MS = 86_400_000

/** `/petugas/perutean`: reliability for all staff, rules of the national level, and each institution's own switches. */
export const routingRoutes: RegisterRoutes = (app, context) => {
  app.get(ROUTING_PATH, { config: { access: 'staff' } }, (request, reply) => {
    const part = ROUTING_PARTS.find((name) => name === queryOf(request)('bagian')) ?? 'ketepatan'
    return sendRouting(context, request, reply, part, null)
  })

  const edit = (
    path: string,
    { part, form, access }: { part: RoutingPart; form: string; access: 'admin' | 'national' },
    handle: (request: FastifyRequest, inside: AppContext) => Promise<unknown>,
  ) => {
    app.post(`${ROUTING_PATH}/${path}`, { config: { access } }, (request, reply) => {
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendRouting(context, again, answer, part, refused)
      return orRefuse(form, show, async () => {
        const subject = form === 'automatic' ? staffOf(request).nodeCode : request.form.get('id')
        const change = { area: 'routing', action: form, subject } as const
        await logChange(context, request, change, (inside) => handle(request, inside))
        return reply.redirect(addressOf(ROUTING_PATH, { bagian: part, ok: form }), 303)
      })(request, reply)
    })
  }

  edit('otomatis', { part: 'otomatis', form: 'automatic', access: 'admin' }, (request, inside) => {
    const { form } = request
    const staff = staffOf(request)
    const from = form.get('assign_from')
    return saveRoutingSettings(inside.db, staff.institutionId, {
      assignFrom: from === '' ? null : Number(from),
      archiveNobody: form.get('archive_nobody') === 'on',
      changedById: staff.accountId,
      now: context.clock.now(),
    })
  })
  edit('aturan/tambah', { part: 'aturan', form: 'rule', access: 'national' }, ({ form }, inside) =>
    addRule(inside.db, ruleOf(form), context.clock.now()),
  )
  edit('aturan/saklar', { part: 'aturan', form: 'switch', access: 'national' }, ({ form }, inside) =>
    switchRule(inside.db, idOf(form.get('id')), form.get('on') === 'on', context.clock.now()),
  )

  app.post<{ Params: { number: string } }>(
    '/petugas/laporan/:number/batal-otomatis',
    { config: { access: 'staff' } },
    async (request, reply) => {
      const actor = { kind: 'staff' as const, staff: staffOf(request), channel: 'web' }
      await undoAutomaticAssignment(context, actor, request.params.number)
      return reply.redirect(`/petugas/laporan/${request.params.number}`, 303)
    },
  )
}

async function sendRouting(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  part: RoutingPart,
  refused: Refused | null,
): Promise<FastifyReply> {
  const { db, config, clock } = context
  const staff = staffOf(request)
  const query = queryOf(request)
  const now = clock.now().getTime()
  const national = staff.role === 'national_admin'
  const [frame, reliability, model, rules, tried, settings, acts] = await Promise.all([
    consoleFrame(context, request, reply, addressOf(ROUTING_PATH, { bagian: part })),
    part === 'ketepatan'
      ? readReliability(db, {
          since: new Date(now - 180 * DAY_MS),
          institutionId: national || staff.nodeIsRoot ? null : staff.institutionId,
        })
      : null,
    readTrainedModel(db),
    part === 'aturan' ? listRules(db, config.projectDir) : [],
    part === 'aturan' && national ? triedRule(context, query('coba')) : null,
    readRoutingSettings(db, staff.institutionId),
    countAutomaticActs(db, { institutionId: staff.institutionId, since: new Date(now - 30 * DAY_MS) }),
  ])
  const names = part === 'aturan' ? await namesFor(context, frame.page.language) : new Map<string, string>()
  const ok = query('ok')
  return sendPage(
    reply,
    <RoutingPage
      frame={frame}
      part={part}
      refused={refused}
      saved={ok === 'rule' ? 'rule' : ok === 'automatic' || ok === 'switch' ? 'settings' : null}
      reliability={reliability}
      model={model}
      rules={rules}
      names={names}
      tried={tried}
      mayEditRules={national}
      settings={settings}
      acts={acts}
      maySet={national || staff.role === 'institution_admin'}
      institutionName={staff.nodeName}
    />,
    refused?.refusal.status ?? 200,
  )
}

async function namesFor({ db }: AppContext, language: Language): Promise<ReadonlyMap<string, string>> {
  const [categories, institutions] = await Promise.all([
    db
      .selectFrom('categories')
      .select(['code', `name_${language} as name` as const])
      .execute(),
    db
      .selectFrom('institutions')
      .innerJoin('competence_rules', 'competence_rules.handler_name', 'institutions.code')
      .select(['institutions.code', 'institutions.name'])
      .execute(),
  ])
  return new Map([...categories, ...institutions].map(({ code, name }) => [code, name]))
}

async function triedRule({ db, config }: AppContext, asked: string): Promise<TriedRule | null> {
  if (asked === '') return null
  const id = idOf(asked)
  const trial = await tryRule(db, config.projectDir, id)
  const numbers =
    trial.examples.length === 0
      ? []
      : await db.selectFrom('reports').select('tracking_number').where('id', 'in', trial.examples).execute()
  return { id, trial, against: numbers.map(({ tracking_number }) => tracking_number) }
}

function ruleOf(form: PostedForm): NewRule {
  const list = (name: string) =>
    form
      .get(name)
      .split(/[,|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  return {
    categories: list('categories'),
    words: list('words'),
    exceptWords: list('except_words'),
    areaPrefix: form.get('area').trim() || null,
    level: form.get('level'),
    handler: form
      .get('handler')
      .trim()
      .replace(/^local:/, ''),
    priority: Number(form.get('priority')),
    strength: Number(form.get('strength')) / 100,
    note: form.get('note').trim(),
  }
}

function idOf(text: string): number {
  const id = Number(text)
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound()
  return id
}
