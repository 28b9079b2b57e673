import type { ComponentChildren } from 'preact'
import type { InstitutionRow } from '../../../db/index.ts'
import { groupTrackingNumber } from '../../../reports/index.ts'
import {
  Button,
  CodeInput,
  Document,
  ErrorSummary,
  Notice,
  type PageFrame,
  TextArea,
  TextInput,
} from '../../../ui/index.ts'
import type { FormProblems } from '../../field-problems.ts'

export interface EmbedValues {
  readonly body: string
  readonly location_text: string
  readonly name: string
  readonly contact: string
  /** Sent twice it is one report. */
  readonly key: string
}

interface EmbedFormProps {
  readonly page: PageFrame
  readonly institution: InstitutionRow
  readonly values: EmbedValues
  readonly problems: FormProblems
}

/** The shortest form there is: what happened, where, and how to reach its teller. */
export function EmbedFormPage({ page, institution, values, problems }: EmbedFormProps) {
  const { t } = page
  const text = (name: 'location_text' | 'name' | 'contact', hint?: string) => (
    <TextInput
      name={name}
      label={t(`embed.${name}`)}
      hint={hint}
      error={problems.of(name)}
      value={values[name]}
    />
  )
  return (
    <EmbedDocument page={page} title={t('embed.title', { institution: institution.name })}>
      {problems.all.length > 0 && <ErrorSummary title={t('embed.problems')} errors={problems.all} />}
      <h1 class="text-2xl">{t('embed.title', { institution: institution.short_name })}</h1>
      <form method="post" action={embedPath(page, institution.code)} novalidate>
        <input type="hidden" name="key" value={values.key} />
        <TextArea
          t={t}
          name="body"
          label={t('embed.body')}
          hint={t('embed.body_hint')}
          error={problems.of('body')}
          value={values.body}
          rows={5}
        />
        {text('location_text', t('embed.location_hint'))}
        {text('name', t('embed.name_hint'))}
        {text('contact', t('embed.contact_hint'))}
        <Button>{t('embed.send')}</Button>
      </form>
      <p class="text-ink-soft">
        <a href={`/lapor?instansi=${institution.code}`} target="_blank" rel="noopener">
          {t('embed.full')}
        </a>
      </p>
    </EmbedDocument>
  )
}

interface EmbedDoneProps {
  readonly page: PageFrame
  readonly institution: InstitutionRow
  readonly number: string
  /** The code is still to be entered. */
  readonly waits: boolean
  readonly problems: FormProblems
  readonly baseUrl: string
}

/** The number, and the code that proves the contact; after it the report goes on. */
export function EmbedDonePage({ page, institution, number, waits, problems, baseUrl }: EmbedDoneProps) {
  const { t } = page
  const title = t(waits ? 'embed.code_title' : 'embed.done_title')
  return (
    <EmbedDocument page={page} title={title}>
      {problems.all.length > 0 && <ErrorSummary title={t('embed.problems')} errors={problems.all} />}
      <h1 class="text-2xl">{title}</h1>
      <p>
        {t('embed.number')} <strong>{groupTrackingNumber(number)}</strong>
      </p>
      {waits ? (
        <form method="post" action={embedPath(page, `${institution.code}/${number}`)} novalidate>
          <CodeInput
            name="code"
            label={t('embed.code')}
            hint={t('embed.code_hint')}
            error={problems.of('code')}
            length={6}
          />
          <Button>{t('embed.confirm')}</Button>
        </form>
      ) : (
        <Notice tone="success" title={t('embed.done', { institution: institution.name })} live />
      )}
      <p class="text-ink-soft">
        <a href={`${baseUrl}/laporan/akses?nomor=${number}`} target="_blank" rel="noopener">
          {t('embed.follow')}
        </a>
      </p>
    </EmbedDocument>
  )
}

function EmbedDocument({
  page,
  title,
  children,
}: {
  page: PageFrame
  title: string
  children: ComponentChildren
}) {
  return (
    <Document page={page} title={title} noIndex>
      <main class="stack p-4" id="main">
        {children}
      </main>
      {tellsHeight(page.path) && <script src="/tanam/bingkai.js" defer />}
    </Document>
  )
}

/** The web component asks for the page that tells its height; so do the pages after it. */
export function tellsHeight(path: string): boolean {
  return path.includes('tinggi=1')
}

export function embedPath(page: Pick<PageFrame, 'path' | 'language'>, rest: string): string {
  const query = new URLSearchParams()
  if (tellsHeight(page.path)) query.set('tinggi', '1')
  if (page.language === 'en') query.set('bahasa', 'en')
  return `/tanam/${rest}${query.size === 0 ? '' : `?${query}`}`
}
