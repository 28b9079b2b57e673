import { formatDate } from '../../../i18n/index.ts'
import { type ListedBlock, maskContact } from '../../../identity/index.ts'
import {
  Button,
  Card,
  DescriptionList,
  Disclosure,
  EmptyState,
  Form,
  groupDigits,
  Table,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import { ABUSE_PATH, type AbuseProps } from './model.ts'

const DAYS = '30'

/** Who is blocked now, a form for another block, and those that are over. */
export function BlocksPart({ frame, model }: AbuseProps) {
  const { page, staff } = frame
  const { t, language } = page
  const holding = model.blocks.filter(({ ended_at }) => ended_at === null)
  const over = model.blocks.filter(({ ended_at }) => ended_at !== null)
  const date = (at: Date) => formatDate(at, language, staff.timeZone)
  return (
    <>
      {holding.length === 0 && <EmptyState title={t('console.abuse.blocks.none')} icon="check" />}
      {holding.map((block) => (
        <Holding key={block.id} frame={frame} model={model} block={block} />
      ))}
      <AddBlock frame={frame} model={model} />
      {over.length > 0 && (
        <Table
          caption={t('console.abuse.block.past')}
          rows={over}
          rowKey={({ id }) => String(id)}
          columns={[
            { label: t('console.abuse.block.who'), cell: (row) => whoOf(frame, row), heading: true },
            { label: t('console.abuse.block.reason'), cell: (row) => row.reason },
            {
              label: t('console.abuse.block.over'),
              cell: (row) => (row.ended_at === null ? '—' : date(row.ended_at)),
            },
            { label: t('console.abuse.block.lifted'), cell: (row) => row.end_reason ?? '—' },
          ]}
        />
      )}
    </>
  )
}

/** By the report that gave rise to it, or by what staff typed themselves; never by what only the reporter told. */
function whoOf({ page: { t } }: AbuseProps['frame'], block: ListedBlock): string {
  if (block.tracking_number !== null) {
    return t('console.abuse.block.of_report', { number: groupDigits(block.tracking_number) })
  }
  return block.contact === null ? t('console.abuse.block.unknown') : maskContact(block.contact)
}

function Holding({ frame, model, block }: AbuseProps & { block: ListedBlock }) {
  const { page, staff } = frame
  const { t, language } = page
  const form = `blokir-${block.id}`
  const values = formValues(t, form, model.refused)
  return (
    <Card title={whoOf(frame, block)} icon="lock">
      <div class="stack">
        <DescriptionList
          facts={[
            { term: t('console.abuse.block.reason'), detail: block.reason },
            {
              term: t('console.abuse.block.until'),
              detail: formatDate(block.expires_at, language, staff.timeZone),
            },
            {
              term: t('console.abuse.block.by'),
              detail: block.blocked_by ?? t('console.abuse.block.by_rule'),
            },
          ]}
        />
        <Disclosure look="button" summary={t('console.abuse.block.lift')} open={values.refused}>
          <Form page={page} action={`${ABUSE_PATH}/blokir/${block.id}`} id={`form-${form}`}>
            <div class="stack">
              <TextArea
                t={t}
                name="reason"
                id={values.id('reason')}
                label={t('console.abuse.block.lift.reason')}
                hint={t('console.abuse.block.lift.reason.hint')}
                error={values.error('reason')}
                value={values.value('reason')}
                rows={2}
                required
              />
              <div>
                <Button>{t('console.abuse.block.lift')}</Button>
              </div>
            </div>
          </Form>
        </Disclosure>
      </div>
    </Card>
  )
}

function AddBlock({ frame, model }: AbuseProps) {
  const { page } = frame
  const { t } = page
  const values = formValues(t, 'blokir', model.refused)
  return (
    <Card title={t('console.abuse.block.add')} icon="plus">
      <Form page={page} action={`${ABUSE_PATH}/blokir`} id="form-blokir">
        <div class="stack">
          <p>{t('console.abuse.block.add.text')}</p>
          <TextInput
            name="target"
            id={values.id('target')}
            label={t('console.abuse.block.target')}
            hint={t('console.abuse.block.target.hint')}
            error={values.error('target')}
            value={values.value('target', model.target)}
            width="medium"
            autocomplete="off"
            required
          />
          <TextArea
            t={t}
            name="reason"
            id={values.id('reason')}
            label={t('console.abuse.block.reason')}
            hint={t('console.abuse.block.lift.reason.hint')}
            error={values.error('reason')}
            value={values.value('reason')}
            rows={3}
            required
          />
          <TextInput
            name="days"
            id={values.id('days')}
            label={t('console.abuse.block.days')}
            error={values.error('days')}
            value={values.value('days', DAYS)}
            inputMode="numeric"
            width="short"
            required
          />
          <div>
            <Button>{t('console.abuse.block.send')}</Button>
          </div>
        </div>
      </Form>
    </Card>
  )
}
