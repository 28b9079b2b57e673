import type { StaffRole } from '../../../db/index.ts'
import { Breadcrumbs, Button, Card, Form, PageHeading, TextInput } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { PlanFields } from './plan-fields.tsx'

export interface InvitePageProps {
  readonly frame: ConsoleFrame
  readonly roles: readonly StaffRole[]
  readonly refused: Refused | null
}

/** Invite a person: address, name, role and place. */
export function InvitePage({ frame, roles, refused }: InvitePageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'invite', refused)
  return (
    <ConsolePage frame={frame} title={t('staff.invite')} current="staff">
      <Breadcrumbs
        t={t}
        crumbs={[{ href: '/petugas/staf', label: t('staff.title') }, { label: t('staff.invite') }]}
      />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('staff.invite')} lead={t('staff.invite.lead')} />
      <Card class="max-w-3xl">
        <Form page={page} action="/petugas/staf/undang" id="form-invite" valuesSent={form.refused}>
          <TextInput
            name="email"
            id={form.id('email')}
            type="email"
            label={t('staff.email')}
            error={form.error('email')}
            value={form.value('email')}
            autocomplete="off"
            spellcheck={false}
            width="medium"
          />
          <PlanFields t={t} form={form} roles={roles} />
          <Button icon="send" wide="phone">
            {t('staff.invite.submit')}
          </Button>
        </Form>
      </Card>
    </ConsolePage>
  )
}
