import { formatDateTime, isMessageKey, type Translate } from '../../../i18n/index.ts'
import type { ChannelContact } from '../../../identity/index.ts'
import type { Holding } from '../../../reports/index.ts'
import {
  Card,
  DescriptionList,
  Disclosure,
  DueBadge,
  type Fact,
  type PageFrame,
  StateBadge,
} from '../../../ui/index.ts'
import { deadlineName, dueLabel } from '../../due-label.ts'
import { isOver } from '../../open-states.ts'
import type { DeadlineFact } from './deadline-facts.ts'
import { DueSteps } from './due-steps.tsx'
import { identityPath, markPath } from './paths.ts'
import type { ReportPageModel } from './report-page.ts'
import { SharesCard } from './shares-card.tsx'

interface FactsProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** How it stands: state, holder, deadlines with their reasons, and everything known about the report. */
export function Facts({ page, model }: FactsProps) {
  return (
    <aside class="stack">
      <StandCard page={page} model={model} />
      <SharesCard page={page} model={model} />
      <ReporterCard page={page} model={model} />
      <DetailsCard page={page} model={model} />
      {model.holders.length > 0 && <HoldersCard page={page} model={model} />}
    </aside>
  )
}

function StandCard({ page, model }: FactsProps) {
  const { t } = page
  const { report, deadlines } = model
  const running = deadlines.filter((deadline) => deadline.metAt === null)
  const met = deadlines.filter((deadline) => deadline.metAt !== null)
  const list = (facts: readonly DeadlineFact[]) => (
    <ul class="grid gap-4">
      {facts.map((deadline) => (
        <Deadline key={deadline.id} page={page} model={model} deadline={deadline} />
      ))}
    </ul>
  )
  return (
    <Card title={t('console.report.stand')}>
      <div class="stack">
        <StateBadge t={t} state={report.state} />
        <DescriptionList
          stacked
          facts={[
            { term: t('console.fact.holder'), detail: report.holder.name, icon: 'building' },
            report.holder.code === report.institution.code
              ? null
              : { term: t('console.fact.institution'), detail: report.institution.name },
            report.archive_reason === null
              ? null
              : { term: t('console.fact.archive_reason'), detail: reasonText(t, report.archive_reason) },
            report.close_kind === null
              ? null
              : { term: t('console.fact.close_kind'), detail: t(`close_kind.${report.close_kind}`) },
            report.rating === null
              ? null
              : {
                  term: t('console.fact.rating'),
                  detail: t('console.rating', { rating: report.rating }),
                  icon: 'star',
                },
          ]}
        />
        {running.length > 0 && <div class="border-line border-t pt-4">{list(running)}</div>}
        {met.length > 0 && (
          <Disclosure summary={t('console.deadline.met_count', { count: met.length })}>
            {list(met)}
          </Disclosure>
        )}
      </div>
    </Card>
  )
}

function Deadline({ page, model, deadline }: FactsProps & { deadline: DeadlineFact }) {
  const { t, language } = page
  const timeZone = model.report.time_zone
  const instant = (at: Date) => formatDateTime(at, language, timeZone)
  const { state, dueAt, metAt } = deadline
  const task = model.tasks.all.find(({ id }) => id === deadline.taskId)
  const due = { at: dueAt, kind: null, ended: isOver(model.report.state) }
  const label = state === 'running' ? dueLabel(page, due, model.now, timeZone) : null
  return (
    <li>
      <p class="font-bold">
        {deadlineName(t, deadline.kind)}
        {task !== undefined && `, ${task.short_name}`}
      </p>
      {label !== null && (
        <p class="mt-1">
          <DueBadge {...label} />
        </p>
      )}
      {state === 'standing' && (
        <p class="mt-1">
          <DueBadge tone="stopped" text={t('console.deadline.standing')} />
        </p>
      )}
      <p class="text-ink-soft text-sm">
        {metAt === null
          ? dueAt !== null && instant(dueAt)
          : t(state === 'met_late' ? 'console.deadline.met_late' : 'console.deadline.met', {
              at: instant(metAt),
            })}
      </p>
      {(deadline.kind === 'promise' || deadline.kind === 'task') && metAt === null && (
        <p class="text-ink-soft text-sm">{t(`handling.deadline.${deadline.kind}`)}</p>
      )}
      {deadline.steps.length > 0 && (
        <Disclosure summary={t('console.why.title')}>
          <DueSteps page={page} steps={deadline.steps} timeZone={timeZone} />
        </Disclosure>
      )}
    </li>
  )
}

