import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import {
  Breadcrumbs,
  Button,
  ButtonLink,
  Card,
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
import { markPath, reportPath } from '../report/paths.ts'
import { ABUSE_PATH } from './model.ts'

interface MarkModel {
  readonly number: string
  readonly title: string
  readonly archived: boolean
  readonly mark: { readonly reason: string; readonly marked_at: Date } | null
  readonly refused: Refused | null
  readonly ok: string
}

interface MarkProps {
  readonly frame: ConsoleFrame
  readonly model: MarkModel
}

/** One report's mark: why it stands and how to take it back, or the form to set it. */
export function MarkPage({ frame, model }: MarkProps) {
  const { page, staff } = frame
  const { t } = page
  const title = t('console.mark.title')
  const ok = `console.mark.ok.${model.ok}`
  return (
    <ConsolePage frame={frame} title={title} current="reports">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: `#${groupDigits(model.number)}`, href: reportPath(model.number) },
          { label: title },
        ]}
      />
      <PageHeading title={model.mark === null ? title : t('console.mark.stands')} lead={model.title} />
      <div class="stack-large">
        <FormProblem t={t} refused={model.refused} />
        {isMessageKey(ok) && model.refused === null && <Notice tone="success" title={t(ok)} live />}
        {model.mark !== null && <Stands frame={frame} model={model} mark={model.mark} />}
        {model.archived ? (
          <MarkForm frame={frame} model={model} />
        ) : (
          <Notice tone="info" title={t('console.mark.not_archived')} />
        )}
        {staff.role === 'national_admin' && (
          <div>
            <ButtonLink look="secondary" href={`${ABUSE_PATH}?bagian=blokir&nomor=${model.number}`}>
              {t('console.mark.block')}
            </ButtonLink>
          </div>
        )}
      </div>
    </ConsolePage>
  )
}

function Stands({ frame, mark }: MarkProps & { mark: NonNullable<MarkModel['mark']> }) {
  const { page, staff } = frame
  return (
    <Card title={page.t('console.mark.stands')} icon="hand" look="accent">
      <DescriptionList
        facts={[
          { term: page.t('console.abuse.block.reason'), detail: mark.reason },
          {
            term: page.t('console.abuse.mark.at'),
            detail: formatDateTime(mark.marked_at, page.language, staff.timeZone),
          },
        ]}
      />
    </Card>
  )
}

function MarkForm({ frame, model }: MarkProps) {
  const { page } = frame
  const { t } = page
  const values = formValues(t, 'tanda', model.refused)
  const undo = model.mark !== null
  return (
    <Card title={t(undo ? 'console.mark.undo' : 'console.mark.title')} icon={undo ? 'return' : 'hand'}>
      <Form page={page} action={markPath(model.number)} id="form-tanda">
        <div class="stack">
          <p>{t(undo ? 'console.mark.undo.lead' : 'console.mark.lead')}</p>
          <TextArea
            t={t}
            name="reason"
            id={values.id('reason')}
            label={t(undo ? 'console.mark.undo.reason' : 'console.mark.reason')}
            hint={t('console.mark.reason.hint')}
            error={values.error('reason')}
            value={values.value('reason')}
            rows={4}
            required
          />
          <div>
            <Button name="action" value={undo ? 'undo' : 'mark'}>
              {t(undo ? 'console.mark.undo' : 'console.mark.send')}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  )
}
