import { isMessageKey } from '../../../i18n/index.ts'
import { DraftClear, Notice } from '../../../ui/index.ts'
import type { ReportPageProps } from './view.tsx'

/** What the reporter has just done, and what follows from it. */
export function DoneNotice({ page, model }: ReportPageProps) {
  const { t } = page
  const key = `report.done.${model.done}`
  const title = `${key}.title`
  if (!model.own || model.done === '' || !isMessageKey(key) || !isMessageKey(title)) return null
  return (
    <>
      <DraftClear draft={`${model.report.tracking_number}-${model.done}`} />
      <Notice tone="success" title={t(title)} live>
        <p>{t(key, { holder: model.report.holder.name })}</p>
      </Notice>
    </>
  )
}
