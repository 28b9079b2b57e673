import { ATTACHMENT_LIMITS, SUBMISSION_LIMITS } from '../../../reports/index.ts'
import {
  Button,
  ButtonRow,
  Card,
  CsrfField,
  DateInput,
  DraftClear,
  DraftNotice,
  ErrorSummary,
  FileInput,
  Form,
  Notice,
  OutboxStatus,
  type PageFrame,
  PublicLayout,
  RadioCards,
  TextArea,
  TextInput,
  VoiceInput,
} from '../../../ui/index.ts'
import { fileSize } from '../../file-size.ts'
import type { TellModel } from './model.ts'
import { PersonSection } from './person-section.tsx'
import { PlaceSection } from './place-section.tsx'
import { RecipientSection } from './recipient-section.tsx'
import { SIMILAR_PATH, SimilarReports } from './similar-reports.tsx'

export interface TellSectionProps {
  readonly page: PageFrame
  readonly model: TellModel
}

/** The one form by which a person tells a problem. */
export function TellPage({ page, model }: TellSectionProps) {
  const { t } = page
  const { problems, notice } = model
  return (
    <PublicLayout
      page={page}
      title={t('tell.title')}
      description={t('tell.lead')}
      current="tell"
      width="reading"
    >
      <div class="stack-large">
        <div class="stack">
          <h1>{t('tell.title')}</h1>
          <p class="lead">{t('tell.lead')}</p>
        </div>
        {model.offline && (
          <Notice tone="warning" title={t('app.offline.notice')}>
            <p>{t('app.offline.notice.text')}</p>
          </Notice>
        )}
        {model.emptied && <DraftClear draft="tell" />}
        {notice !== null && (
          <Notice tone={notice.tone} title={notice.title} live>
            <p>{notice.text}</p>
          </Notice>
        )}
        <ErrorSummary title={t('tell.problems')} errors={problems.all} />
        {model.restored && <RestoredNotice page={page} />}
        <Form
          page={page}
          action="/lapor"
          files
          draft="tell"
          valuesSent={model.posted}
          deviceWins={model.restored}
          outbox={model.offline ? 'fresh' : true}
        >
          {/* Enter in a field presses the first button: it must be the one that sends. */}
          <button type="submit" class="sr-only" name="action" value="send" tabIndex={-1} aria-hidden="true" />
          <input type="hidden" name="submission_key" value={model.values.submission_key} />
          <div class="stack-large">
            {!model.restored && <DraftNotice t={t} />}
            <StorySection page={page} model={model} />
            <PlaceSection page={page} model={model} />
            <SimilarSection page={page} model={model} />
            <RecipientSection page={page} model={model} />
            <PersonSection page={page} model={model} />
            <div class="stack">
              <p>
                {t('tell.consent')} <a href="/privasi">{t('tell.consent.link')}</a>
              </p>
              <ButtonRow>
                <Button name="action" value="send" size="large" icon="send" wide="phone">
                  {t('tell.send')}
                </Button>
                <Button name="action" value="save" size="large" look="secondary" wide="phone">
                  {t('tell.save')}
                </Button>
              </ButtonRow>
              <OutboxStatus t={t} />
              <p class="text-ink-soft">{t('tell.next')}</p>
            </div>
          </div>
        </Form>
      </div>
    </PublicLayout>
  )
}

function RestoredNotice({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <Notice tone="info" title={t('tell.restored.title')}>
      <p>{t('tell.restored')}</p>
      <form method="post" action="/lapor">
        <CsrfField token={page.csrfToken} />
        <Button name="action" value="discard" look="quiet" size="small" icon="trash">
          {t('tell.discard')}
        </Button>
      </form>
    </Notice>
  )
}

/** Filled in while one types; without script, by the answer to sending. */
function SimilarSection({ page, model }: TellSectionProps) {
  return (
    <div class="similar" data-similar={SIMILAR_PATH} id="serupa">
      <input type="hidden" name="similar_seen" value={model.similarSeen ? 'seen' : ''} />
      <p class="sr-only" role="status" />
      <div data-similar-list>
        {model.similar.length > 0 && <SimilarReports page={page} reports={model.similar} />}
      </div>
    </div>
  )
}

function StorySection({ page, model }: TellSectionProps) {
  const { t, language } = page
  const { values, problems } = model
  return (
    <Card title={t('tell.story')} icon="edit">
      <div class="stack-large">
        <RadioCards
          name="class"
          label={t('tell.class')}
          error={problems.of('class')}
          value={values.class}
          choices={[
            {
              value: 'complaint',
              label: t('class.complaint'),
              hint: t('tell.class.complaint'),
              icon: 'alert-triangle',
            },
            {
              value: 'aspiration',
              label: t('class.aspiration'),
              hint: t('tell.class.aspiration'),
              icon: 'message',
            },
            {
              value: 'information_request',
              label: t('class.information_request'),
              hint: t('tell.class.information_request'),
              icon: 'info',
            },
          ]}
        />
        <TextArea
          t={t}
          name="body"
          label={t('tell.body')}
          hint={t('tell.body.hint')}
          error={problems.of('body')}
          value={values.body}
          rows={8}
          maxLength={SUBMISSION_LIMITS.body.max}
          required
        />
        <VoiceInput t={t} for="body" />
        <TextInput
          name="title"
          label={t('tell.field.title')}
          hint={t('tell.field.title.hint')}
          optional={t('ui.optional')}
          error={problems.of('title')}
          value={values.title}
        />
        <DateInput
          name="occurred_on"
          label={t('tell.occurred_on')}
          optional={t('ui.optional')}
          error={problems.of('occurred_on')}
          value={values.occurred_on}
          max={model.today}
        />
        <div>
          <FileInput
            t={t}
            name="attachments"
            label={t('tell.attachments')}
            hint={t('tell.attachments.hint')}
            optional={t('ui.optional')}
            error={problems.of('attachments')}
            accept="image/*,application/pdf,video/mp4,video/webm,video/quicktime,video/3gpp,audio/*"
            multiple
            camera
            maxFiles={ATTACHMENT_LIMITS.count}
            maxBytes={ATTACHMENT_LIMITS.bytes}
            kept={model.files.map((file) => ({
              id: file.id,
              fileName: file.original_name,
              detail: fileSize(file.bytes, language),
            }))}
          />
          {model.files.map((file) => (
            <input key={file.id} type="hidden" name="attachments_shown" value={file.id} />
          ))}
        </div>
      </div>
    </Card>
  )
}
