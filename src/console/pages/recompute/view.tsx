import { formatDateTime, formatNumber } from '../../../i18n/index.ts'
import type { RecomputePreview } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  Card,
  EmptyState,
  Form,
  groupDigits,
  Notice,
  PageHeading,
  Stat,
  StatRow,
  Table,
  Tabs,
  TextArea,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { deadlineName } from '../../due-label.ts'
import { FormProblem } from '../../form-problem.tsx'
import { formValues, type Refused } from '../../form-values.ts'

export const RECOMPUTE_PATH = '/petugas/rujukan/hitung-ulang'
export const FORM = 'recompute'

export interface RecomputePageProps {
  readonly frame: ConsoleFrame
  readonly byNewRules: boolean
  /** Null right after it was asked for: a worker is at it. */
  readonly preview: RecomputePreview | null
  readonly refused: Refused | null
}

/** What would move, before anything does. */
export function RecomputePage({ frame, byNewRules, preview, refused }: RecomputePageProps) {
  const { page } = frame
  const { t } = page
  const title = t('recompute.title')
  return (
    <ConsolePage frame={frame} title={title} current="registry">
      <Breadcrumbs
        t={t}
        crumbs={[{ label: t('registry.title'), href: '/petugas/rujukan' }, { label: title }]}
      />
      <PageHeading title={title} lead={t('recompute.lead')} />
      <Tabs
        label={title}
        tabs={[false, true].map((rules) => ({
          label: t(rules ? 'recompute.by_rules' : 'recompute.by_calendar'),
          href: rules ? `${RECOMPUTE_PATH}?aturan=1` : RECOMPUTE_PATH,
          current: rules === byNewRules,
        }))}
      />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        <p>{t(byNewRules ? 'recompute.by_rules_text' : 'recompute.by_calendar_text')}</p>
        {preview === null ? (
          <Notice tone="success" title={t('recompute.done')} live>
            <p>{t('recompute.done_text')}</p>
          </Notice>
        ) : (
          <Preview frame={frame} byNewRules={byNewRules} preview={preview} refused={refused} />
        )}
      </div>
    </ConsolePage>
  )
}

function Preview({
  frame,
  byNewRules,
  preview,
  refused,
}: RecomputePageProps & { readonly preview: RecomputePreview }) {
  const { page, staff } = frame
  const { t, language } = page
  const number = (value: number) => formatNumber(value, language)
  const form = formValues(t, FORM, refused)
  const moves = preview.later + preview.earlier
  if (moves === 0)
    return (
      <EmptyState icon="check-circle" title={t('recompute.none')}>
        {t('recompute.none_text', { count: preview.deadlines })}
      </EmptyState>
    )
  return (
    <>
      <StatRow>
        <Stat figure={number(preview.later)} label={t('recompute.later')} />
        <Stat figure={number(preview.earlier)} label={t('recompute.earlier')} />
        <Stat figure={number(preview.kept)} label={t('recompute.kept')} hint={t('recompute.kept_hint')} />
      </StatRow>
      <Table
        caption={t('recompute.examples', { shown: preview.examples.length, count: moves })}
        rows={preview.examples}
        rowKey={(move) => `${move.trackingNumber} ${move.kind}`}
        columns={[
          {
            label: t('console.column.report'),
            cell: (move) => (
              <a href={`/petugas/laporan/${move.trackingNumber}`}>{groupDigits(move.trackingNumber)}</a>
            ),
          },
          { label: t('console.column.due'), cell: (move) => deadlineName(t, move.kind) },
          { label: t('recompute.from'), cell: (move) => formatDateTime(move.from, language, staff.timeZone) },
          { label: t('recompute.to'), cell: (move) => formatDateTime(move.to, language, staff.timeZone) },
        ]}
      />
      <Card title={t('recompute.apply')}>
        <Form page={page} id={`form-${FORM}`} action={RECOMPUTE_PATH}>
          <input type="hidden" name="aturan" value={byNewRules ? '1' : ''} />
          <TextArea
            t={t}
            name="reason"
            id={form.id('reason')}
            label={t('recompute.reason')}
            hint={t('recompute.reason_hint')}
            error={form.error('reason')}
            value={form.value('reason')}
            rows={3}
          />
          <Button>{t('recompute.do', { count: moves })}</Button>
        </Form>
      </Card>
    </>
  )
}
