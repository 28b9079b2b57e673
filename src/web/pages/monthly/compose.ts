import { formatMonth, formatNumber, type Language, type Translate } from '../../../i18n/index.ts'
import { indicatorsOf, type PartNames, type PublicFigures, partName } from '../../../statistics/index.ts'
import { formatHours, formatRate } from '../../../ui/index.ts'

/** A report in sentences: the same on the page and on paper. */
export interface MonthlyReport {
  readonly title: string
  readonly parts: readonly { readonly heading: string; readonly sentences: readonly string[] }[]
}

const MOST_NAMED = 3

/** What happened in a month, as one would tell a neighbour. Nothing of fewer than five people is broken down. */
export function composeMonthly(
  t: Translate,
  language: Language,
  name: string,
  figures: PublicFigures,
  names: PartNames,
): MonthlyReport {
  const month = formatMonth(figures.period.from, language)
  const title = t('monthly.title', { name, month })
  const { measures, before, times } = figures
  if (figures.few) {
    const received = t('monthly.few', { name, month, count: measures.received })
    return { title, parts: [{ heading: t('monthly.came'), sentences: [received, t('public.few')] }] }
  }
  const of = indicatorsOf(measures)
  const rate = (value: number | null) => formatRate(value, t, language)
  const list = (part: 'category' | 'area') => {
    const parts = part === 'category' ? figures.categories : figures.areas
    const named = parts.shown
      .filter(({ key }) => key !== '')
      .slice(0, MOST_NAMED)
      .map(
        ({ key, received }) =>
          `${partName(part, key, names, t, language)} (${formatNumber(received, language)})`,
      )
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(named)
  }
  const sentences = (...given: (string | false)[]) => given.filter((sentence) => sentence !== false)
  return {
    title,
    parts: [
      {
        heading: t('monthly.came'),
        sentences: sentences(
          t('monthly.received', { name, month, count: measures.received }),
          !figures.fewBefore && change(t, measures.received, before.received),
          list('category') !== '' && t('monthly.categories', { list: list('category') }),
          list('area') !== '' && t('monthly.areas', { list: list('area') }),
        ),
      },
      {
        heading: t('monthly.became'),
        sentences: sentences(
          t('monthly.followed_up', { rate: rate(of.followed_up.rate), finished: rate(of.finished.rate) }),
          of.in_process.part > 0 && t('monthly.in_process', { count: of.in_process.part }),
          of.archived.part > 0 && t('monthly.archived', { count: of.archived.part }),
        ),
      },
      {
        heading: t('monthly.time'),
        sentences: sentences(
          of.followed_up_in_time.rate !== null &&
            t('monthly.follow_up_time', { rate: rate(of.followed_up_in_time.rate) }),
          of.solved_in_time.rate !== null && t('monthly.solve_time', { rate: rate(of.solved_in_time.rate) }),
          times.solve.median !== null &&
            t('monthly.median', {
              median: formatHours(times.solve.median, t),
              p90: formatHours(times.solve.p90, t),
            }),
        ),
      },
      {
        heading: t('monthly.judged'),
        sentences: sentences(
          of.confirmed.rate !== null &&
            t('monthly.confirmed', { rate: rate(of.confirmed.rate), silent: rate(of.silent.rate) }),
          of.rating === null
            ? t('monthly.unrated')
            : t('monthly.rated', {
                rating: formatNumber(Math.round(of.rating * 10) / 10, language),
                count: measures.rated,
                rate: rate(of.response.rate),
              }),
          figures.survey?.index != null &&
            figures.survey.quality !== null &&
            t('monthly.survey', {
              index: formatNumber(figures.survey.index, language, 2),
              quality: figures.survey.quality,
              word: t(`survey.quality.${figures.survey.quality}`),
              rate: rate(figures.survey.response.rate),
            }),
          of.reopened.part > 0 && t('monthly.reopened', { count: of.reopened.part }),
        ),
      },
    ].filter((part) => part.sentences.length > 0),
  }
}

function change(t: Translate, now: number, before: number): string {
  const percent = Math.round((Math.abs(now - before) / before) * 100)
  if (percent === 0) return t('monthly.same')
  return t(now > before ? 'monthly.more' : 'monthly.less', { percent, before })
}
