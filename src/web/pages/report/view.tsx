import {
  Badge,
  Breadcrumbs,
  Card,
  ErrorSummary,
  type PageFrame,
  PublicLayout,
  reportSteps,
  StateBadge,
  StepProgress,
  Timeline,
  TrackingNumber,
} from '../../../ui/index.ts'
import { ActionForms, waitsForReporter } from './action-forms.tsx'
import { ContactQuestionCard } from './contact-question-card.tsx'
import { DoneNotice } from './done-notice.tsx'
import { Facts, FollowHints } from './facts.tsx'
import { HandlersCard } from './handlers-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { MarkedCard } from './marked-card.tsx'
import type { ReportPageModel } from './model.ts'
import { ObjectionCard } from './objection-card.tsx'
import { PersonalDataNotice } from './personal-data-notice.tsx'
import { situationOf } from './situation.ts'
import { SituationCard } from './situation-card.tsx'
import { Story } from './story.tsx'
import { SurveyCard } from './survey-card.tsx'
import { timelineEntries } from './timeline-entries.tsx'
import { JoinedNotice, SupportCard } from './together-cards.tsx'

export interface ReportPageProps {
  readonly page: PageFrame
  readonly model: ReportPageModel
}

/** One report: where it stands, what was written, what happened, and what its reporter can do. */
export function ReportPage({ page, model }: ReportPageProps) {
  const { t } = page
  const { report, refused } = model
  const title = report.title ?? t('report.untitled')
  const situation = situationOf(page, report, model)
  return (
    <PublicLayout
      page={page}
      title={`${title} · ${report.tracking_number}`}
      description={report.body?.slice(0, 160) ?? undefined}
      width="wide"
      noIndex={model.own || !report.published}
    >
      <Breadcrumbs
        t={t}
        crumbs={[{ label: t('list.title'), href: '/laporan' }, { label: `#${report.tracking_number}` }]}
      />
      <div class="stack-large">
        <DoneNotice page={page} model={model} />
        {model.own && !model.report.published && !model.report.secret && (
          <PersonalDataNotice page={page} kinds={model.report.personal_data} />
        )}
        {refused !== null && <ErrorSummary title={t('report.problems')} errors={refused.problems.all} />}
        <header class="stack">
          <div class="flex flex-wrap items-center gap-2">
            <StateBadge t={t} state={report.state} />
            <Badge>{t(`class.${report.class}`)}</Badge>
            {model.own && model.report.secret && <Badge icon="lock">{t('report.secret')}</Badge>}
            {model.own && model.report.anonymous && <Badge icon="eye-off">{t('report.anonymous')}</Badge>}
          </div>
          <h1>{title}</h1>
          <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span class="text-ink-soft">{t('report.number')}</span>
            <TrackingNumber t={t} number={report.tracking_number} />
          </div>
        </header>
        {situation.step !== null && <StepProgress t={t} steps={reportSteps(t)} current={situation.step} />}
        <div class="split">
          <div class="stack-large">
            <ContactQuestionCard page={page} model={model} />
            <JoinedNotice page={page} model={model} />
            <SituationCard
              page={page}
              report={report}
              situation={situation}
              promisedOn={model.handlers.promisedOn}
            />
            <SurveyCard page={page} model={model} />
            <MarkedCard page={page} model={model} />
            <IdentityCard page={page} model={model} />
            {model.own && waitsForReporter(model.report) && <ActionForms page={page} model={model} />}
            <Story page={page} model={model} />
            {model.own && !waitsForReporter(model.report) && <ActionForms page={page} model={model} />}
            <Card title={t('report.timeline')} icon="list">
              <Timeline
                t={t}
                entries={timelineEntries(page, report)}
                next={situation.next === null ? undefined : <p>{situation.next}</p>}
              />
            </Card>
          </div>
          <aside class="stack-large">
            <SupportCard page={page} model={model} />
            <HandlersCard page={page} model={model} />
            <Facts page={page} model={model} />
            <FollowHints page={page} model={model} />
            <ObjectionCard page={page} model={model} />
          </aside>
        </div>
      </div>
    </PublicLayout>
  )
}
