import { formatDate, isMessageKey } from '../../../i18n/index.ts'
import type { OwnReport } from '../../../reports/index.ts'
import {
  Badge,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  CsrfField,
  EmptyState,
  LINKS,
  Notice,
  type PageFrame,
  Pagination,
  PublicLayout,
  PushOffer,
  ReportCard,
  ReportList,
} from '../../../ui/index.ts'
import { shortAreaName } from '../../area-name.ts'
import { PATHS } from '../../paths.ts'

interface MineModel {
  readonly reports: readonly OwnReport[]
  readonly older: string | null
  /** Masked. */
  readonly contacts: readonly string[]
  /** Nothing new is taken from them for a time. */
  readonly blocked: boolean
  readonly news: string
  /** Null before the first report: nobody is asked for what there is no use for. */
  readonly pushKey: string | null
}

interface MineProps {
  readonly page: PageFrame
  readonly model: MineModel
}

/** All reports of one person, those that wait for them first. */
export function MinePage({ page, model }: MineProps) {
  const { t } = page
  const waiting = model.reports.filter(({ state }) => state === 'awaiting_identity')
  const others = model.reports.filter(({ state }) => state !== 'awaiting_identity')
  const news = `mine.news.${model.news}`
  return (
    <PublicLayout page={page} title={t('mine.title')} current="mine" width="reading" noIndex>
      <div class="stack-large">
        {isMessageKey(news) && <Notice tone="success" title={t(news)} live />}
        <div class="stack">
          <h1>{t('mine.title')}</h1>
          <p class="lead">{t('mine.lead')}</p>
        </div>
        {model.blocked && (
          <Notice tone="warning" title={t('mine.blocked.title')}>
            <p>{t('mine.blocked.text')}</p>
            <p>
              <a href={PATHS.appeal}>{t('mine.blocked.open')}</a>
            </p>
          </Notice>
        )}
        {waiting.map((report) => (
          <UnconfirmedCard key={report.id} page={page} report={report} />
        ))}
        {others.length === 0 && waiting.length === 0 ? (
          <EmptyState
            title={t('mine.empty')}
            action={<ButtonLink href={LINKS.tell}>{t('ui.nav.tell')}</ButtonLink>}
          >
            <p>{t('mine.empty.text')}</p>
          </EmptyState>
        ) : (
          <ReportList>
            {others.map((report) => (
              <OwnReportCard key={report.id} page={page} report={report} />
            ))}
          </ReportList>
        )}
        <Pagination t={t} previous={null} next={model.older} />
        <Account page={page} model={model} />
      </div>
    </PublicLayout>
  )
}

function OwnReportCard({ page, report }: { page: PageFrame; report: OwnReport }) {
  const { t, language } = page
  const channel: string = `channel.${report.channel}`
  return (
    <ReportCard
      t={t}
      level={2}
      href={PATHS.mineReport(report.tracking_number)}
      title={report.title}
      state={report.state}
      trackingNumber={report.tracking_number}
      time={formatDate(report.created_at, language)}
      datetime={report.created_at.toISOString()}
      place={report.area_name === null ? null : shortAreaName(report.area_name)}
      handler={report.holder_name}
      category={isMessageKey(channel) ? t(channel) : null}
      badges={
        <>
          {report.secret && <Badge>{t('mine.secret')}</Badge>}
          {report.anonymous && <Badge>{t('mine.anonymous')}</Badge>}
        </>
      }
    />
  )
}

/** Somebody sent it by this person's contact and never entered the code. */
function UnconfirmedCard({ page, report }: { page: PageFrame; report: OwnReport }) {
  const { t, language } = page
  return (
    <Card title={t('mine.unconfirmed')} icon="clock" look="accent">
      <form method="post" action={PATHS.mineReport(report.tracking_number)}>
        <CsrfField token={page.csrfToken} />
        <div class="stack">
          <p class="font-bold">{report.title}</p>
          <p class="text-ink-soft">
            {t('mine.unconfirmed.text', { date: formatDate(report.created_at, language) })}
          </p>
          <ButtonRow>
            <Button name="answer" value="mine" wide="phone">
              {t('mine.unconfirmed.mine')}
            </Button>
            <Button name="answer" value="not_mine" look="secondary" wide="phone">
              {t('mine.unconfirmed.not_mine')}
            </Button>
          </ButtonRow>
        </div>
      </form>
    </Card>
  )
}

function Account({ page, model }: MineProps) {
  const { t } = page
  return (
    <Card title={t('mine.account')} icon="user" look="sunken">
      <div class="stack">
        <p>{t('mine.account.contacts', { contacts: model.contacts.join(', ') })}</p>
        <ButtonRow>
          <ButtonLink href={PATHS.mineContacts} look="secondary" size="small">
            {t('mine.account.manage')}
          </ButtonLink>
          <ButtonLink href={PATHS.minePasskeys} look="secondary" size="small">
            {t('mine.passkeys')}
          </ButtonLink>
          <ButtonLink href={PATHS.mineData} look="secondary" size="small">
            {t('mine.data')}
          </ButtonLink>
        </ButtonRow>
        {model.pushKey !== null && <PushOffer page={page} action={PATHS.push} publicKey={model.pushKey} />}
        <form method="post" action={`${PATHS.mine}/keluar`}>
          <CsrfField token={page.csrfToken} />
          <ButtonRow>
            <Button look="quiet" size="small">
              {t('mine.sign_out')}
            </Button>
            <Button look="quiet" size="small" name="everywhere" value="1">
              {t('mine.sign_out.everywhere')}
            </Button>
          </ButtonRow>
        </form>
      </div>
    </Card>
  )
}
