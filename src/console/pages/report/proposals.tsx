import { Badge, ButtonLink, Card, Disclosure, Notice, type PageFrame } from '../../../ui/index.ts'
import { handlerLabel } from '../../handler-label.ts'
import { reportPath } from './paths.ts'
import type { OfferedProposal, OfferedReason, Proposals } from './proposals-model.ts'

interface ProposalsCardProps {
  readonly page: PageFrame
  readonly model: {
    readonly proposals: Proposals | null
    readonly report: { readonly tracking_number: string }
  }
}

/** Whose it probably is, how sure that is and why; one click fills the form below. */
export function ProposalsCard({ page, model }: ProposalsCardProps) {
  const { t } = page
  const { proposals, report } = model
  if (proposals === null) return null
  return (
    <>
      {proposals.urgency.length > 0 && (
        <Notice tone="warning" icon="alert-triangle" title={t('routing.urgent.title')}>
          <ul class="list-disc ps-6">
            {proposals.urgency.map(({ kind, evidence }) => (
              <li key={kind}>
                {t(`routing.urgent.${kind}`)} {t('routing.urgent.words', { words: quoted(evidence) })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Card
        title={t('routing.proposals.title')}
        icon="send"
        id="usulan"
        aside={proposals.abstain ? <Badge tone="neutral">{t('routing.proposals.unsure')}</Badge> : undefined}
      >
        <p class="text-sm text-ink-soft">
          {t(proposals.abstain ? 'routing.proposals.lead_unsure' : 'routing.proposals.lead')}
        </p>
        <ol class="mt-4 grid gap-3">
          {proposals.offered.map((offered) => (
            <li key={offered.rank}>
              <ProposalRow page={page} offered={offered} trackingNumber={report.tracking_number} />
            </li>
          ))}
        </ol>
        <div class="mt-4">
          <Disclosure summary={t('routing.proposals.how')}>
            <p>{t('routing.proposals.how_text', { version: proposals.modelVersion })}</p>
          </Disclosure>
        </div>
      </Card>
    </>
  )
}

function ProposalRow({
  page,
  offered,
  trackingNumber,
}: {
  page: PageFrame
  offered: OfferedProposal
  trackingNumber: string
}) {
  const { t, language } = page
  const percent = Math.round(offered.probability * 100)
  const reasons = offered.reasons.map((reason) => reasonText(t, reason)).filter((text) => text !== null)
  const category = offered.category === null ? null : offered.category[`name_${language}`]
  return (
    <div class="grid gap-2 rounded-control bg-sunken p-4 sm:grid-cols-[4.5rem_1fr_auto] sm:items-center sm:gap-4">
      <p class="text-xl font-semibold tabular-nums">{t('routing.percent', { percent })}</p>
      <div class="min-w-0">
        <p class="font-semibold">{nameOf(t, offered)}</p>
        {category !== null && <p class="text-sm">{category}</p>}
        {reasons.length > 0 && <p class="text-sm text-ink-soft">{reasons.join(' + ')}</p>}
      </div>
      {offered.chosen ? (
        <Badge tone="success">{t('routing.proposals.in_form')}</Badge>
      ) : (
        offered.usable && (
          <ButtonLink
            size="small"
            look="secondary"
            href={`${reportPath(trackingNumber)}?usul=${offered.rank}#form-assign`}
          >
            {t('routing.proposals.use')}
            <span class="sr-only"> {nameOf(t, offered)}</span>
          </ButtonLink>
        )
      )}
    </div>
  )
}

function nameOf(t: PageFrame['t'], { node, handler }: OfferedProposal): string {
  if (handler === null) return t('routing.nobody')
  return node?.name ?? handlerLabel(t, handler)
}

function reasonText(t: PageFrame['t'], reason: OfferedReason): string | null {
  switch (reason.kind) {
    case 'words':
      return reason.words.length === 0 ? null : quoted(reason.words)
    case 'place':
      return reason.name
    case 'chosen_category':
      return t('routing.reason.chosen_category')
    case 'rule':
      return reason.note === ''
        ? t('routing.reason.rule')
        : t('routing.reason.rule_note', { note: reason.note })
  }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ')
}
