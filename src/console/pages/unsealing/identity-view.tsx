import { formatDateTime } from '../../../i18n/index.ts'
import type { UnsealedIdentity, UnsealRequest } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  CsrfField,
  DescriptionList,
  Form,
  groupDigits,
  Notice,
  PageHeading,
  TextArea,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { identityPath, reportPath } from '../report/paths.ts'

interface IdentityModel {
  readonly number: string
  readonly title: string
  readonly anonymous: boolean
  /** One's own, the newest first. */
  readonly requests: readonly UnsealRequest[]
  readonly now: Date
  readonly identity: UnsealedIdentity | null
  readonly refused: Refused | null
  readonly ok: string
}

interface IdentityProps {
  readonly frame: ConsoleFrame
  readonly model: IdentityModel
}

/** Where an admin asks for an anonymous reporter's identity and, once a custodian approved, reads it. */
export function IdentityPage({ frame, model }: IdentityProps) {
  const { t } = frame.page
  const waits = model.requests.some(({ decision }) => decision === null)
  return (
    <ConsolePage frame={frame} title={t('console.unseal.title')} current="reports">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: `#${groupDigits(model.number)}`, href: reportPath(model.number) },
          { label: t('console.unseal.title') },
        ]}
      />
      <PageHeading title={t('console.unseal.title')} lead={model.title} />
      <div class="stack-large">
        <FormProblem t={t} refused={model.refused} />
        {model.ok === 'requested' && (
          <Notice tone="success" title={t('console.unseal.ok.requested')} live>
            <p>{t('console.unseal.ok.requested.text')}</p>
          </Notice>
        )}
        {model.identity !== null && <Opened frame={frame} identity={model.identity} />}
        {model.requests.map((request) => (
          <OwnRequest key={request.id} frame={frame} model={model} request={request} />
        ))}
        {!model.anonymous && <Notice tone="info" title={t('console.unseal.not_anonymous')} />}
        {model.anonymous && !waits && <AskForm frame={frame} model={model} />}
      </div>
    </ConsolePage>
  )
}

function Opened({ frame, identity }: { frame: ConsoleFrame; identity: UnsealedIdentity }) {
  const { t, language } = frame.page
  const unknown = t('console.reporter.name_unknown')
  return (
    <Card title={t('console.unseal.identity')} icon="user" look="accent">
      <div class="stack">
        <DescriptionList
          facts={[
            { term: t('console.unseal.name'), detail: identity.name ?? unknown },
            { term: t('console.unseal.contact'), detail: identity.contact?.value ?? '—' },
            { term: t('console.unseal.nik'), detail: identity.nik ?? '—' },
          ]}
        />
        <p class="text-ink-soft text-sm">
          {t('console.unseal.until', {
            until: formatDateTime(identity.expiresAt, language, frame.staff.timeZone),
          })}
        </p>
      </div>
    </Card>
  )
}

function OwnRequest({ frame, model, request }: IdentityProps & { request: UnsealRequest }) {
  const { page, staff } = frame
  const { t, language } = page
  const instant = (at: Date | null) => (at === null ? '—' : formatDateTime(at, language, staff.timeZone))
  const open =
    request.decision === 'approved' && request.expires_at !== null && request.expires_at > model.now
  const state = request.decision ?? 'waiting'
  return (
    <Card
      title={t(request.decision === 'approved' && !open ? 'console.unseal.over' : `console.unseal.${state}`)}
      icon="clock"
      level={2}
    >
      <div class="stack">
        <DescriptionList
          facts={[
            { term: t('console.unseal.reason'), detail: request.reason },
            { term: t('console.unseal.requested_at'), detail: instant(request.requested_at) },
            ...(request.custodian === null
              ? []
              : [{ term: t('console.unseal.custodian'), detail: request.custodian }]),
            ...(request.decision_reason === null
              ? []
              : [{ term: t('console.unseal.decision_reason'), detail: request.decision_reason }]),
            ...(request.expires_at === null
              ? []
              : [{ term: t('console.unseal.expires_at'), detail: instant(request.expires_at) }]),
          ]}
        />
        {open && model.identity === null && (
          <form method="post" action={`${identityPath(model.number)}/baca`}>
            <CsrfField token={page.csrfToken} />
            <div class="stack">
              <p>{t('console.unseal.read.logged')}</p>
              <Button>{t('console.unseal.read')}</Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  )
}

function AskForm({ frame, model }: IdentityProps) {
  const { page } = frame
  const values = formValues(page.t, 'request', model.refused)
  return (
    <Card title={page.t('console.unseal.ask')} icon="eye-off">
      <Form page={page} action={identityPath(model.number)} id="form-request">
        <div class="stack">
          <p>{page.t('console.unseal.rules')}</p>
          <TextArea
            t={page.t}
            name="reason"
            id={values.id('reason')}
            label={page.t('console.unseal.reason')}
            hint={page.t('console.unseal.reason.hint')}
            error={values.error('reason')}
            value={values.value('reason')}
            rows={4}
            required
          />
          <Button>{page.t('console.unseal.send')}</Button>
        </div>
      </Form>
    </Card>
  )
}
