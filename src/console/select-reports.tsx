import type { VNode } from 'preact'
import { Button, type PageFrame } from '../ui/index.ts'
import { BULK_ACTIONS, BULK_PATH, slugOf } from './pages/bulk/model.ts'

const ICONS = { assign: 'send', follow_up: 'message', hold: 'pause', archive: 'archive' } as const

export interface SelectReportsProps {
  readonly page: PageFrame
  /** Where the list stands. */
  readonly back: string
  /** Who can do nothing to many at once has nothing to tick. */
  readonly mayAct: boolean
  readonly children: VNode
}

/** A list whose rows can be ticked, and what can be done with all that are. Leads to a page of its own: no script needed. */
export function SelectReports({ page, back, mayAct, children }: SelectReportsProps) {
  if (!mayAct) return children
  const { t } = page
  return (
    <form method="get" action={BULK_PATH} class="select-many" data-select-many>
      <input type="hidden" name="kembali" value={back} />
      {children}
      <fieldset class="select-bar">
        <legend class="sr-only">{t('bulk.bar')}</legend>
        <label class="select-all" data-script-only hidden>
          <input type="checkbox" data-select-all />
          <span
            aria-live="polite"
            data-select-count
            data-text-none={t('bulk.select_all')}
            data-text-some={t('bulk.selected')}
          >
            {t('bulk.select_all')}
          </span>
        </label>
        <span class="select-hint">{t('bulk.bar')}</span>
        <div class="select-actions">
          {BULK_ACTIONS.map((action) => (
            <Button
              key={action}
              look="secondary"
              size="small"
              icon={ICONS[action]}
              name="tindakan"
              value={slugOf(action)}
            >
              {t(`bulk.do.${action}`)}
            </Button>
          ))}
        </div>
      </fieldset>
    </form>
  )
}
