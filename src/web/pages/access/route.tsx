import type { FastifyReply } from 'fastify'
import { DomainError, type FieldError } from '../../../errors.ts'
import { type AppContext, pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { type Contact, readContact } from '../../../identity/index.ts'
import { readTrackingNumber, resendCode, SENT_ENOUGH } from '../../../reports/index.ts'
import { NO_PROBLEMS, problemsOf } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { rememberNamedContact } from '../../training-code.ts'
import { AccessPage } from './view.tsx'

/** The way back to one's own report: number and contact, then the code that is sent to it. */
export const accessRoutes: RegisterRoutes = (app, context) => {
  app.get(PATHS.access, { config: { access: 'public' } }, (request, reply) =>
    sendPage(
      reply,
      <AccessPage
        page={pageFrame(context, request, reply)}
        values={{ number: queryOf(request)('nomor'), contact: '' }}
        problems={NO_PROBLEMS}
      />,
    ),
  )
  app.post(PATHS.access, { config: { access: 'public' } }, async (request, reply) => {
    const values = { number: request.form.get('number'), contact: request.form.get('contact') }
    const number = readTrackingNumber(values.number)
    const contact = readContact(values.contact)
    if (number === null || contact === null) {
      const page = pageFrame(context, request, reply)
      const problems = problemsOf(page.t, wrongFields(number, contact, values.contact))
      return sendPage(reply, <AccessPage page={page} values={values} problems={problems} />, 422)
    }
    await sendCode(context, reply, number, contact)
    return reply.redirect(PATHS.code(number), 303)
  })
}

/** Whether number and contact belong together is not told: the answer is the same either way. */
async function sendCode(
  context: AppContext,
  reply: FastifyReply,
  number: string,
  contact: Contact,
): Promise<void> {
  try {
    const sentAt = await resendCode(context, number, contact)
    if (sentAt !== null) rememberNamedContact(context, reply, number)
  } catch (error) {
    // Sent within the last minute, or too often: only its owner would be told so.
    if (!(error instanceof DomainError && SENT_ENOUGH.has(error.code))) throw error
    rememberNamedContact(context, reply, number)
  }
}

function wrongFields(number: string | null, contact: Contact | null, typed: string): FieldError[] {
  const errors: FieldError[] = []
  if (number === null) errors.push({ field: 'number', code: 'invalid_tracking_number' })
  if (contact === null) {
    const code =
      typed.trim() === '' ? 'contact_missing' : typed.includes('@') ? 'invalid_email' : 'invalid_phone'
    errors.push({ field: 'contact', code })
  }
  return errors
}
