import { DomainError } from '../../../errors.ts'
import { errorText, fieldErrorText } from '../../../http/index.ts'
import type { ManyResult, ManyRun } from '../../../reports/index.ts'
import {
  Badge,
  ButtonLink,
  groupDigits,
  Notice,
  type PageFrame,
  PageHeading,
  Table,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'

export interface BulkResultPageProps {
  readonly frame: ConsoleFrame
  readonly run: ManyRun
  readonly titles: ReadonlyMap<string, string>
  readonly back: string
}

/** What became of each report: what was refused first, with the reason. */
export function BulkResultPage({ frame, run, titles, back }: BulkResultPageProps) {
  const { page } = frame
  const { t } = page
  const refused = run.results.filter((result) => result.outcome === 'refused')
  const done = run.results.filter((result) => result.outcome === 'done')
  const title = t('bulk.result.title')
  return (
    <ConsolePage frame={frame} title={title} current="inbox">
      <PageHeading
        title={title}
        lead={t(`bulk.title.${run.action}`)}
        actions={
          <ButtonLink look="secondary" icon="arrow-left" href={back}>
            {t('bulk.result.back')}
          </ButtonLink>
        }
      />
      <div class="stack">
        <Notice
          tone={refused.length === 0 ? 'success' : done.length === 0 ? 'danger' : 'warning'}
          title={t('bulk.result.sum', { done: done.length, refused: refused.length })}
          live
        />
        <Table
          caption={title}
          captionHidden
          keys
          rows={[...refused, ...done]}
          rowKey={(result) => result.tracking_number}
          columns={[
            {
              label: t('console.column.report'),
              class: 'md:w-1/2',
              cell: (result) => (
                <a href={`/petugas/laporan/${result.tracking_number}`}>
                  {titles.get(result.tracking_number) ?? groupDigits(result.tracking_number)}
                </a>
              ),
            },
            { label: t('bulk.result.outcome'), cell: (result) => <Outcome t={t} result={result} /> },
          ]}
        />
      </div>
    </ConsolePage>
  )
}

function Outcome({ t, result }: { t: PageFrame['t']; result: ManyResult }) {
  if (result.outcome === 'done')
    return (
      <Badge tone="success" icon="check">
        {t('bulk.result.done')}
      </Badge>
    )
  return (
    <>
      <Badge tone="danger" icon="close">
        {t('bulk.result.refused')}
      </Badge>
      <p class="mt-1">{reasonOf(t, result)}</p>
    </>
  )
}

function reasonOf(t: PageFrame['t'], { code, on_field, values }: ManyResult): string {
  const known = { code: code ?? 'unexpected', values: { ...values } }
  return on_field
    ? fieldErrorText(t, known)
    : errorText(t, new DomainError(known.code, 409, { values: known.values }))
}
