import type { StaffRole } from '../../../db/index.ts'
import { CheckboxField, Combobox, type PageFrame, Select, TextInput } from '../../../ui/index.ts'
import type { FormValues } from '../../form-values.ts'

interface PlanFieldsProps {
  readonly t: PageFrame['t']
  readonly form: FormValues
  readonly roles: readonly StaffRole[]
  readonly preset?: {
    readonly name: string
    readonly role: StaffRole
    readonly node_name: string
    readonly node_code: string
    readonly may_approve: boolean
  }
}

/** Who somebody is here: name, role and place. */
export function PlanFields({ t, form, roles, preset }: PlanFieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        id={form.id('name')}
        label={t('staff.name')}
        error={form.error('name')}
        value={form.value('name', preset?.name)}
        autocomplete="off"
        maxLength={100}
        width="medium"
      />
      <Select
        name="role"
        id={form.id('role')}
        label={t('staff.role')}
        error={form.error('role')}
        choices={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={form.value('role', preset?.role ?? roles.at(-2))}
        width="medium"
      />
      <Combobox
        t={t}
        name="institution"
        id={form.id('institution')}
        label={t('staff.place')}
        hint={t('staff.place_hint')}
        error={form.error('institution')}
        url="/petugas/instansi/cari?q={query}"
        value={form.value('institution', preset?.node_name)}
        code={form.value('institution_code', preset?.node_code)}
      />
      <CheckboxField
        name="may_approve"
        id={form.id('may_approve')}
        label={t('staff.may_approve')}
        hint={t('staff.may_approve_hint')}
        checked={form.isChosen('may_approve', 'on', preset?.may_approve ?? false)}
      />
    </>
  )
}
