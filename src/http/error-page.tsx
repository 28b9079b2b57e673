import type { Staff } from '../identity/index.ts'
import {
  ButtonLink,
  ButtonRow,
  ConsoleLayout,
  type PageFrame,
  PageHeading,
  PublicLayout,
  sectionsOf,
} from '../ui/index.ts'

export interface ErrorPageProps {
  readonly page: PageFrame
  readonly title: string
  readonly text: string
  readonly details: readonly string[]
  /** Shown for our own failures, so that a person can name it to us. */
  readonly requestId: string | null
}

/** What went wrong in plain words, and the ways on. */
export function ErrorPage(props: ErrorPageProps) {
  const { page, title, text } = props
  const { t } = page
  return (
    <PublicLayout page={page} title={title} width="reading" noIndex>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <Particulars {...props} />
      <ButtonRow>
        <ButtonLink href="/">{t('error.home')}</ButtonLink>
        <ButtonLink href="/laporan" look="secondary">
          {t('error.reports')}
        </ButtonLink>
      </ButtonRow>
    </PublicLayout>
  )
}

/** The same within the console, for who is signed in there. It asks the database nothing: that may be what failed. */
export function StaffErrorPage({ staff, ...props }: ErrorPageProps & { readonly staff: Staff }) {
  const { page, title, text } = props
  const { t } = page
  return (
    <ConsoleLayout
      page={page}
      title={title}
      sections={sectionsOf(staff.role)}
      staff={{
        name: staff.name,
        roleLabel: t(`role.${staff.role}`),
        institutionName: staff.nodeName,
      }}
    >
      <PageHeading title={title} lead={text} />
      <Particulars {...props} />
      <ButtonRow>
        <ButtonLink href="/petugas">{t('error.inbox')}</ButtonLink>
        <ButtonLink href="/petugas/laporan" look="secondary">
          {t('error.reports')}
        </ButtonLink>
      </ButtonRow>
    </ConsoleLayout>
  )
}

function Particulars({ page, details, requestId }: ErrorPageProps) {
  return (
    <>
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {requestId !== null && <p>{page.t('error.request_id', { id: requestId })}</p>}
    </>
  )
}
