import { formatDateTime } from '../../../i18n/index.ts'
import type { SupportTask } from '../../../reports/index.ts'
import { Badge, Card, DueBadge, type PageFrame } from '../../../ui/index.ts'
import { dueLabel } from '../../due-label.ts'
import type { ReportPageModel } from './report-page.ts'

interface TasksCardProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** Who helps with what, until when, and what came of it. */
export function TasksCard({ page, model }: TasksCardProps) {
  const { tasks } = model
  if (tasks.all.length === 0) return null
  return (
    <Card title={page.t('handling.tasks')} icon="users" id="tugas">
      <ul class="grid gap-5">
        {tasks.all.map((task) => (
          <Task key={task.id} page={page} model={model} task={task} />
        ))}
      </ul>
    </Card>
  )
}

function Task({ page, model, task }: TasksCardProps & { task: SupportTask }) {
  const { t, language } = page
  const timeZone = model.report.time_zone
  const isOpen = task.ended_at === null
  const due = dueLabel(page, { at: task.due_at, kind: null }, model.now, timeZone)
  return (
    <li class="border-line border-s-4 ps-4">
      <p class="flex flex-wrap items-center gap-2">
        <strong>{task.name}</strong>
        <Badge tone={isOpen ? 'warning' : task.outcome === 'done' ? 'success' : 'neutral'}>
          {t(`handling.task.${isOpen ? 'open' : outcomeOf(task)}`)}
        </Badge>
        {isOpen && <Badge>{t(task.required ? 'handling.task.required' : 'handling.task.optional')}</Badge>}
        {isOpen && due !== null && <DueBadge {...due} />}
      </p>
      <p class="mt-1 whitespace-pre-line">{task.task}</p>
      <p class="mt-1 text-ink-soft text-sm">
        {t('handling.task.asked', { at: formatDateTime(task.assigned_at, language, timeZone) })}
        {isOpen && task.due_at !== null && (
          <> · {t('handling.task.due', { at: formatDateTime(task.due_at, language, timeZone) })}</>
        )}
        {task.ended_at !== null && (
          <> · {t('handling.task.ended_at', { at: formatDateTime(task.ended_at, language, timeZone) })}</>
        )}
      </p>
      {task.done_text !== null && (
        <p class="mt-2 whitespace-pre-line rounded-control bg-sunken p-3">{task.done_text}</p>
      )}
    </li>
  )
}

function outcomeOf({ outcome }: SupportTask): 'done' | 'declined' | 'cancelled' | 'ended' {
  return outcome === 'done' || outcome === 'declined' || outcome === 'cancelled' ? outcome : 'ended'
}
