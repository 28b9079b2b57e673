import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type FieldError } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  errorText,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import { isMessageKey, type Translate } from '../../../i18n/index.ts'
import { listContacts, reporterName } from '../../../identity/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { openSimilarReports } from '../../../reports/index.ts'
import { NO_PROBLEMS, problemsOf } from '../../field-problems.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { reporterOf } from '../../reporter-session.ts'
import { type Draft, draftIdOf, dropDraft, keepDraft, readDraft } from './draft.ts'
import { type TellModel, type TellNotice, tellSurroundings } from './model.ts'
import { queuedRoutes } from './queued-route.ts'
import { receive } from './receive.ts'
import { similarRoutes } from './similar-reports.tsx'
import { suggestionRoutes } from './suggestions.ts'
import { emptyValues, holdsWords, postedValues, type TellValues, visibleValues } from './values.ts'
import { TellPage } from './view.tsx'

const PATH = '/lapor'

/** Telling a problem: one form that never loses a word. */
export const tellRoutes: RegisterRoutes = (app, context) => {
  // One for the whole server, so that it knows how busy it is.
  const find = openSimilarReports(context)
  app.get(PATH, { config: { access: 'public' } }, async (request, reply) => {
    const draft = await readDraft(context, request)
    return show(context, request, reply, {
      values: draft?.values ?? (await prefilled(context, request)),
      files: draft?.files ?? [],
      restored: draft !== null,
      emptied: queryOf(request)('kosong') !== '',
    })
  })

  // Kept by phones, so it holds nothing of anybody; each host name has a copy of its own.
  app.get(`${PATH}/luring`, { config: { access: 'public' } }, async (request, reply) => {
    const recipient = await recipientOf(context, request.front?.code)
    return show(context, request, reply, { values: { ...emptyValues(), ...recipient }, offline: true })
  })

  app.post(
    PATH,
    {
      config: { access: 'public' },
      errorHandler: (error, request, reply) => showAfterFailure(context, error, request, reply),
    },
    async (request, reply) => {
      if (request.form.get('action') === 'discard') {
        await dropDraft(context, reply, draftIdOf(request))
        return reply.redirect(`${PATH}?kosong=1`, 303)
      }
      const received = await receive(context, find, request, reply)
      if (received.kind === 'sent') {
        rememberFollower(context, reply, received.report)
        const { admitted, tracking_number: number } = received.report
        return reply.redirect(admitted ? `${PATHS.report(number)}?kabar=kode` : PATHS.code(number), 303)
      }
      if (received.kind === 'join') return reply.redirect(`${PATHS.support(received.number)}?dari=lapor`, 303)
      const { draft, errors, status, saved, areaChoices, institutionChoices, similar } = received
      const { t } = pageFrame(context, request, reply)
      return show(
        context,
        request,
        reply,
        {
          values: draft.values,
          files: draft.files,
          problems: problemsOf(t, inPageOrder(errors), fieldOnPage),
          notice: saved
            ? noticeOf(t, 'success', 'tell.saved')
            : similar.length > 0
              ? noticeOf(t, 'info', 'similar.asked')
              : null,
          similar,
          similarSeen: similar.length > 0 || request.form.get('similar_seen') !== '',
          posted: true,
          areaChoices,
          institutionChoices,
        },
        status,
      )
    },
  )
  queuedRoutes(app, context)
  similarRoutes(find)(app, context)
  return suggestionRoutes(app, context)
}

type Shown = Partial<TellModel> & { readonly values: TellValues }

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
  status = 200,
): Promise<FastifyReply> {
  const page = pageFrame(context, request, reply)
  const model: TellModel = {
    files: [],
    problems: NO_PROBLEMS,
    notice: null,
    posted: false,
    restored: false,
    areaChoices: [],
    institutionChoices: [],
    similar: [],
    similarSeen: false,
    emptied: false,
    offline: false,
    ...(await tellSurroundings(context, page)),
    ...shown,
    values: visibleValues(shown.values),
  }
  return sendPage(reply, <TellPage page={page} model={model} />, status)
}

