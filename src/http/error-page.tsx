import { ButtonLink, ButtonRow, type PageFrame, PublicLayout } from '../ui/index.ts'

export interface ErrorPageProps {
  readonly page: PageFrame
  readonly title: string
  readonly text: string
  readonly details: readonly string[]
  /** Shown for our own failures, so that a person can name it to us. */
  readonly requestId: string | null
}

/** What went wrong in plain words, and the ways on. */
export function ErrorPage({ page, title, text, details, requestId }: ErrorPageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={title} width="reading" noIndex>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {requestId !== null && <p>{t('error.request_id', { id: requestId })}</p>}
      <ButtonRow>
        <ButtonLink href="/">{t('error.home')}</ButtonLink>
        <ButtonLink href="/laporan" look="secondary">
          {t('error.reports')}
        </ButtonLink>
      </ButtonRow>
    </PublicLayout>
  )
}
