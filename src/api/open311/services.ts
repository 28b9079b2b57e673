import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CategoryRow, Db } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { type AppContext, languageOf } from '../../http/index.ts'
import { type Language, translator } from '../../i18n/index.ts'
import { listCategories } from '../../institutions/index.ts'
import { REPORT_CLASSES } from '../../reports/index.ts'
import { sendTree, splitFormat, type Tree } from './format.ts'
import { jurisdictionOf } from './open311-app.ts'

/** GET services and GET service definition: our categories and what may be said of a report beside its text. */
export function registerServices(app: FastifyInstance, context: AppContext): void {
  for (const file of ['services.xml', 'services.json']) {
    app.get(`/${file}`, { config: { access: 'public' } }, async (request, reply) => {
      await jurisdictionOf(context, request)
      const type = serviceType(request)
      const language = languageOf(request)
      const groups = await listCategories(context.db)
      return sendTree(reply, splitFormat(file).format, {
        root: 'services',
        item: 'service',
        value: groups.flatMap((group) =>
          (group.children.length === 0 ? [group] : group.children).map((category) => ({
            service_code: category.code,
            service_name: nameOf(category, language),
            description: nameOf(category, language),
            metadata: true,
            type,
            keywords: [nameOf(group, language), ...(category.oversight ? ['oversight'] : [])].join(', '),
            group: nameOf(group, language),
          })),
        ),
      })
    })
  }
  app.get<{ Params: { file: string } }>(
    `/services/:file`,
    { config: { access: 'public' } },
    async (request, reply) => {
      const { name, format } = splitFormat(request.params.file)
      await jurisdictionOf(context, request)
      const service = await findService(context.db, name)
      if (service === null) throw new DomainError('service_not_found', 404)
      return sendTree(reply, format, {
        root: 'service_definition',
        inner: { attributes: 'attribute', values: 'value' },
        value: { service_code: service.code, attributes: attributesOf(languageOf(request)) },
      })
    },
  )
}

/** An active category by its service code, or null. */
export async function findService(db: Db, code: string): Promise<CategoryRow | null> {
  const groups = await listCategories(db)
  return groups.flatMap((group) => [group, ...group.children]).find((row) => row.code === code) ?? null
}

/**
 * `realtime`: the number comes at once, for systems that confirm their reporters' contacts. `batch`: a token comes
 * first, and the number once the reporter has confirmed the contact.
 */
function serviceType({ system }: FastifyRequest): 'realtime' | 'batch' {
  return system?.vouchesForContacts === true ? 'realtime' : 'batch'
}

function attributesOf(language: Language): Tree[] {
  const t = translator(language)
  const yesNo = [
    { key: 'yes', name: t('open311.yes') },
    { key: 'no', name: t('open311.no') },
  ]
  const attribute = (code: string, datatype: string, description: string, values: Tree[] = []) => ({
    variable: true,
    code,
    datatype,
    required: false,
    datatype_description: t(
      `open311.type.${datatype === 'datetime' || datatype === 'string' ? datatype : 'list'}`,
    ),
    order: 0,
    description,
    values,
  })
  return [
    attribute(
      'class',
      'singlevaluelist',
      t('open311.attribute.class'),
      REPORT_CLASSES.map((key) => ({ key, name: t(`class.${key}`) })),
    ),
    attribute('occurred_on', 'datetime', t('open311.attribute.occurred_on')),
    attribute('nik', 'string', t('open311.attribute.nik')),
    attribute('anonymous', 'singlevaluelist', t('open311.attribute.anonymous'), yesNo),
    attribute('secret', 'singlevaluelist', t('open311.attribute.secret'), yesNo),
  ].map((entry, index) => ({ ...entry, order: index + 1 }))
}

function nameOf(category: CategoryRow, language: Language): string {
  return language === 'en' ? category.name_en : category.name_id
}
