import { Button, Card, CheckboxField, Form, Select, Stat, StatRow } from '../../../ui/index.ts'
import { formValues } from '../../form-values.ts'
import { ROUTING_PATH, type RoutingPageProps } from './model.ts'

const THRESHOLDS = [0.99, 0.97, 0.95, 0.93, 0.9, 0.85, 0.8]

/** What the machine may do alone here, off at first, and what it has done. */
export function AutomaticPart({ frame, settings, acts, maySet, institutionName, refused }: RoutingPageProps) {
  const { page } = frame
  const { t } = page
  const form = formValues(t, 'automatic', refused)
  const done = acts.assigned + acts.archived + acts.undone
  return (
    <>
      <p class="max-w-3xl">{t('routing.auto.lead')}</p>
      <Card title={t('routing.auto.done')} icon="clock">
        {done === 0 ? (
          <p>{t('routing.auto.done_none')}</p>
        ) : (
          <StatRow>
            <Stat label={t('routing.auto.assigned')} figure={String(acts.assigned)} />
            <Stat label={t('state.archived')} figure={String(acts.archived)} />
            <Stat label={t('routing.auto.undone')} figure={String(acts.undone)} />
          </StatRow>
        )}
      </Card>
      {maySet && (
        <Card>
          <Form page={page} action={`${ROUTING_PATH}/otomatis`} id="form-automatic">
            <Select
              name="assign_from"
              id={form.id('assign_from')}
              label={t('routing.auto.assign')}
              hint={t('routing.auto.assign_hint', { institution: institutionName })}
              empty={t('routing.auto.off')}
              error={form.error('assign_from')}
              value={form.value('assign_from', thresholdOf(settings.assignFrom))}
              choices={THRESHOLDS.map((threshold) => ({
                value: String(threshold),
                label: t('routing.auto.from', { percent: Math.round(threshold * 100) }),
              }))}
            />
            <CheckboxField
              name="archive_nobody"
              id={form.id('archive_nobody')}
              label={t('routing.auto.archive')}
              hint={t('routing.auto.archive_hint')}
              checked={form.isChosen('archive_nobody', 'on', settings.archiveNobody)}
            />
            <Button>{t('routing.save')}</Button>
          </Form>
        </Card>
      )}
    </>
  )
}

/** Stored as a single-precision number: the choice it was made from. */
function thresholdOf(stored: number | null): string {
  if (stored === null) return ''
  const nearest = THRESHOLDS.find((threshold) => Math.abs(threshold - stored) < 0.005)
  return nearest === undefined ? '' : String(nearest)
}
