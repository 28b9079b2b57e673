import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstitutionRow } from '../../../db/index.ts'
import { DomainError, invalid, notFound } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  localPath,
  type PostedForm,
  type RegisterRoutes,
  sendPage,
  staffOf,
} from '../../../http/index.ts'
import {
  handleMany,
  isUuids,
  type ManyCommand,
  MOST_AT_ONCE,
  readInbox,
  readManyRun,
} from '../../../reports/index.ts'
import { assignScope } from '../../assign-scope.ts'
import { consoleFrame } from '../../console-page.tsx'
import { findTarget } from '../../find-target.ts'
import type { Refused } from '../../form-values.ts'
import { allOf, queryOf } from '../../query.ts'
import { actionOfSlug, BULK_PATH, type BulkAction, chosenNumbers, chosenReports } from './model.ts'
import { BulkResultPage } from './result-view.tsx'
import { BulkPage, FORM } from './view.tsx'

interface Address {
  Params: { action: string }
}

/** `/petugas/massal`: one action for many reports; the form, and a result for each report. */
export const bulkRoutes: RegisterRoutes = (app, context) => {
  app.get(BULK_PATH, { config: { access: 'staff' } }, (request, reply) => {
    const query = queryOf(request)
    const action = actionOfSlug(query('tindakan'))
    if (action === null) throw notFound()
    const numbers = chosenNumbers(allOf(request, 'laporan'))
    return sendForm(context, request, reply, {
      action,
      numbers,
      ticked: null,
      formKey: randomUUID(),
      back: localPath(query('kembali')),
      refused: null,
    })
  })

  app.post<Address>(`${BULK_PATH}/:action`, { config: { access: 'staff' } }, async (request, reply) => {
    const action = actionOfSlug(request.params.action)
    if (action === null) throw notFound()
    const { form } = request
    const staff = staffOf(request)
    try {
      const id = await handleMany(context, staff, {
        formKey: form.get('form_key'),
        reports: chosenReports(form),
        command: await readCommand(context, staff, action, form),
      })
      const back = encodeURIComponent(localPath(form.get('kembali')))
      return reply.redirect(`${BULK_PATH}/hasil/${id}?kembali=${back}`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (!(refusal instanceof DomainError) || refusal.status !== 422) throw error
      return sendForm(context, request, reply, {
        action,
        numbers: chosenNumbers(form.getAll('shown')),
        ticked: chosenReports(form).map((report) => report.trackingNumber),
        formKey: form.get('form_key'),
        back: localPath(form.get('kembali')),
        refused: { form: FORM, posted: form, refusal },
      })
    }
  })

  app.get<{ Params: { id: string } }>(
    `${BULK_PATH}/hasil/:id`,
    { config: { access: 'staff' } },
    async (request, reply) => {
      const staff = staffOf(request)
      if (!isUuids([request.params.id])) throw notFound()
      const run = await readManyRun(context.db, staff, request.params.id)
      const [reports, frame] = await Promise.all([
        readChosen(
          context,
          staff,
          run.results.map((result) => result.tracking_number),
        ),
        consoleFrame(context, request, reply),
      ])
      const titles = new Map(reports.map((report) => [report.tracking_number, report.title]))
      const back = localPath(queryOf(request)('kembali'))
      return sendPage(reply, <BulkResultPage frame={frame} run={run} titles={titles} back={back} />)
    },
  )
}

interface Shown {
  readonly action: BulkAction
  readonly numbers: readonly string[]
  /** Null: all of them. */
  readonly ticked: readonly string[] | null
  readonly formKey: string
  readonly back: string
  readonly refused: Refused | null
}

async function sendForm(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
): Promise<FastifyReply> {
  const tooMany = shown.numbers.length > MOST_AT_ONCE
  const [reports, texts, frame] = await Promise.all([
    tooMany ? [] : readChosen(context, staffOf(request), shown.numbers),
    tooMany ? new Map<string, string>() : readTexts(context, shown.numbers),
    consoleFrame(context, request, reply, shown.back),
  ])
  const choices = await targetChoices(context, staffOf(request), shown.refused)
  const status = shown.refused?.refusal.status ?? (tooMany || reports.length === 0 ? 422 : 200)
  return sendPage(
    reply,
    <BulkPage
      frame={frame}
      {...shown}
      reports={reports}
      texts={texts}
      choices={choices}
      now={context.clock.now()}
    />,
    status,
  )
}

/** The nodes a typed name could mean, where there are several: without script there are no suggestions. */
async function targetChoices(
  context: AppContext,
  staff: ReturnType<typeof staffOf>,
  refused: Refused | null,
): Promise<readonly InstitutionRow[]> {
  if (!refused?.refusal.fields.some((field) => field.code === 'institution_ambiguous')) return []
  const given = { text: refused.posted.get('institution'), code: '', choice: '' }
  const target = await findTarget(context.db, given, assignScope(staff))
  return target.found === 'several' ? target.candidates : []
}

/** Those of the numbers that this person may see, the most urgent first. */
async function readChosen(
  context: AppContext,
  staff: ReturnType<typeof staffOf>,
  numbers: readonly string[],
) {
  if (numbers.length === 0) return []
  const { reports } = await readInbox(context.db, staff, {
    scope: 'all',
    numbers,
    now: context.clock.now(),
    limit: MOST_AT_ONCE,
  })
  return reports
}

/** What was written, whole: who verifies in a pile reads it here. Shown only beside reports one may see. */
async function readTexts(context: AppContext, numbers: readonly string[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('reports')
    .select(['tracking_number', 'body'])
    .where('tracking_number', 'in', [...numbers])
    .execute()
  return new Map(rows.map((row) => [row.tracking_number, row.body]))
}

async function readCommand(
  context: AppContext,
  staff: ReturnType<typeof staffOf>,
  action: BulkAction,
  form: PostedForm,
): Promise<ManyCommand> {
  const text = form.get('text')
  switch (action) {
    case 'hold':
      return { action, text }
    case 'archive':
      return { action, reason: form.get('reason'), text }
    case 'follow_up':
      return { action, text, visibility: form.get('visibility') === 'internal' ? 'internal' : 'public' }
    case 'assign': {
      const given = {
        text: form.get('institution'),
        code: form.get('institution_code'),
        choice: form.get('institution_choice'),
      }
      const target = await findTarget(context.db, given, assignScope(staff))
      if (target.found !== 'one') {
        const code =
          given.text.trim() === ''
            ? 'institution_missing'
            : target.found === 'several'
              ? 'institution_ambiguous'
              : 'unknown_institution'
        throw invalid([{ field: 'institution_code', code }])
      }
      const verifies = form.get('verifies') === 'on'
      return { action, institution_code: target.code, note: form.get('note'), verifies }
    }
  }
}
