import { formatDateTime } from '../../../i18n/index.ts'
import {
  Badge,
  Button,
  ButtonRow,
  Card,
  DescriptionList,
  EmptyState,
  Form,
  groupDigits,
  Table,
  TextArea,
} from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import { reportPath } from '../report/paths.ts'
import { ABUSE_PATH, type AbuseProps, type ListedAppeal } from './model.ts'

/** Objections that wait, each with both sides' words; below them what was decided. */
export function AppealsPart({ frame, model }: AbuseProps) {
  const { page, staff } = frame
  const { t, language } = page
  const waiting = model.appeals.filter(({ decided_at }) => decided_at === null)
  const decided = model.appeals.filter(({ decided_at }) => decided_at !== null)
  return (
    <>
      {waiting.length === 0 && <EmptyState title={t('console.abuse.appeals.none')} icon="check" />}
      {waiting.map((appeal) => (
        <Waiting key={appeal.id} frame={frame} model={model} appeal={appeal} />
      ))}
      {decided.length > 0 && (
        <Table
          caption={t('console.abuse.appeal.decided')}
          rows={decided}
          rowKey={({ id }) => String(id)}
          columns={[
            { label: t('console.abuse.tab.appeals'), cell: (row) => titleOf(frame, row), heading: true },
            {
              label: t('console.abuse.appeal.decision'),
              cell: (row) => t(row.granted ? 'console.abuse.appeal.granted' : 'console.abuse.appeal.refused'),
            },
            { label: t('console.abuse.appeal.reason'), cell: (row) => row.decision_reason ?? '—' },
            { label: t('console.abuse.appeal.who'), cell: (row) => row.decider ?? '—' },
            {
              label: t('console.abuse.mark.at'),
              cell: (row) =>
                row.decided_at === null ? '—' : formatDateTime(row.decided_at, language, staff.timeZone),
            },
          ]}
        />
      )}
    </>
  )
}

function titleOf({ page: { t } }: AbuseProps['frame'], appeal: ListedAppeal): string {
  return appeal.mark_id === null
    ? t('console.abuse.appeal.block')
    : t('console.abuse.appeal.mark', { number: groupDigits(appeal.tracking_number ?? '') })
}

function Waiting({ frame, model, appeal }: AbuseProps & { appeal: ListedAppeal }) {
  const { page, staff } = frame
  const { t, language } = page
  const form = `keberatan-${appeal.id}`
  const values = formValues(t, form, model.refused)
  return (
    <Card
      title={titleOf(frame, appeal)}
      icon="hand"
      aside={<Badge tone="warning">{t('console.unseal.waiting')}</Badge>}
    >
      <div class="stack">
        <DescriptionList
          facts={[
            appeal.tracking_number === null
              ? null
              : {
                  term: t('console.abuse.mark.report'),
                  detail: (
                    <a href={reportPath(appeal.tracking_number)}>#{groupDigits(appeal.tracking_number)}</a>
                  ),
                },
            { term: t('console.abuse.appeal.ours'), detail: appeal.reason },
            { term: t('console.abuse.appeal.theirs'), detail: appeal.text },
            {
              term: t('console.abuse.appeal.made'),
              detail: formatDateTime(appeal.made_at, language, staff.timeZone),
            },
          ]}
        />
        <Form page={page} action={`${ABUSE_PATH}/keberatan/${appeal.id}`} id={`form-${form}`}>
          <div class="stack">
            <TextArea
              t={t}
              name="reason"
              id={values.id('reason')}
              label={t('console.abuse.appeal.reason')}
              hint={t('console.abuse.appeal.reason.hint')}
              error={values.error('reason')}
              value={values.value('reason')}
              rows={3}
            />
            <ButtonRow>
              <Button name="decision" value="grant">
                {t('console.abuse.appeal.grant')}
              </Button>
              <Button name="decision" value="refuse" look="secondary">
                {t('console.abuse.appeal.refuse')}
              </Button>
            </ButtonRow>
          </div>
        </Form>
      </div>
    </Card>
  )
}
