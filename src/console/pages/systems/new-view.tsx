import { Breadcrumbs, Button, Card, Combobox, Form, PageHeading, TextInput } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { SystemFields } from './system-fields.tsx'
import { PATH } from './systems-path.ts'

/** Connect another system. */
export function NewSystemPage({ frame, refused }: { frame: ConsoleFrame; refused: Refused | null }) {
  const { page, staff } = frame
  const { t } = page
  const form = formValues(t, 'new', refused)
  return (
    <ConsolePage frame={frame} title={t('systems.add')} current="systems">
      <Breadcrumbs t={t} crumbs={[{ href: PATH, label: t('systems.title') }, { label: t('systems.add') }]} />
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('systems.add')} lead={t('systems.add_lead')} />
      <Card class="max-w-3xl">
        <Form page={page} action={`${PATH}/baru`} id="form-new" valuesSent={form.refused}>
          <TextInput
            name="code"
            id={form.id('code')}
            label={t('systems.code')}
            hint={t('systems.code_hint')}
            error={form.error('code')}
            value={form.value('code')}
            autocomplete="off"
            spellcheck={false}
            maxLength={60}
            width="medium"
          />
          <Combobox
            t={t}
            name="institution"
            id={form.id('institution')}
            label={t('systems.place')}
            hint={t('systems.place_hint')}
            error={form.error('institution')}
            url="/petugas/instansi/cari?q={query}"
            value={form.value('institution', staff.nodeName)}
            code={form.value('institution_code', staff.nodeCode)}
          />
          <SystemFields t={t} form={form} national={staff.role === 'national_admin'} />
          <Button>{t('systems.add.submit')}</Button>
        </Form>
      </Card>
    </ConsolePage>
  )
}
