import { formatDate, formatNumber, type Language } from '../../../i18n/index.ts'
import { ALERT_MEASURES, type AlertRule, BACKLOG_AGES, partName } from '../../../statistics/index.ts'
import {
  ButtonLink,
  ButtonRow,
  backlogBars,
  type ChartDrawing,
  CountsChart,
  EmptyState,
  FlowChart,
  Notice,
  PageHeading,
  PeriodChoice,
  PrintButton,
  periodName,
  Stat,
  StatRow,
  SurveyFiguresTable,
  Table,
  Tabs,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { TakeFigures } from '../figure-files/take-figures.tsx'
import { ComparePart } from './compare-part.tsx'
import { MONITORING_PARTS, type MonitoringModel, type Mover, type Summary } from './model.ts'
import { PartsPart } from './parts-part.tsx'
import { UnitsPart } from './units-part.tsx'

export const MONITORING_PATH = '/petugas/pemantauan'

export interface MonitoringPageProps {
  readonly frame: ConsoleFrame
  readonly model: MonitoringModel
  /** Of the summary alone. */
  readonly drawings: { readonly flow: ChartDrawing; readonly backlog: ChartDrawing } | null
  /** Thresholds that are crossed now. */
  readonly crossed: readonly AlertRule[]
  readonly months: readonly string[]
  /** It is one's own institution or unit, not one below it. */
  readonly isOwn: boolean
}

/** What waits, how the institution answers, and what changed. */
export function MonitoringPage({ frame, model, drawings, crossed, months, isOwn }: MonitoringPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const { node, period, content } = model
  const kept: Record<string, string> = isOwn ? {} : { simpul: node.code }
  return (
    <ConsolePage frame={frame} title={t('monitoring.of', { name: node.name })} current="monitoring">
      <PageHeading
        title={isOwn ? t('monitoring.title') : t('monitoring.of', { name: node.short_name })}
        lead={`${node.name}\u00a0· ${periodName(period, t, language)}`}
      />
      <div class="stack-large">
        <CrossedNotice frame={frame} crossed={crossed} />
        <NowPart frame={frame} model={model} />
        <PeriodChoice page={page} path={MONITORING_PATH} period={period} months={months} kept={kept} />
        <Tabs
          label={t('monitoring.title')}
          tabs={MONITORING_PARTS.filter((name) => model.hasUnits || !OF_UNITS.has(name)).map((name) => ({
            label: t(`monitoring.part.${name}`),
            href: addressOf(MONITORING_PATH, {
              ...kept,
              dari: period.from,
              sampai: period.until,
              bagian: name === 'summary' ? undefined : name,
            }),
            current: name === content.part,
          }))}
        />
        {content.part === 'summary' && (
          <SummaryPart frame={frame} model={model} content={content} drawings={drawings} />
        )}
        {'units' in content && (
          <UnitsPart page={page} model={model} part={content.part} units={content.units} />
        )}
        {content.part === 'survey' && (
          <section class="stack">
            <div>
              <h2>{t('survey.figures')}</h2>
              <p class="figure-note">{t('survey.figures_lead')}</p>
            </div>
            {content.survey === null ? (
              <EmptyState icon="star" title={t('monitoring.survey.none')}>
                {t('monitoring.survey.none_text')}
              </EmptyState>
            ) : (
              <SurveyFiguresTable t={t} language={language} survey={content.survey} />
            )}
          </section>
        )}
        {content.part === 'details' && <PartsPart page={page} content={content} />}
        <TakeFigures
          page={page}
          action={`${MONITORING_PATH}/unduh`}
          kept={{ simpul: node.code, dari: period.from, sampai: period.until, bagian: content.part }}
        />
        <ButtonRow>
          {staff.nodeIsRoot && (
            <ButtonLink href={`${MONITORING_PATH}/instansi`} icon="chart">
              {t('monitoring.league')}
            </ButtonLink>
          )}
          {isOwn && (staff.role === 'institution_admin' || staff.role === 'national_admin') && (
            <ButtonLink href={`${MONITORING_PATH}/aturan`} look="secondary" icon="settings">
              {t('monitoring.settings')}
            </ButtonLink>
          )}
          <ButtonLink href="/statistik/definisi" look="secondary" icon="info">
            {t('monitoring.definitions')}
          </ButtonLink>
          <PrintButton t={t} />
        </ButtonRow>
      </div>
    </ConsolePage>
  )
}

const OF_UNITS: ReadonlySet<string> = new Set(['time', 'quality', 'backlog'])

function SummaryPart({
  frame,
  model,
  content,
  drawings,
}: Pick<MonitoringPageProps, 'frame' | 'model' | 'drawings'> & { readonly content: Summary }) {
  const { page } = frame
  const { t, language } = page
  return (
    <div class="stack-large">
      <ComparePart page={page} model={model} content={content} />
      {drawings !== null && (
        <>
          <section class="card">
            <FlowChart t={t} language={language} flow={content.flow} drawing={drawings.flow} />
          </section>
          <section class="card">
            <CountsChart
              t={t}
              language={language}
              title={t('figure.backlog')}
              of={t('statistics.age')}
              bars={backlogBars(t, BACKLOG_AGES, content.backlog)}
              drawing={drawings.backlog}
            />
          </section>
        </>
      )}
      <MoversPart frame={frame} content={content} />
      <SilentPart frame={frame} model={model} />
    </div>
  )
}

/** Which thresholds of the institution are crossed. */
function CrossedNotice({ frame, crossed }: Pick<MonitoringPageProps, 'frame' | 'crossed'>) {
  const { t, language } = frame.page
  if (crossed.length === 0) return null
  return (
    <Notice tone="warning" title={t('alert.crossed', { count: crossed.length })}>
      <ul>
        {crossed.map(({ measure, threshold, value }) => {
          const { side, unit } = ALERT_MEASURES[measure]
          const written = (figure: number) =>
            t(`alert.value.${unit}`, { value: formatNumber(Math.round(figure * 10) / 10, language) })
          return (
            <li key={measure}>
              {t('alert.crossed_line', {
                measure: t(`alert.measure.${measure}`),
                side,
                value: written(value ?? threshold),
                threshold: written(threshold),
              })}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

function NowPart({ frame, model }: Pick<MonitoringPageProps, 'frame' | 'model'>) {
  const { t, language } = frame.page
  const { node, open } = model
  const list = (parameters: Record<string, string>) =>
    addressOf('/petugas/laporan', {
      ...parameters,
      // The whole country needs no name.
      ...(node.parent_id === null ? {} : { pemegang: node.name, pemegang_code: node.code }),
      urut: 'tenggat',
    })
  const waiting = [
    { name: 'unverified', count: open.unverified, tone: 'plain', href: list({ keadaan: 'submitted' }) },
    { name: 'warned', count: open.warned, tone: 'warning', href: list({ hampir: '1' }) },
    { name: 'overdue', count: open.overdue, tone: 'danger', href: list({ lewat: '1' }) },
    { name: 'disputed_open', count: open.disputed_open, tone: 'warning', href: list({ sanggah: '1' }) },
    { name: 'returned_open', count: open.returned_open, tone: 'warning', href: list({ kembali: '1' }) },
    { name: 'silent_unit', count: model.silent.length, tone: 'danger', href: '#diam' },
  ] as const
  return (
    <section class="stack" aria-labelledby="sekarang">
      <div>
        <h2 id="sekarang">{t('monitoring.now')}</h2>
        <p class="figure-note">{t('monitoring.now_lead')}</p>
      </div>
      {waiting.every(({ count }) => count === 0) && (
        <EmptyState icon="check-circle" title={t('monitoring.nothing')}>
          {t('monitoring.nothing_text')}
        </EmptyState>
      )}
      <StatRow>
        {waiting
          .filter(({ name, count }) => count > 0 || name === 'unverified' || name === 'overdue')
          .map(({ name, count, tone, href }) => (
            <Stat
              key={name}
              figure={formatNumber(count, language)}
              label={t(`figure.${name}`)}
              tone={count === 0 ? 'plain' : tone}
              href={href}
            />
          ))}
      </StatRow>
    </section>
  )
}

function MoversPart({ frame, content }: Pick<MonitoringPageProps, 'frame'> & { readonly content: Summary }) {
  const { t, language } = frame.page
  const { movers, names } = content
  const nameOf = (mover: Mover) =>
    mover.kind === 'unit' ? mover.label : partName('category', mover.key, names, t, language)
  return (
    <section class="stack figures">
      <div>
        <h2>{t('monitoring.movers')}</h2>
        <p class="figure-note">{t('monitoring.movers_lead')}</p>
      </div>
      {movers.length === 0 ? (
        <p>{t('monitoring.movers.none')}</p>
      ) : (
        <Table
          caption={t('monitoring.movers')}
          captionHidden
          rows={movers}
          rowKey={(mover) => (mover.kind === 'unit' ? mover.label : `category ${mover.key}`)}
          columns={[
            { label: t('monitoring.movers.what'), cell: nameOf },
            {
              label: t('monitoring.period_before'),
              align: 'end',
              cell: (mover) => formatNumber(mover.before, language),
            },
            {
              label: t('monitoring.period_now'),
              align: 'end',
              cell: (mover) => formatNumber(mover.now, language),
            },
            {
              label: t('monitoring.change'),
              align: 'end',
              cell: (mover) => signed(mover.now - mover.before, language),
            },
          ]}
        />
      )}
    </section>
  )
}

function signed(value: number, language: Language): string {
  return `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value), language)}`
}

/** With most overdue first; of the whole country nobody reads more. */
const MOST_SILENT = 50

function SilentPart({ frame, model }: Pick<MonitoringPageProps, 'frame' | 'model'>) {
  const { t, language } = frame.page
  if (model.silent.length === 0) return null
  return (
    <section class="stack figures" id="diam">
      <div>
        <h2>{t('monitoring.silent')}</h2>
        <p class="figure-note">{t('monitoring.silent_lead')}</p>
      </div>
      <Table
        caption={t('monitoring.silent')}
        captionHidden
        rows={model.silent.slice(0, MOST_SILENT)}
        rowKey={(unit) => unit.code}
        columns={[
          {
            label: t('monitoring.unit'),
            cell: (unit) => <a href={addressOf(MONITORING_PATH, { simpul: unit.code })}>{unit.name}</a>,
          },
          { label: t('figure.overdue'), align: 'end', cell: (unit) => formatNumber(unit.overdue, language) },
          {
            label: t('monitoring.silent.last_seen'),
            align: 'end',
            cell: (unit) =>
              unit.last_seen_at === null
                ? t('monitoring.silent.never')
                : formatDate(unit.last_seen_at, language, model.node.time_zone),
          },
        ]}
      />
    </section>
  )
}
