import { formatDate, formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import { maskContact, maskNik } from '../../../identity/index.ts'
import type { ReporterData } from '../../../reports/index.ts'
import {
  Breadcrumbs,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  CsrfField,
  DescriptionList,
  Disclosure,
  ErrorSummary,
  Form,
  groupDigits,
  Notice,
  type PageFrame,
  PublicLayout,
  TextInput,
} from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

interface DataProps {
  readonly page: PageFrame
  readonly data: ReporterData
  readonly problem: { readonly field: string; readonly text: string } | null
  readonly news: string
}

const WIB = 'Asia/Jakarta'

/** In plain words: what is stored, who sees it, and what one can do about it. */
export function MineDataPage(props: DataProps) {
  const { page, data, problem } = props
  const { t } = page
  const news = `mine.data.news.${props.news}`
  return (
    <PublicLayout page={page} title={t('mine.data')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        <Breadcrumbs
          t={t}
          crumbs={[{ label: t('mine.title'), href: PATHS.mine }, { label: t('mine.data') }]}
        />
        {isMessageKey(news) && problem === null && <Notice tone="success" title={t(news)} live />}
        <div class="stack">
          <h1>{t('mine.data')}</h1>
          <p class="lead">{t('mine.data.lead')}</p>
        </div>
        <ErrorSummary
          title={t('report.problems')}
          errors={problem === null ? [] : [{ text: problem.text, href: `#${problem.field}` }]}
        />
        <Card title={t('mine.data.stored')} icon="user">
          <div class="stack">
            <DescriptionList
              facts={[
                { term: t('console.unseal.name'), detail: data.person.name ?? '—' },
                {
                  term: t('console.unseal.nik'),
                  detail: data.person.nik === null ? '—' : maskNik(data.person.nik),
                },
                data.person.identity_verified_at === null
                  ? null
                  : {
                      term: t('console.identity'),
                      detail: t('mine.data.verified', {
                        date: formatDate(data.person.identity_verified_at, page.language, WIB),
                      }),
                    },
                {
                  term: t('mine.contacts'),
                  detail: data.person.contacts.map(maskContact).join(', ') || '—',
                },
                { term: t('mine.data.reports'), detail: String(data.reports.length) },
                { term: t('mine.data.messages'), detail: String(data.messages.length) },
              ]}
            />
            <p>{t('mine.data.who_sees')}</p>
            <ButtonRow>
              <ButtonLink href={`${PATHS.mineData}.json`} look="secondary" icon="download">
                {t('mine.data.download')}
              </ButtonLink>
            </ButtonRow>
          </div>
        </Card>
        <Reports page={page} data={data} />
        {data.identity_opened.length > 0 && <Opened page={page} data={data} />}
        <CorrectName page={page} data={data} problem={problem} />
        <Consent page={page} />
        <Delete page={page} problem={problem} />
      </div>
    </PublicLayout>
  )
}

function Reports({ page, data }: Pick<DataProps, 'page' | 'data'>) {
  const { t, language } = page
  return (
    <Disclosure summary={t('mine.data.everything')} look="card">
      <div class="stack">
        {data.reports.map((report) => (
          <section key={report.tracking_number} class="stack">
            <h3>
              #{groupDigits(report.tracking_number)} {report.title}
            </h3>
            <p class="whitespace-pre-line">{report.body}</p>
            <ul>
              {report.history.map((entry) => (
                <li key={`${entry.at.toISOString()} ${entry.type}`}>
                  {formatDateTime(entry.at, language, WIB)}: {entry.text ?? entryName(t, entry.type)}
                </li>
              ))}
              {report.attachments.map((file) => (
                <li key={file.name}>{file.name}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Disclosure>
  )
}

/** What happened, where nothing was said: by whom and with whom stands on the report's own page. */
function entryName(t: PageFrame['t'], type: string): string {
  const key = `kanal.event.${type}`
  const title = `report.event.${type}`
  return t(isMessageKey(key) ? key : isMessageKey(title) ? title : 'report.event.other', NOBODY)
}
const NOBODY = { by: '', target: '', deadline: '', rating: 0 }

function Opened({ page, data }: Pick<DataProps, 'page' | 'data'>) {
  const { t, language } = page
  return (
    <Card title={t('mine.data.opened')} icon="alert-triangle">
      <ul class="stack">
        {data.identity_opened.map((opened) => (
          <li key={`${opened.tracking_number} ${opened.reason}`}>
            #{groupDigits(opened.tracking_number)}, {opened.institution}
            {opened.decided_at === null ? '' : `, ${formatDateTime(opened.decided_at, language, WIB)}`}:{' '}
            {opened.reason}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function CorrectName({ page, data, problem }: Pick<DataProps, 'page' | 'data' | 'problem'>) {
  const { t } = page
  return (
    <Card title={t('mine.data.correct')} icon="edit">
      <Form page={page} action={PATHS.mineData}>
        <input type="hidden" name="action" value="correct" />
        <div class="stack">
          <TextInput
            name="name"
            label={t('console.unseal.name')}
            hint={t(
              data.person.identity_verified_at === null
                ? 'mine.data.correct.hint'
                : 'mine.data.correct.hint.verified',
            )}
            error={problem?.field === 'name' ? problem.text : null}
            value={data.person.name ?? ''}
            autocomplete="name"
            width="medium"
          />
          <Button look="secondary">{t('mine.data.correct.save')}</Button>
        </div>
      </Form>
    </Card>
  )
}

function Consent({ page }: Pick<DataProps, 'page'>) {
  const { t } = page
  return (
    <Card title={t('mine.data.consent')} icon="eye-off">
      <form method="post" action={PATHS.mineData}>
        <CsrfField token={page.csrfToken} />
        <div class="stack">
          <p>{t('mine.data.consent.text')}</p>
          <ButtonRow>
            <Button name="action" value="hide_name" look="secondary" wide="phone">
              {t('mine.data.consent.name')}
            </Button>
            <Button name="action" value="hide_reports" look="secondary" wide="phone">
              {t('mine.data.consent.reports')}
            </Button>
          </ButtonRow>
        </div>
      </form>
    </Card>
  )
}

function Delete({ page, problem }: Pick<DataProps, 'page' | 'problem'>) {
  const { t } = page
  return (
    <Disclosure
      summary={t('mine.data.delete')}
      look="card"
      icon="trash"
      open={problem?.field === 'confirmation'}
    >
      <Form page={page} action={PATHS.mineData}>
        <input type="hidden" name="action" value="delete" />
        <div class="stack">
          <p>{t('mine.data.delete.text')}</p>
          <TextInput
            name="confirmation"
            label={t('mine.data.delete.confirm')}
            error={problem?.field === 'confirmation' ? problem.text : null}
            width="medium"
          />
          <Button look="danger">{t('mine.data.delete.action')}</Button>
        </div>
      </Form>
    </Disclosure>
  )
}
