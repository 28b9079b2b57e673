import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { listIdentityRules, removeIdentityRule, setIdentityRule } from '../../../identity/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import { REPORT_CLASSES, readRegistryQueue } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { IDENTITY_RULES_PATH, IdentityRulesPage } from './view.tsx'

/** Which class or category of reports needs a stated identity; the national level sets it. */
export const identityRuleRoutes: RegisterRoutes = (app, context) => {
  const national = { config: { access: 'national' as const } }
  app.get(IDENTITY_RULES_PATH, national, (request, reply) => show(context, request, reply, null))
  app.post(
    IDENTITY_RULES_PATH,
    national,
    orRefuse(
      'rule',
      (request, reply, refused) => show(context, request, reply, refused),
      async (request, reply) => {
        const { form } = request
        const removed = Number(form.get('remove'))
        if (Number.isSafeInteger(removed) && removed > 0 && removed < 2 ** 31) {
          const change = { area: 'identity_rule', action: 'removed', subject: String(removed) } as const
          await logChange(context, request, change, ({ db }) => removeIdentityRule(db, removed))
        } else {
          const reportClass = REPORT_CLASSES.find((name) => name === form.get('class')) ?? null
          const rule = { class: reportClass, categoryCode: form.get('category_code'), step: form.get('step') }
          const subject = `${reportClass ?? '*'} ${rule.categoryCode || '*'}`
          const change = { area: 'identity_rule', action: 'set', subject } as const
          await logChange(context, request, change, ({ db, clock, populationRegistry }) =>
            setIdentityRule(db, rule, clock.now(), populationRegistry !== null),
          )
        }
        return reply.redirect(`${IDENTITY_RULES_PATH}?ok=1`, 303)
      },
    ),
  )
}

function registryKind({ config, populationRegistry }: AppContext): 'real' | 'training' | 'none' {
  if (populationRegistry === null) return 'none'
  return config.populationRegistry === null ? 'training' : 'real'
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const [frame, rules, categories, queue] = await Promise.all([
    consoleFrame(context, request, reply, IDENTITY_RULES_PATH),
    listIdentityRules(context.db),
    listCategories(context.db),
    readRegistryQueue(context.db),
  ])
  const nameOf = (category: { name_id: string; name_en: string }) =>
    frame.page.language === 'en' ? category.name_en : category.name_id
  return sendPage(
    reply,
    <IdentityRulesPage
      frame={frame}
      rules={rules}
      registry={{ ...queue, kind: registryKind(context) }}
      categories={categories.map((group) => ({
        group: nameOf(group),
        choices: [group, ...group.children].map((category) => ({
          value: category.code,
          label: nameOf(category),
        })),
      }))}
      refused={refused}
      saved={queryOf(request)('ok') !== ''}
    />,
    refused?.refusal.status ?? 200,
  )
}
