import { ButtonLink, Card, groupDigits, Notice, type PageFrame } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import { maySupport, type ReportPageModel } from './model.ts'

interface TogetherProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** On a joined report: that it is handled with another one, and what stays its reporter's own. */
export function JoinedNotice({ page, model }: TogetherProps) {
  const { t } = page
  const { report, own, handlers } = model
  if (!report.joined) return null
  return (
    <Notice icon="merge" title={t('report.joined.title')}>
      <p>{t(own ? 'report.joined.own' : 'report.joined')}</p>
      {handlers.mainNumber !== null && (
        <p>
          <a href={PATHS.report(handlers.mainNumber)}>
            {t('report.joined.main', { number: groupDigits(handlers.mainNumber) })}
          </a>
        </p>
      )}
    </Notice>
  )
}

/** "I have this too": how many do, and the way to be counted. */
export function SupportCard({ page, model }: TogetherProps) {
  const { t } = page
  const { report } = model
  const count = report.support_count
  const open = maySupport(model)
  if (count === 0 && !open) return null
  return (
    <Card title={t('report.support.title')} icon="users" look="sunken" id="ikut">
      <div class="stack">
        <p>{t('report.support.count', { count })}</p>
        {open && (
          <ButtonLink href={PATHS.support(report.tracking_number)} look="secondary" icon="plus" wide="phone">
            {t('report.support.action')}
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}
