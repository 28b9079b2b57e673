import type { InstitutionRow } from '../../../db/index.ts'
import { formatMonth } from '../../../i18n/index.ts'
import {
  Breadcrumbs,
  ButtonLink,
  ButtonRow,
  type PageFrame,
  PrintButton,
  PublicLayout,
} from '../../../ui/index.ts'
import type { MonthlyReport } from './compose.ts'

/** One month of one institution, in sentences. */
export function MonthlyPage({
  page,
  node,
  month,
  months,
  report,
}: {
  readonly page: PageFrame
  readonly node: InstitutionRow
  readonly month: string
  readonly months: readonly string[]
  readonly report: MonthlyReport
}) {
  const { t, language } = page
  const path = `/instansi/${node.code}`
  return (
    <PublicLayout
      page={page}
      title={report.title}
      description={report.title}
      current="statistics"
      width="reading"
    >
      <div class="stack-large">
        <Breadcrumbs
          t={t}
          crumbs={[
            { label: t('ui.nav.statistics'), href: '/statistik' },
            { label: node.short_name, href: path },
            { label: formatMonth(month, language) },
          ]}
        />
        <h1>{report.title}</h1>
        {report.parts.map(({ heading, sentences }) => (
          <section key={heading} class="stack">
            <h2>{heading}</h2>
            <p>{sentences.join(' ')}</p>
          </section>
        ))}
        <ButtonRow>
          <ButtonLink href={`${path}/laporan-bulanan/${month}.pdf`} icon="download">
            {t('monthly.pdf')}
          </ButtonLink>
          <PrintButton t={t} />
          <a href="/statistik/definisi">{t('monitoring.definitions')}</a>
        </ButtonRow>
        <nav class="stack print:hidden" aria-label={t('monthly.others')}>
          <h2>{t('monthly.others')}</h2>
          <ul class="list-disc ps-6">
            {months.map((other) => (
              <li key={other}>
                <a
                  href={`${path}/laporan-bulanan/${other}`}
                  aria-current={other === month ? 'page' : undefined}
                >
                  {formatMonth(other, language)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </PublicLayout>
  )
}