function ReporterCard({ page, model }: FactsProps) {
  const { t } = page
  const { reporter, anonymous } = model.report
  return (
    <Card title={t('console.report.reporter')} icon={anonymous ? 'eye-off' : 'user'}>
      {model.mayAskIdentity && model.report.state === 'archived' && (
        <p class="mb-2 text-sm">
          <a href={markPath(model.report.tracking_number)}>{t('console.mark.title')}</a>
        </p>
      )}
      {reporter === null ? (
        <>
          <p class="font-bold">{t('console.reporter.anonymous')}</p>
          <p class="text-ink-soft text-sm">{t('console.reporter.anonymous_text')}</p>
          <p class="text-sm">{t(`console.identity.${model.report.identity}`)}</p>
          {model.mayAskIdentity && (
            <p class="mt-2 text-sm">
              <a href={identityPath(model.report.tracking_number)}>{t('console.unseal.ask')}</a>
            </p>
          )}
        </>
      ) : (
        <>
          <p class="font-bold">{reporter.name ?? t('console.reporter.name_unknown')}</p>
          {reporter.contact !== null && <ContactLine t={t} contact={reporter.contact} />}
          <p class="text-sm">{t(`console.identity.${model.report.identity}`)}</p>
          <p class="mt-2 text-ink-soft text-sm">{t('console.reporter.confidential')}</p>
        </>
      )}
    </Card>
  )
}

function DetailsCard({ page, model }: FactsProps) {
  const { t, language } = page
  const { report, suggested, chosenByReporter } = model
  const instant = (at: Date | null) => at && formatDateTime(at, language, report.time_zone)
  const channel = `channel.${report.channel}`
  const category = language === 'en' ? report.category?.name_en : report.category?.name_id
  const facts: (Fact | null)[] = [
    { term: t('console.fact.class'), detail: t(`class.${report.class}`) },
    { term: t('console.fact.category'), detail: category ?? t('console.fact.none') },
    { term: t('console.fact.channel'), detail: isMessageKey(channel) ? t(channel) : report.channel },
    fact(t('console.fact.submitted_at'), instant(report.submitted_at)),
    fact(t('console.fact.verified_at'), instant(report.verified_at)),
    fact(t('console.fact.answered_at'), instant(report.answered_at)),
    fact(t('console.fact.closed_at'), instant(report.closed_at)),
    fact(t('console.fact.suggested'), suggested?.name ?? null),
    fact(t('console.fact.chosen'), chosenByReporter?.name ?? null),
  ]
  return (
    <Card title={t('console.report.details')}>
      <DescriptionList stacked facts={facts} />
    </Card>
  )
}

function HoldersCard({ page, model }: FactsProps) {
  const { t, language } = page
  const { holders, report } = model
  const when = (holding: Holding) => {
    const from = formatDateTime(holding.from, language, report.time_zone)
    return holding.until === null
      ? t('console.holding.since', { from })
      : `${from} – ${formatDateTime(holding.until, language, report.time_zone)}`
  }
  return (
    <Card title={t('console.report.holders')}>
      <ol class="grid gap-3">
        {holders.map((holding) => (
          <li key={holding.id}>
            <p class={holding.until === null ? 'font-bold' : ''}>{holding.name}</p>
            <p class="text-ink-soft text-sm">{when(holding)}</p>
            {(holding.outcome === 'returned' || holding.outcome === 'escalated') && (
              <p class="font-bold text-danger text-sm">{t(`console.holding.${holding.outcome}`)}</p>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function fact(term: string, detail: string | null): Fact | null {
  return detail === null ? null : { term, detail }
}

function reasonText(t: PageFrame['t'], reason: string): string {
  const key = `archive_reason.${reason}`
  return isMessageKey(key) ? t(key) : reason
}

function ContactLine({ t, contact }: { t: Translate; contact: ChannelContact }) {
  const { kind, value } = contact
  if (kind === 'email' || kind === 'phone') {
    return (
      <p>
        <a href={`${kind === 'email' ? 'mailto' : 'tel'}:${value}`}>{value}</a>
      </p>
    )
  }
  return (
    <p>
      {t(`console.outbox.channel.${kind}`)} {value}
    </p>
  )
}
