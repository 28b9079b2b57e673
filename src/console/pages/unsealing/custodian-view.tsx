import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import type { Custodian } from '../../../identity/index.ts'
import type { UnsealRequest } from '../../../reports/index.ts'
import {
  Badge,
  Breadcrumbs,
  Button,
  ButtonRow,
  Card,
  DescriptionList,
  EmptyState,
  Form,
  groupDigits,
  Notice,
  PageHeading,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

interface CustodianModel {
  readonly accountId: number
  readonly custodian: boolean
  readonly requests: readonly UnsealRequest[]
  /** Null for who may not appoint. */
  readonly custodians: readonly Custodian[] | null
  readonly refused: Refused | null
  readonly ok: string
}

interface CustodianProps {
  readonly frame: ConsoleFrame
  readonly model: CustodianModel
}

const PATH = '/petugas/pembukaan-identitas'

/** Where custodians decide, and the national level appoints them. */
export function CustodianPage({ frame, model }: CustodianProps) {
  const { t } = frame.page
  const waiting = model.requests.filter(({ decision }) => decision === null)
  const decided = model.requests.filter(({ decision }) => decision !== null)
  const ok = `console.custodian.ok.${model.ok}`
  return (
    <ConsolePage frame={frame} title={t('console.custodian.title')} current="account">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('console.account.title'), href: '/petugas/akun' },
          { label: t('console.custodian.title') },
        ]}
      />
      <PageHeading title={t('console.custodian.title')} lead={t('console.custodian.lead')} />
      <div class="stack-large">
        <FormProblem t={t} refused={model.refused} />
        {isMessageKey(ok) && model.refused === null && <Notice tone="success" title={t(ok)} live />}
        {model.custodian && waiting.length === 0 && (
          <EmptyState title={t('console.custodian.empty')} icon="check" />
        )}
        {waiting.map((request) => (
          <WaitingRequest key={request.id} frame={frame} model={model} request={request} />
        ))}
        {decided.length > 0 && <Decided frame={frame} requests={decided} />}
        {model.custodians !== null && (
          <Custodians frame={frame} custodians={model.custodians} refused={model.refused} />
        )}
      </div>
    </ConsolePage>
  )
}

function WaitingRequest({ frame, model, request }: CustodianProps & { request: UnsealRequest }) {
  const { page, staff } = frame
  const { t, language } = page
  const own = request.requested_by === model.accountId
  return (
    <Card
      title={`#${groupDigits(request.tracking_number)}`}
      icon="eye-off"
      aside={<Badge tone="warning">{t('console.unseal.waiting')}</Badge>}
    >
      <div class="stack">
        <DescriptionList
          facts={[
            {
              term: t('console.unseal.requester'),
              detail: `${request.requester}, ${request.requester_node}`,
            },
            {
              term: t('console.unseal.requested_at'),
              detail: formatDateTime(request.requested_at, language, staff.timeZone),
            },
            { term: t('console.unseal.reason'), detail: request.reason },
          ]}
        />
        {own ? (
          <Notice tone="info" title={t('error.not_own_request')} />
        ) : (
          <Form page={page} action={`${PATH}/${request.id}`} id="form-decide">
            <div class="stack">
              <TextArea
                t={t}
                name="reason"
                id={`reason-${request.id}`}
                label={t('console.custodian.reason')}
                hint={t('console.custodian.reason.hint')}
                rows={2}
              />
              <ButtonRow>
                <Button name="decision" value="approve">
                  {t('console.custodian.approve')}
                </Button>
                <Button name="decision" value="refuse" look="secondary">
                  {t('console.custodian.refuse')}
                </Button>
              </ButtonRow>
            </div>
          </Form>
        )}
      </div>
    </Card>
  )
}

function Decided({ frame, requests }: { frame: ConsoleFrame; requests: readonly UnsealRequest[] }) {
  const { page, staff } = frame
  const { t, language } = page
  return (
    <Table
      caption={t('console.custodian.decided')}
      rows={requests}
      rowKey={(request) => String(request.id)}
      columns={[
        { label: t('console.custodian.report'), cell: (row) => `#${groupDigits(row.tracking_number)}` },
        { label: t('console.unseal.requester'), cell: (row) => `${row.requester}, ${row.requester_node}` },
        {
          label: t('console.custodian.decision'),
          cell: (row) => t(`console.unseal.${row.decision ?? 'waiting'}`),
        },
        { label: t('console.unseal.custodian'), cell: (row) => row.custodian ?? '—' },
        {
          label: t('console.custodian.at'),
          cell: (row) =>
            row.decided_at === null ? '—' : formatDateTime(row.decided_at, language, staff.timeZone),
        },
      ]}
    />
  )
}

function Custodians({
  frame,
  custodians,
  refused,
}: {
  frame: ConsoleFrame
  custodians: readonly Custodian[]
  refused: Refused | null
}) {
  const { page } = frame
  const { t } = page
  const values = formValues(t, 'custodian', refused)
  return (
    <Card title={t('console.custodian.who')} icon="users">
      <div class="stack">
        <p class="text-ink-soft">{t('console.custodian.who.text')}</p>
        {custodians.map(({ email, name, node }) => (
          <Form key={email} page={page} action={`${PATH}/penjaga`}>
            <input type="hidden" name="remove" value={email} />
            <ButtonRow>
              <span>
                <strong>{name}</strong>, {node}
              </span>
              <Button look="quiet" size="small" aria-label={t('console.custodian.dismiss.label', { name })}>
                {t('console.custodian.dismiss')}
              </Button>
            </ButtonRow>
          </Form>
        ))}
        <Form page={page} action={`${PATH}/penjaga`} id="form-custodian">
          <div class="stack">
            <TextInput
              name="email"
              id={values.id('email')}
              label={t('console.custodian.email')}
              error={values.error('email')}
              value={values.value('email')}
              width="medium"
              required
            />
            <Button look="secondary">{t('console.custodian.appoint')}</Button>
          </div>
        </Form>
      </div>
    </Card>
  )
}
