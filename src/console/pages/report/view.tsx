import { errorText } from '../../../http/index.ts'
import {
  Breadcrumbs,
  ButtonLink,
  Card,
  DraftClear,
  DueBadge,
  type MapTiles,
  Notice,
  PrintButton,
  StateBadge,
  Timeline,
  TrackingNumber,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { dueLabel } from '../../due-label.ts'
import { FormProblem } from '../../form-problem.tsx'
import { isOver } from '../../open-states.ts'
import { ChangedNotice, PresenceNotice } from '../../presence.tsx'
import { ReportMarks } from '../../report-table.tsx'
import { Actions, LostWords } from './actions.tsx'
import { AutomaticNotice } from './automatic-notice.tsx'
import { type DoneAction, doneFacts } from './done-action.ts'
import { Facts } from './facts.tsx'
import type { RefusedForm } from './form-state.ts'
import { draftKey } from './forms/action-form.tsx'
import { historyEntries } from './history.tsx'
import { JoinedCard, JoinedNotice, LikelyNotice } from './joined-card.tsx'
import { reportPath } from './paths.ts'
import { PendingCard } from './pending-card.tsx'
import { ProposalsCard } from './proposals.tsx'
import type { ReportPageModel } from './report-page.ts'
import { Story } from './story.tsx'
import { TasksCard } from './tasks-card.tsx'

export interface ReportPageProps {
  readonly frame: ConsoleFrame
  readonly model: ReportPageModel
  readonly refused: RefusedForm | null
  readonly done: DoneAction | null
  readonly tiles: MapTiles | null
}

/** Everything about one report: the story, what can be done, how it stands, and its whole way. */
export function ReportPage({ frame, model, refused, done, tiles }: ReportPageProps) {
  const { page } = frame
  const { t } = page
  const { report } = model
  const next = { at: report.due_at, kind: report.due_kind, ended: isOver(report.state) }
  const due = dueLabel(page, next, model.now, report.time_zone)
  const history = { page, trackingNumber: report.tracking_number, timeZone: report.time_zone }
  const title = report.title ?? report.original_title
  return (
    <ConsolePage frame={frame} title={title} current="inbox" watched={report.tracking_number}>
      <Breadcrumbs
        t={t}
        crumbs={[
          { label: t('console.inbox.title'), href: '/petugas' },
          { label: t('console.report.crumb', { number: report.tracking_number }) },
        ]}
      />
      <div class="mb-6 grid gap-3">
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <TrackingNumber t={t} number={report.tracking_number} />
          <StateBadge t={t} state={report.state} />
          {due !== null && <DueBadge {...due} />}
          <PrintButton t={t} />
        </div>
        <h1>{title}</h1>
        <ReportMarks t={t} report={report} />
        <PresenceNotice t={t} others={model.others} />
        <ChangedNotice t={t} trackingNumber={report.tracking_number} />
      </div>
      {done !== null && <Done page={page} model={model} done={done} />}
      {refused !== null && <Refused page={page} model={model} refused={refused} />}
      <div class="split">
        <div class="stack">
          <JoinedNotice page={page} model={model} />
          <AutomaticNotice page={page} model={model} />
          <BindingNotice page={page} model={model} />
          <Story page={page} report={report} tiles={tiles} />
          <JoinedCard page={page} model={model} />
          <TasksCard page={page} model={model} />
          <LikelyNotice page={page} model={model} />
          <PendingCard page={page} model={model} refused={refused} />
          <LostWords page={page} model={model} refused={refused} />
          <ProposalsCard page={page} model={model} />
          <Actions page={page} model={model} refused={refused} />
          <Card title={t('console.report.history')} icon="clock">
            <Timeline t={t} entries={historyEntries(history, report.timeline)} />
          </Card>
        </div>
        <Facts page={page} model={model} />
      </div>
    </ConsolePage>
  )
}

/** To whoever a decision binds: that it does, and why. */
function BindingNotice({ page, model }: PartProps) {
  const { record, report } = model
  const { binding_holder_id, holder_id, state } = record.report
  const decision = report.timeline.findLast((event) => event.type === 'assign' && event.data.binding === true)
  if (binding_holder_id !== holder_id || decision === undefined || state === 'closed') return null
  return (
    <Notice tone="warning" icon="shield" title={page.t('handling.binding.title')}>
      <p class="whitespace-pre-line">{decision.text}</p>
      {decision.by.kind === 'institution' && <p class="text-sm">{decision.by.name}</p>}
    </Notice>
  )
}

type PartProps = Pick<ReportPageProps, 'model'> & { page: ConsoleFrame['page'] }

/** What one just did, and the way on to the next report that waits. */
function Done({ page, model, done }: PartProps & { done: DoneAction }) {
  const { t } = page
  const { form, text } = doneFacts(done)
  return (
    <Notice tone="success" title={t(text, { name: model.report.holder.name })} live class="mb-6">
      <DraftClear draft={draftKey(model.report.tracking_number, form)} />
      <p class="flex flex-wrap gap-3 pt-2">
        {model.nextNumber !== null && (
          <ButtonLink
            size="small"
            look="secondary"
            iconAfter="arrow-right"
            href={reportPath(model.nextNumber)}
          >
            {t('console.done.next')}
          </ButtonLink>
        )}
        <ButtonLink size="small" look="quiet" href="/petugas">
          {t('console.search.back')}
        </ButtonLink>
      </p>
    </Notice>
  )
}

/** Why it was not done; what others did in the meantime, where that is the reason. */
function Refused({ page, model, refused }: PartProps & { refused: RefusedForm }) {
  const { t } = page
  const { report } = model
  if (refused.refusal.code !== 'changed_meanwhile') {
    return <FormProblem t={t} refused={refused} />
  }
  const seen = Number(refused.posted.get('seen'))
  const missed = report.timeline.filter((event) => event.seq > seen)
  const context = { page, trackingNumber: report.tracking_number, timeZone: report.time_zone }
  return (
    <Notice tone="warning" title={t('error.changed_meanwhile.title')} live class="mb-6">
      <p>{errorText(t, refused.refusal)}</p>
      <div class="pt-3">
        <Timeline
          t={t}
          label={t('console.report.missed')}
          entries={historyEntries(context, missed).map((entry) => ({ ...entry, id: `missed-${entry.id}` }))}
        />
      </div>
    </Notice>
  )
}
