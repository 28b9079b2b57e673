import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../../errors.ts'
import {
  type AppContext,
  type PostedForm,
  type RegisterRoutes,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import {
  addHoliday,
  createCategory,
  deadlineRuleOwner,
  editCategory,
  editDeadlineRule,
  editHoliday,
  importHolidays,
  listCategories,
  loadDeadlineRules,
  loadHolidays,
  removeHoliday,
} from '../../../institutions/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { addressOf, queryOf } from '../../query.ts'
import { REGISTRY_NOTICES, REGISTRY_PARTS, type RegistryPart } from './model.ts'
import { RegistryPage } from './view.tsx'

const PATH = '/petugas/rujukan'

/** `/petugas/rujukan`: categories, days off and deadline rules; national admins edit, institutions may be stricter. */
export const registryRoutes: RegisterRoutes = (app, context) => {
  app.get(PATH, { config: { access: 'staff' } }, (request, reply) => {
    const part = REGISTRY_PARTS.find((name) => name === queryOf(request)('bagian')) ?? 'kategori'
    return sendRegistry(context, request, reply, part, null)
  })

  const edit = (
    path: string,
    part: RegistryPart,
    form: string,
    access: 'admin' | 'national',
    handle: (request: FastifyRequest, inside: AppContext) => Promise<unknown>,
  ) => {
    app.post(`${PATH}/${path}`, { config: { access } }, (request, reply) => {
      const name = nameOf(form, request.form)
      const show = (again: FastifyRequest, answer: FastifyReply, refused: Refused) =>
        sendRegistry(context, again, answer, part, refused)
      return orRefuse(name, show, async () => {
        const subject = request.form.get('code') || request.form.get('id') || request.form.get('applies_to')
        const change = { area: 'registry', action: form, subject } as const
        await logChange(context, request, change, (inside) => handle(request, inside))
        // Due dates are counted anew from the changed rows at once, not after a minute.
        context.calendars.forget()
        return reply.redirect(
          addressOf(PATH, { bagian: part, tahun: request.form.get('tahun'), ok: form }),
          303,
        )
      })(request, reply)
    })
  }

  edit('kategori/tambah', 'kategori', 'category_add', 'national', ({ form }, inside) =>
    createCategory(inside, { code: form.get('code'), ...categoryFields(form) }),
  )
  edit('kategori/ubah', 'kategori', 'category_edit', 'national', ({ form }, inside) =>
    editCategory(inside, form.get('code'), { ...categoryFields(form), active: form.get('active') === 'on' }),
  )
  edit('libur/tambah', 'libur', 'holiday_add', 'national', ({ form }, inside) =>
    addHoliday(inside, holidayFields(form)),
  )
  edit('libur/ubah', 'libur', 'holiday_edit', 'national', ({ form }, inside) =>
    editHoliday(inside, idOf(form), holidayFields(form)),
  )
  edit('libur/hapus', 'libur', 'holiday_remove', 'national', ({ form }, inside) =>
    removeHoliday(inside, idOf(form)),
  )
  edit('libur/impor', 'libur', 'holiday_import', 'national', ({ form }, inside) => {
    const [file] = form.files
    const csv = file === undefined ? form.get('csv') : file.bytes.toString('utf8')
    if (csv.trim() === '') throw invalid([{ field: 'csv', code: 'csv_empty' }])
    return importHolidays(inside, csv)
  })
  edit('tenggat/tambah', 'tenggat', 'rule_add', 'admin', async (request, inside) => {
    const { form } = request
    const [kind = '', reportClass = '', oversight = ''] = form.get('applies_to').split(' ')
    return editDeadlineRule(inside, {
      kind,
      class: reportClass === '' || reportClass === '-' ? null : reportClass,
      oversight: oversight === '' || oversight === '-' ? null : oversight === 'true',
      institution_code: await deadlineRuleOwner(context.db, staffOf(request)),
      amount: Number(form.get('amount')),
      calendar: form.get('calendar'),
      valid_from: form.get('valid_from'),
      source: form.get('source'),
    })
  })
}

async function sendRegistry(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  part: RegistryPart,
  refused: Refused | null,
): Promise<FastifyReply> {
  const query = queryOf(request)
  const year = yearOf(query('tahun') || request.form.get('tahun'), context.clock.now().getUTCFullYear())
  const staff = staffOf(request)
  const [categories, handlerNames, holidays, rules, frame] = await Promise.all([
    listCategories(context.db, { inactiveToo: true }),
    part === 'kategori' ? readHandlerNames(context) : new Map<string, string>(),
    loadHolidays(context.db, year),
    loadDeadlineRules(context.db),
    consoleFrame(context, request, reply, addressOf(PATH, { bagian: part })),
  ])
  return sendPage(
    reply,
    <RegistryPage
      frame={frame}
      part={part}
      year={year}
      categories={categories}
      handlerNames={handlerNames}
      holidays={holidays}
      rules={rules.filter(
        (rule) => rule.institution_id === null || rule.institution_id === staff.institutionId,
      )}
      national={staff.role === 'national_admin'}
      mayBind={staff.role === 'national_admin' || staff.role === 'institution_admin'}
      editing={query('ubah') || null}
      refused={refused}
      notice={REGISTRY_NOTICES.find((name) => name === query('ok')) ?? null}
    />,
    refused?.refusal.status ?? 200,
  )
}

/** Forms that stand once for each row are named by their row. */
function nameOf(form: string, posted: PostedForm): string {
  if (form === 'category_edit') return `${form}_${posted.get('code')}`
  return form === 'holiday_edit' || form === 'holiday_remove' ? `${form}_${posted.get('id')}` : form
}

function categoryFields(form: PostedForm) {
  return {
    name_id: form.get('name_id'),
    name_en: form.get('name_en'),
    default_level: form.get('default_level'),
    default_handler: form.get('default_handler').trim() || null,
    oversight: form.get('oversight') === 'on',
  }
}

function holidayFields(form: PostedForm) {
  return {
    date: form.get('date'),
    name: form.get('name'),
    kind: form.get('kind'),
    area_code: form.get('area_code').trim() || null,
  }
}

async function readHandlerNames({ db }: AppContext): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('institutions')
    .select(['code', 'name'])
    .where('code', 'in', (some) => some.selectFrom('categories').select('default_handler'))
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

function idOf(form: PostedForm): number {
  const id = Number(form.get('id'))
  if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) throw notFound()
  return id
}

function yearOf(text: string, otherwise: number): number {
  const year = Number(text)
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : otherwise
}
