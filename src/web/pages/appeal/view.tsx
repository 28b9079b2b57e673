import type { DomainError } from '../../../errors.ts'
import { errorText, fieldErrorText } from '../../../http/index.ts'
import { formatDate } from '../../../i18n/index.ts'
import type { ListedBlock } from '../../../identity/index.ts'
import type { listAppeals, listFalseMarks } from '../../../reports/index.ts'
import {
  Button,
  Card,
  DescriptionList,
  EmptyState,
  ErrorSummary,
  Form,
  groupDigits,
  Notice,
  type PageFrame,
  PublicLayout,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

type Appeal = Awaited<ReturnType<typeof listAppeals>>[number]
type Mark = Awaited<ReturnType<typeof listFalseMarks>>[number]

interface Refused {
  readonly refusal: DomainError
  readonly block: number | null
  readonly mark: number | null
  readonly text: string
}

interface AppealModel {
  readonly blocks: readonly ListedBlock[]
  readonly marks: readonly Mark[]
  readonly appeals: readonly Appeal[]
  readonly refused: Refused | null
  readonly sent: boolean
}

interface AppealProps {
  readonly page: PageFrame
  readonly model: AppealModel
}

/** What stands against the signed-in person, each with its reason and the way to object. */
export function AppealPage({ page, model }: AppealProps) {
  const { t } = page
  const { blocks, marks, refused } = model
  const holding = blocks.filter(({ ended_at }) => ended_at === null)
  const open = marks.filter(({ undone_at }) => undone_at === null)
  const gone = marks.filter(({ undone_at }) => undone_at !== null)
  const problem = refused === null ? null : problemText(page, refused.refusal)
  return (
    <PublicLayout page={page} title={t('appeal.title')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        {model.sent && (
          <Notice tone="success" title={t('appeal.sent')} live>
            <p>{t('appeal.sent.text')}</p>
          </Notice>
        )}
        <ErrorSummary
          title={t('report.problems')}
          errors={
            problem === null || refused === null ? [] : [{ text: problem, href: `#${fieldOf(refused)}` }]
          }
        />
        <div class="stack">
          <h1>{t('appeal.title')}</h1>
          <p class="lead">{t('appeal.lead')}</p>
        </div>
        {holding.length === 0 && open.length === 0 && (
          <EmptyState title={t('appeal.nothing')} icon="check">
            <p>{t('appeal.nothing.text')}</p>
          </EmptyState>
        )}
        {holding.map((block) => (
          <BlockCard key={block.id} page={page} model={model} block={block} />
        ))}
        {open.map((mark) => (
          <MarkCard key={mark.id} page={page} model={model} mark={mark} />
        ))}
        {gone.map((mark) => (
          <p key={mark.id} class="text-ink-soft">
            {t('appeal.mark.undone', { number: groupDigits(mark.tracking_number) })}
          </p>
        ))}
        <p>
          <a href={PATHS.mine}>{t('mine.title')}</a>
        </p>
      </div>
    </PublicLayout>
  )
}

function BlockCard({ page, model, block }: AppealProps & { block: ListedBlock }) {
  const { t, language } = page
  const appeals = model.appeals.filter(({ block_id }) => block_id === block.id)
  return (
    <Card title={t('appeal.block.title')} icon="lock" look="accent">
      <div class="stack">
        <DescriptionList
          facts={[
            { term: t('appeal.reason'), detail: block.reason },
            { term: t('appeal.block.since'), detail: formatDate(block.blocked_at, language) },
            { term: t('appeal.block.until'), detail: formatDate(block.expires_at, language) },
          ]}
        />
        <Objection page={page} model={model} appeals={appeals} field="block" id={block.id} />
      </div>
    </Card>
  )
}

function MarkCard({ page, model, mark }: AppealProps & { mark: Mark }) {
  const { t, language } = page
  const appeals = model.appeals.filter(({ mark_id }) => mark_id === mark.id)
  return (
    <Card title={t('appeal.mark.title', { number: groupDigits(mark.tracking_number) })} icon="hand">
      <div class="stack">
        <p class="font-bold">{mark.title}</p>
        <DescriptionList
          facts={[
            { term: t('appeal.reason'), detail: mark.reason },
            { term: t('appeal.mark.by'), detail: `${mark.node}, ${formatDate(mark.marked_at, language)}` },
          ]}
        />
        <Objection page={page} model={model} appeals={appeals} field="mark" id={mark.id} />
      </div>
    </Card>
  )
}

interface ObjectionProps extends AppealProps {
  readonly appeals: readonly Appeal[]
  readonly field: 'block' | 'mark'
  readonly id: number
}

/** What became of earlier objections, and the form for one as long as none waits. */
function Objection({ page, model, appeals, field, id }: ObjectionProps) {
  const { t, language } = page
  const waiting = appeals.find(({ decided_at }) => decided_at === null)
  const refusedBefore = appeals.filter(({ granted }) => granted === false)
  const mine = model.refused?.[field] === id ? model.refused : null
  const name = `text-${field}-${id}`
  return (
    <>
      {refusedBefore.map((appeal) => (
        <p key={appeal.id}>{t('appeal.refused', { reason: appeal.decision_reason ?? '' })}</p>
      ))}
      {waiting === undefined ? (
        <Form page={page} action={PATHS.appeal}>
          <input type="hidden" name={field} value={id} />
          <div class="stack">
            <TextArea
              t={t}
              name="text"
              id={name}
              label={t('appeal.text')}
              hint={t('appeal.text.hint')}
              error={mine === null ? null : problemText(page, mine.refusal)}
              value={mine?.text ?? ''}
              rows={4}
              maxLength={2_000}
              required
            />
            <div>
              <Button>{t('appeal.send')}</Button>
            </div>
          </div>
        </Form>
      ) : (
        <Notice tone="info" title={t('appeal.waiting', { date: formatDate(waiting.made_at, language) })} />
      )}
    </>
  )
}

/** The same code as for "Laporan saya" leads here. */
export function AppealSignInPage({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('appeal.title')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        <div class="stack">
          <h1>{t('appeal.title')}</h1>
          <p class="lead">{t('appeal.lead')}</p>
        </div>
        <Card>
          <Form page={page} action={PATHS.mine}>
            <input type="hidden" name="next" value="appeal" />
            <div class="stack-large">
              <p>{t('appeal.sign_in')}</p>
              <TextInput
                name="contact"
                label={t('report.access.contact')}
                hint={t('mine.sign_in.contact.hint')}
                autocomplete="tel"
                width="medium"
                required
              />
              <Button size="large" wide="phone" icon="send">
                {t('report.access.submit')}
              </Button>
            </div>
          </Form>
        </Card>
      </div>
    </PublicLayout>
  )
}

function problemText({ t }: PageFrame, refusal: DomainError): string {
  const [field] = refusal.fields
  return field === undefined ? errorText(t, refusal) : fieldErrorText(t, field)
}

function fieldOf({ block, mark }: Refused): string {
  return block === null ? `text-mark-${mark}` : `text-block-${block}`
}
