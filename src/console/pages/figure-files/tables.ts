import type { StepName } from '../../../db/index.ts'
import type { Language, Translate } from '../../../i18n/index.ts'
import {
  BACKLOG_AGES,
  type FiguresTable,
  indicatorsOf,
  type LeagueRow,
  partIndicatorsOf,
  partName,
  type ShareName,
} from '../../../statistics/index.ts'
import { backlogBars, periodName } from '../../../ui/index.ts'
import { OFFICIAL } from '../league/view.tsx'
import { SHARES, STEPS } from '../monitoring/compare-part.tsx'
import { type MonitoringModel, PART_DIMENSIONS } from '../monitoring/model.ts'

type Cell = string | number

/** Percent with one decimal; empty where there is nothing to be a part of. */
const percent = (rate: number | null): Cell => (rate === null ? '' : Math.round(rate * 1_000) / 10)
const rounded = (value: number | null, decimals = 1): Cell =>
  value === null ? '' : Math.round(value * 10 ** decimals) / 10 ** decimals

/** The table of the monitoring's part that is shown, with numbers instead of words. */
export function monitoringTable(t: Translate, language: Language, model: MonitoringModel): FiguresTable {
  const { content, node, period } = model
  const title = `${t('monitoring.of', { name: node.short_name })}: ${t(`monitoring.part.${content.part}`)}, ${periodName(period, t, language)}`
  const rate = (name: ShareName) => `${t(`figure.${name}`)} (%)`
  switch (content.part) {
    case 'summary': {
      const now = indicatorsOf(model.measures)
      const before = indicatorsOf(content.previous)
      const hours = (step: StepName) =>
        [
          `${t(`figure.step.${step}`)}: ${t('statistics.median')} (${t('figures_file.hours')})`,
          rounded(content.times[step].median),
          rounded(content.previousTimes[step].median),
        ] as const
      return {
        title,
        headings: [t('monitoring.indicator'), t('monitoring.period_now'), t('monitoring.period_before')],
        rows: [
          [t('figure.received'), now.received, before.received],
          ...SHARES.map((name) => [rate(name), percent(now[name].rate), percent(before[name].rate)]),
          ...STEPS.map(hours),
          [t('figure.rating'), rounded(now.rating, 2), rounded(before.rating, 2)],
          [rate('response'), percent(now.response.rate), percent(before.response.rate)],
        ],
      }
    }
    case 'survey':
      return {
        title,
        headings: [
          t('survey.figures.element'),
          t('survey.figures.mean'),
          t('survey.figures.answers'),
          `${t('survey.figures.rate')} (%)`,
        ],
        rows: (content.survey?.elements ?? []).map(({ element, mean, answers, response }) => [
          t(`survey.element.${element}`),
          rounded(mean, 2),
          mean === null ? '' : answers,
          mean === null ? '' : percent(response.rate),
        ]),
      }
    case 'details': {
      const { parts, names } = content
      return {
        title,
        headings: [
          t('figures_file.part'),
          t('figures_file.by'),
          t('figure.received'),
          rate('followed_up'),
          rate('solved_in_time'),
          rate('finished'),
        ],
        rows: PART_DIMENSIONS.flatMap((dimension) =>
          parts[dimension].map(({ key, ...measures }) => {
            const of = partIndicatorsOf(measures)
            return [
              partName(dimension, key, names, t, language),
              t(`statistics.part.${dimension}`),
              measures.received,
              percent(of.followed_up.rate),
              percent(of.solved_in_time.rate),
              percent(of.finished.rate),
            ]
          }),
        ),
      }
    }
    default:
      return { title, ...unitsTable(t, content) }
  }
}

type UnitsContent = Extract<MonitoringModel['content'], { units: unknown }>

function unitsTable(t: Translate, { part, units }: UnitsContent): Omit<FiguresTable, 'title'> {
  const rate = (name: ShareName) => `${t(`figure.${name}`)} (%)`
  const hours = (step: 'follow_up' | 'solve', of: 'median' | 'p90') =>
    `${t(`figure.step.${step}`)}: ${t(`statistics.${of}`)} (${t('figures_file.hours')})`
  const columns: Record<typeof part, readonly (readonly [string, (unit: (typeof units)[number]) => Cell])[]> =
    {
      time: [
        [t('figure.received'), ({ measures }) => measures.received],
        [rate('verified_in_time'), ({ measures }) => percent(indicatorsOf(measures).verified_in_time.rate)],
        [
          rate('followed_up_in_time'),
          ({ measures }) => percent(indicatorsOf(measures).followed_up_in_time.rate),
        ],
        [rate('solved_in_time'), ({ measures }) => percent(indicatorsOf(measures).solved_in_time.rate)],
        [hours('follow_up', 'median'), ({ times }) => rounded(times.follow_up.median)],
        [hours('follow_up', 'p90'), ({ times }) => rounded(times.follow_up.p90)],
        [hours('solve', 'median'), ({ times }) => rounded(times.solve.median)],
        [hours('solve', 'p90'), ({ times }) => rounded(times.solve.p90)],
      ],
      quality: [
        [rate('confirmed'), ({ measures }) => percent(indicatorsOf(measures).confirmed.rate)],
        [rate('silent'), ({ measures }) => percent(indicatorsOf(measures).silent.rate)],
        [rate('reopened'), ({ measures }) => percent(indicatorsOf(measures).reopened.rate)],
        [t('figure.given'), ({ handovers }) => handovers.given],
        [t('figure.handed_back'), ({ handovers }) => handovers.returned],
        [t('figure.misrouted'), ({ handovers }) => handovers.misrouted],
        [t('figure.rating'), ({ measures }) => rounded(indicatorsOf(measures).rating, 2)],
        [t('figure.response'), ({ measures }) => measures.rated],
        [t('figure.officers'), ({ activity }) => activity?.active ?? ''],
      ],
      backlog: [
        [t('figure.open'), ({ open }) => open.open],
        [t('figure.overdue'), ({ open }) => open.overdue],
        ...backlogBars(t, BACKLOG_AGES, []).map(
          ({ label }, index) =>
            [label, ({ backlog }: (typeof units)[number]) => backlog[index] ?? 0] as const,
        ),
      ],
    }
  return {
    headings: [t('monitoring.unit'), ...columns[part].map(([heading]) => heading)],
    rows: units.map((unit) => [unit.node.name, ...columns[part].map(([, cell]) => cell(unit))]),
  }
}

/** All institutions beside each other, with the official evaluation. */
export function leagueTable(
  t: Translate,
  title: string,
  by: ShareName,
  rows: readonly LeagueRow[],
): FiguresTable {
  const rate = (name: ShareName) => `${t(`figure.${name}`)} (%)`
  const official = OFFICIAL.filter((name) => name !== by)
  return {
    title,
    headings: [
      t('monitoring.institution'),
      t('league.rank'),
      rate(by),
      t('figures_file.range_low', { range: t('figure.confidence') }),
      t('figures_file.range_high', { range: t('figure.confidence') }),
      t('figure.received'),
      ...official.map(rate),
      t('league.signed_in'),
      t('league.verdict'),
    ],
    rows: rows.map(({ node, rank, share, range, measures, signedIn, verdict }) => {
      const of = indicatorsOf(measures)
      return [
        node.name,
        rank ?? '',
        percent(share.rate),
        percent(range?.low ?? null),
        percent(range?.high ?? null),
        measures.received,
        ...official.map((name) => percent(of[name].rate)),
        t(signedIn ? 'league.yes' : 'league.no'),
        t(`league.verdict.${verdict}`),
      ]
    }),
  }
}
