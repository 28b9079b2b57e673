import { formatDate } from '../../../i18n/index.ts'
import type { AlertRule } from '../../../statistics/index.ts'
import { Breadcrumbs, Button, Card, CheckboxField, Form, Notice, PageHeading } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import type { Refused } from '../../form-values.ts'
import { AlertsCard } from './alerts-card.tsx'
import { MONITORING_SETTINGS_PATH } from './settings-path.ts'

export interface MonitoringSettingsProps {
  readonly frame: ConsoleFrame
  /** Null while the institution does not ask. */
  readonly surveySince: Date | null
  readonly rules: readonly AlertRule[]
  readonly refused: Refused | null
  readonly saved: boolean
}

/** The thresholds and the survey of an institution, set by its admins. */
export function MonitoringSettingsPage(props: MonitoringSettingsProps) {
  const { frame, surveySince, saved, refused } = props
  const { page, staff } = frame
  const { t, language } = page
  return (
    <ConsolePage frame={frame} title={t('monitoring.settings')} current="monitoring">
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('monitoring.title'), href: '/petugas/pemantauan' },
          { label: t('monitoring.settings') },
        ]}
      />
      <PageHeading title={t('monitoring.settings')} lead={staff.nodeName} />
      <div class="stack max-w-3xl">
        <FormProblem t={t} refused={refused} />
        {saved && <Notice tone="success" title={t('monitoring.settings.saved')} live />}
        <AlertsCard frame={frame} rules={props.rules} refused={refused} />
        <Card title={t('survey.figures')} icon="star" id="survei">
          <Form page={page} action={`${MONITORING_SETTINGS_PATH}/survei`} id="form-survey">
            <div class="stack">
              <p>{t('survey.setting.lead')}</p>
              <CheckboxField
                name="survey"
                value="ya"
                checked={surveySince !== null}
                label={t('survey.setting.ask')}
                hint={
                  surveySince === null
                    ? t('survey.setting.off')
                    : t('survey.setting.since', { date: formatDate(surveySince, language, staff.timeZone) })
                }
              />
              <div>
                <Button>{t('monitoring.settings.save')}</Button>
              </div>
            </div>
          </Form>
        </Card>
      </div>
    </ConsolePage>
  )
}
