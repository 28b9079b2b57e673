import { Button, Form, Notice, type PageFrame } from '../../../ui/index.ts'
import { reportPath } from './paths.ts'
import type { ReportPageModel } from './report-page.ts'

/** That the machine gave the report, until a person decides; who may, takes it back with one click. */
export function AutomaticNotice({ page, model }: { page: PageFrame; model: ReportPageModel }) {
  const { t } = page
  const { report, actions } = model
  const last = report.timeline.findLast((event) => MOVES.has(event.type))
  if (last?.data.automatic !== true || last.type !== 'assign') return null
  const mayUndo = report.state === 'assigned' && actions.forms.includes('assign')
  return (
    <Notice tone="info" icon="info" title={t('routing.auto.notice')}>
      <p>
        {t('routing.auto.notice_text', { percent: Math.round(Number(last.data.probability ?? 0) * 100) })}
      </p>
      {mayUndo && (
        <Form page={page} action={`${reportPath(report.tracking_number)}/batal-otomatis`} class="pt-3">
          <Button size="small" look="secondary">
            {t('routing.auto.undo')}
          </Button>
        </Form>
      )}
    </Notice>
  )
}

const MOVES: ReadonlySet<string> = new Set(['assign', 'return', 'take_over'])