/**
 * A link from elsewhere may say what it is about and whom it is for: `/lapor?kategori=…&instansi=…`; a wrong category is
 * refused at sending. On an institution's own host name it is for that institution, until the reporter says otherwise.
 */
async function prefilled(context: AppContext, request: FastifyRequest): Promise<TellValues> {
  const reporterId = await reporterOf(context, request)
  const known = reporterId === null ? {} : await knownPerson(context, reporterId)
  const query = queryOf(request)
  return {
    ...emptyValues(),
    ...known,
    ...(await recipientOf(context, query('instansi') || request.front?.code)),
    category_code: query('kategori'),
    body: query('cerita'),
  }
}

/** Nothing where no institution is meant, or one that takes no reports any more. */
async function recipientOf({ db }: AppContext, code: string | undefined): Promise<Partial<TellValues>> {
  const wanted = code === undefined ? null : await institutionByCode(db, code)
  return wanted?.active ? { institution: wanted.name, institution_code: wanted.code } : {}
}

/** A signed-in reporter need not write their name and contact again. */
async function knownPerson({ db, sealer }: AppContext, reporterId: number): Promise<Partial<TellValues>> {
  const [contacts, name] = await Promise.all([
    listContacts(db, sealer, reporterId),
    reporterName(db, sealer, reporterId),
  ])
  const contact = contacts.find(({ kind, confirmed }) => confirmed && (kind === 'phone' || kind === 'email'))
  return { name: name ?? '', contact: contact?.value ?? '' }
}

/** An expired form or a failure of ours: keep what was typed, say what happened, show the form again. */
async function showAfterFailure(
  context: AppContext,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refusal = asRefusal(error)
  const typed = postedValues(request.form)
  // Nothing of the form arrived, or another site sent it: then there is nothing of ours to keep.
  if (!holdsWords(typed) || request.headers['sec-fetch-site'] === 'cross-site') throw error
  if (refusal === null) request.log.error({ err: error }, 'telling failed')
  const { t } = pageFrame(context, request, reply)
  const draft = await keepAgain(context, request, reply)
  const told = refusal ?? new DomainError('unexpected', 500)
  const title = `error.${told.code}.title`
  return show(
    context,
    request,
    reply,
    {
      values: draft?.values ?? typed,
      files: draft?.files ?? [],
      posted: true,
      notice: {
        tone: 'danger',
        title: t(isMessageKey(title) ? title : 'error.unexpected.title'),
        text:
          told.code === 'form_expired'
            ? t('tell.expired')
            : told.status >= 500
              ? t('tell.failed', { id: request.id })
              : errorText(t, told),
      },
    },
    told.status,
  )
}

/** Null when even keeping fails; the words then stand in the page alone. */
async function keepAgain(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Draft | null> {
  try {
    return (await keepDraft(context, request, reply)).draft
  } catch (error) {
    request.log.error({ err: error }, 'draft not kept')
    return null
  }
}

function noticeOf(t: Translate, tone: TellNotice['tone'], key: 'tell.saved' | 'similar.asked'): TellNotice {
  return { tone, title: t(`${key}.title`), text: t(key) }
}

const ON_PAGE: Readonly<Record<string, string>> = {
  phone: 'contact',
  email: 'contact',
  area_code: 'area',
  institution_code: 'institution',
  latitude: 'location_text',
  longitude: 'location_text',
}

function fieldOnPage(field: string): string {
  return ON_PAGE[field] ?? field
}

const ORDER = [
  'class',
  'body',
  'title',
  'occurred_on',
  'attachments',
  'area',
  'location_text',
  'category_code',
  'institution',
  'name',
  'contact',
  'nik',
]

function inPageOrder(errors: readonly FieldError[]): FieldError[] {
  const position = (error: FieldError) => ORDER.indexOf(fieldOnPage(error.field))
  return [...errors].sort((one, other) => position(one) - position(other))
}
