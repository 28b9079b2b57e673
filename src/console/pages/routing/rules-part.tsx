import type { CompetenceRuleRow } from '../../../db/index.ts'
import { Badge, Button, ButtonLink, Card, EmptyState, Form, Notice } from '../../../ui/index.ts'
import { handlerLabel } from '../../handler-label.ts'
import { ROUTING_PATH, type RoutingPageProps } from './model.ts'
import { RuleForm } from './rule-form.tsx'

/** The rules of competence: read by all staff, tried and switched by the national level. */
export function RulesPart(props: RoutingPageProps) {
  const { frame, rules, mayEditRules, refused } = props
  const { t } = frame.page
  return (
    <>
      <p class="max-w-3xl">{t('routing.rules.lead')}</p>
      {mayEditRules && <RuleForm page={frame.page} refused={refused} />}
      {rules.length === 0 && <EmptyState title={t('routing.rules.none')} />}
      <ul class="grid gap-4">
        {rules.map((rule) => (
          <li key={rule.id} id={`aturan-${rule.id}`}>
            <RuleCard {...props} rule={rule} />
          </li>
        ))}
      </ul>
    </>
  )
}

function RuleCard({
  frame,
  rule,
  names,
  tried,
  mayEditRules,
}: RoutingPageProps & { rule: CompetenceRuleRow }) {
  const { page } = frame
  const { t } = page
  const handler = { level: rule.handler_level, kindOrName: rule.handler_name }
  const name = (code: string) => names.get(code) ?? code
  const target = handler.level === 'national' ? name(handler.kindOrName) : handlerLabel(t, handler)
  const about = rule.categories.length === 0 ? t('routing.rule.all') : rule.categories.map(name).join(' · ')
  const listed = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ')
  return (
    <Card
      level={3}
      title={target}
      aside={
        <Badge tone={rule.enabled ? 'success' : 'neutral'}>
          {t(rule.enabled ? 'routing.rule.on' : 'routing.rule.off')}
        </Badge>
      }
    >
      <div class="grid gap-2">
        {rule.note !== '' && <p>{rule.note}</p>}
        <p>
          {t('routing.rule.categories')}: {about}
        </p>
        <p class="text-sm text-ink-soft">
          {[
            rule.words.length > 0 && `${t('routing.rule.words')}: ${listed(rule.words)}`,
            rule.except_words.length > 0 && `${t('routing.rule.except_words')}: ${listed(rule.except_words)}`,
            rule.area_prefix !== null && `${t('routing.rule.area')}: ${rule.area_prefix}`,
            `${t('routing.rule.priority')}: ${rule.priority}`,
            `${t('routing.rule.strength')}: ${t('routing.percent', { percent: Math.round(rule.strength * 100) })}`,
          ]
            .filter((part) => part !== false)
            .join(' · ')}
        </p>
        {tried?.id === rule.id && (
          <Notice tone={tried.trial.against > 0 ? 'warning' : 'info'} title={t('routing.rule.tried')} live>
            <p>{t('routing.rule.trial', { moved: tried.trial.moved, against: tried.trial.against })}</p>
            {tried.against.length > 0 && (
              <p>
                {t('routing.rule.trial_examples')}{' '}
                {tried.against.map((number) => (
                  <>
                    <a key={number} href={`/petugas/laporan/${number}`}>
                      {number}
                    </a>{' '}
                  </>
                ))}
              </p>
            )}
          </Notice>
        )}
        {mayEditRules && (
          <Form page={page} action={`${ROUTING_PATH}/aturan/saklar`} class="flex flex-wrap gap-3">
            <input type="hidden" name="id" value={rule.id} />
            <input type="hidden" name="on" value={rule.enabled ? '' : 'on'} />
            <ButtonLink
              size="small"
              look="secondary"
              href={`${ROUTING_PATH}?bagian=aturan&coba=${rule.id}#aturan-${rule.id}`}
            >
              {t('routing.rule.try')}
            </ButtonLink>
            <Button size="small" look="quiet">
              {t(rule.enabled ? 'routing.rule.switch_off' : 'routing.rule.switch_on')}
            </Button>
          </Form>
        )}
      </div>
    </Card>
  )
}
