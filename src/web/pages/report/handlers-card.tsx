import { formatDateTime } from '../../../i18n/index.ts'
import { Badge, Card } from '../../../ui/index.ts'
import type { Held } from './handlers.ts'
import type { ReportPageProps } from './view.tsx'

/** Who had the report when, and why it moved; who helps. */
export function HandlersCard({ page, model }: ReportPageProps) {
  const { t } = page
  const { holders, supporters } = model.handlers
  if (holders.length === 0) return null
  return (
    <Card title={t('report.handlers')} icon="building" id="pemegang">
      <ol class="grid gap-4">
        {holders.map((held) => (
          <Holder key={held.id} page={page} model={model} held={held} />
        ))}
      </ol>
      {supporters.length > 0 && (
        <div class="mt-5 border-line border-t pt-4">
          <h3 class="font-bold">{t('report.handlers.supporters')}</h3>
          <ul class="mt-2 grid gap-1">
            {supporters.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

function Holder({ page, model, held }: ReportPageProps & { held: Held }) {
  const { t, language } = page
  const instant = (at: Date) => formatDateTime(at, language, model.report.time_zone)
  const { from, until, why, reason, binding } = held
  return (
    <li>
      <p class={until === null ? 'font-bold' : ''}>{held.name}</p>
      <p class="text-ink-soft text-sm">
        {until === null
          ? t('report.handlers.since', { from: instant(from) })
          : `${instant(from)} – ${instant(until)}`}
      </p>
      {binding && (
        <p class="mt-1">
          <Badge tone="warning" icon="shield">
            {t('report.handlers.binding')}
          </Badge>
        </p>
      )}
      {(why === 'returned' || why === 'escalated') && (
        <p class="mt-1 font-bold text-danger text-sm">{t(`report.handlers.${why}`)}</p>
      )}
      {reason !== null && <p class="mt-1 whitespace-pre-line text-sm">{reason}</p>}
    </li>
  )
}
