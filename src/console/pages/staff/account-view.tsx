import type { StaffRole } from '../../../db/index.ts'
import { formatDate, formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import type { ListedStaff, readAccountEvents } from '../../../identity/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  DescriptionList,
  Disclosure,
  Form,
  Notice,
  PageHeading,
  TextArea,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { PlanFields } from './plan-fields.tsx'

export const STAFF_NOTICES = ['undang', 'ubah', 'nonaktif', 'aktif', 'reset', 'undang-lagi'] as const

export interface AccountPageProps {
  readonly frame: ConsoleFrame
  readonly account: ListedStaff & { readonly manageable: boolean }
  readonly roles: readonly StaffRole[]
  readonly events: Awaited<ReturnType<typeof readAccountEvents>>
  readonly handover: { readonly openReports: number; readonly colleagues: number }
  readonly refused: Refused | null
  readonly notice: (typeof STAFF_NOTICES)[number] | null
}

/** One person's account: what it is, what can be done with it, and what was. */
export function AccountPage(props: AccountPageProps) {
  const { frame, account, refused, notice } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={account.name} current="staff">
      <Breadcrumbs
        t={t}
        crumbs={[{ href: '/petugas/staf', label: t('staff.title') }, { label: account.name }]}
      />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={account.name} lead={account.email} />
      <div class="stack max-w-3xl">
        {notice !== null && <Notice tone="success" title={t(`staff.done.${notice}`)} live />}
        {!account.active && <Notice tone="neutral" title={t('staff.left')} />}
        {account.active && !account.accepted && <Notice tone="info" icon="mail" title={t('staff.invited')} />}
        <Facts {...props} />
        {account.manageable && (account.active ? <ActiveForms {...props} /> : <BackForm {...props} />)}
        <History {...props} />
      </div>
    </ConsolePage>
  )
}

function Facts({ frame, account }: AccountPageProps) {
  const { t, language } = frame.page
  const day = (at: Date) => formatDate(at, language, frame.staff.timeZone)
  const seen = account.last_seen_at === null ? t('staff.never') : day(account.last_seen_at)
  return (
    <Card>
      <DescriptionList
        facts={[
          { term: t('staff.role'), detail: t(`role.${account.role}`) },
          { term: t('staff.place'), detail: account.node_name },
          { term: t('staff.last_seen'), detail: account.unused ? `${seen} · ${t('staff.unused')}` : seen },
          {
            term: t('staff.second_factor'),
            detail: t(account.has_second_factor ? 'staff.yes' : 'staff.no'),
          },
          { term: t('staff.created'), detail: day(account.created_at) },
        ]}
      />
    </Card>
  )
}

function ActiveForms({ frame, account, roles, handover, refused }: AccountPageProps) {
  const { page } = frame
  const { t } = page
  const path = `/petugas/staf/${account.id}`
  const change = formValues(t, 'change', refused)
  const leave = formValues(t, 'leave', refused)
  const reset = formValues(t, 'reset', refused)
  const reason = (form: typeof leave) => (
    <TextArea
      t={t}
      name="reason"
      id={form.id('reason')}
      rows={2}
      label={t('staff.reason')}
      hint={t('staff.reason_hint')}
      error={form.error('reason')}
      value={form.value('reason')}
    />
  )
  return (
    <>
      {!account.accepted && (
        <Form page={page} action={`${path}/undang-lagi`} id="form-again">
          <Button look="secondary" icon="send">
            {t('staff.again')}
          </Button>
        </Form>
      )}
      <Disclosure look="button" icon="edit" summary={t('staff.change')} open={change.refused}>
        <Form page={page} action={`${path}/ubah`} id="form-change" valuesSent={change.refused}>
          <PlanFields t={t} form={change} roles={roles} preset={account} />
          <Button>{t('staff.change.submit')}</Button>
        </Form>
      </Disclosure>
      {account.accepted && (
        <Disclosure look="button" icon="lock" summary={t('staff.reset')} open={reset.refused}>
          <Form page={page} action={`${path}/reset`} id="form-reset">
            <p>{t('staff.reset.text')}</p>
            {reason(reset)}
            <Button look="danger">{t('staff.reset.submit')}</Button>
          </Form>
        </Disclosure>
      )}
      <Disclosure look="button" icon="sign-out" summary={t('staff.leave')} open={leave.refused}>
        <Form page={page} action={`${path}/nonaktif`} id="form-leave">
          <p>
            {t('staff.leave.text', {
              place: account.node_name,
              reports: handover.openReports,
              colleagues: handover.colleagues,
            })}
          </p>
          {handover.colleagues === 0 && handover.openReports > 0 && (
            <Notice tone="warning">
              <p>{t('staff.leave.nobody')}</p>
            </Notice>
          )}
          {reason(leave)}
          <Button look="danger">{t('staff.leave.submit')}</Button>
        </Form>
      </Disclosure>
    </>
  )
}

function BackForm({ frame, account }: AccountPageProps) {
  return (
    <Form page={frame.page} action={`/petugas/staf/${account.id}/aktif`} id="form-back">
      <Button look="secondary" icon="return">
        {frame.page.t('staff.back')}
      </Button>
    </Form>
  )
}

function History({ frame, events }: AccountPageProps) {
  const { t, language } = frame.page
  if (events.length === 0) return null
  return (
    <Card title={t('staff.history')} icon="clock">
      <ul class="divide-y divide-line">
        {events.map((event) => {
          const key = `staff.event.${event.type}`
          return (
            <li key={event.id} class="py-3">
              <p class="font-bold">{isMessageKey(key) ? t(key) : event.type}</p>
              {event.reason !== null && <p>{event.reason}</p>}
              <p class="text-ink-soft text-sm">
                {formatDateTime(event.at, language, frame.staff.timeZone)}
                {event.actor_name !== null && ` · ${t('staff.history.by', { name: event.actor_name })}`}
              </p>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
