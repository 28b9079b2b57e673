import { formatDateTime, formatNumber } from '../../../i18n/index.ts'
import { ALERT_MEASURE_NAMES, ALERT_MEASURES, type AlertRule } from '../../../statistics/index.ts'
import { Badge, Button, Card, Form, Select, Table, TextInput } from '../../../ui/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import { formValues, type Refused } from '../../form-values.ts'
import { MONITORING_SETTINGS_PATH } from './settings-path.ts'

interface AlertsCardProps {
  readonly frame: ConsoleFrame
  readonly rules: readonly AlertRule[]
  readonly refused: Refused | null
}

/** The institution's thresholds, whether each is crossed now, and a form for another. */
export function AlertsCard({ frame, rules, refused }: AlertsCardProps) {
  const { page, staff } = frame
  const { t, language } = page
  const form = formValues(t, 'alert', refused)
  const path = `${MONITORING_SETTINGS_PATH}/ambang`
  const written = ({ measure }: Pick<AlertRule, 'measure'>, value: number) =>
    t(`alert.value.${ALERT_MEASURES[measure].unit}`, {
      value: formatNumber(Math.round(value * 10) / 10, language),
    })
  return (
    <Card title={t('alert.title')} icon="bell" id="ambang">
      <div class="stack">
        <p>{t('alert.lead')}</p>
        {rules.length > 0 && (
          <Table
            caption={t('alert.title')}
            captionHidden
            rows={rules}
            rowKey={({ measure }) => measure}
            columns={[
              { label: t('alert.measure'), cell: ({ measure }) => t(`alert.measure.${measure}`) },
              {
                label: t('alert.threshold'),
                cell: (rule) =>
                  t('alert.when', {
                    side: ALERT_MEASURES[rule.measure].side,
                    threshold: written(rule, rule.threshold),
                  }),
              },
              {
                label: t('alert.now'),
                cell: (rule) =>
                  rule.crossed_at === null ? (
                    rule.value === null ? (
                      t('statistics.none')
                    ) : (
                      written(rule, rule.value)
                    )
                  ) : (
                    <span class="inline-flex flex-wrap items-center gap-2 max-md:justify-end">
                      <Badge tone="danger" icon="alert-triangle">
                        {written(rule, rule.value ?? rule.threshold)}
                      </Badge>
                      <span class="text-ink-soft text-sm">
                        {t('alert.since', {
                          time: formatDateTime(rule.crossed_at, language, staff.timeZone),
                        })}
                      </span>
                    </span>
                  ),
              },
              {
                label: t('alert.remove'),
                cell: ({ measure }) => (
                  <Form page={page} action={path}>
                    <input type="hidden" name="remove" value={measure} />
                    <Button look="quiet" size="small">
                      {t('alert.remove')}
                    </Button>
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Form page={page} action={path} id="form-alert">
          <Select
            name="measure"
            id={form.id('measure')}
            label={t('alert.measure')}
            error={form.error('measure')}
            value={form.value('measure', 'overdue')}
            choices={ALERT_MEASURE_NAMES.map((name) => ({
              value: name,
              label: `${t(`alert.measure.${name}`)} ${t(`alert.side.${ALERT_MEASURES[name].side}`)}`,
            }))}
          />
          <TextInput
            name="threshold"
            id={form.id('threshold')}
            label={t('alert.threshold')}
            hint={t('alert.threshold_hint')}
            error={form.error('threshold')}
            value={form.value('threshold')}
            inputMode="decimal"
            width="short"
          />
          <Button>{t('alert.set')}</Button>
        </Form>
      </div>
    </Card>
  )
}
