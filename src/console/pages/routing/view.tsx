import { Notice, PageHeading, Tabs } from '../../../ui/index.ts'
import { ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import { AutomaticPart } from './automatic-part.tsx'
import { ROUTING_PARTS, ROUTING_PATH, type RoutingPageProps } from './model.ts'
import { ReliabilityPart } from './reliability-part.tsx'
import { RulesPart } from './rules-part.tsx'

/** Automatic routing: how often it is right, by which rules, and what it may do alone. */
export function RoutingPage(props: RoutingPageProps) {
  const { frame, part, refused, saved } = props
  const { t } = frame.page
  return (
    <ConsolePage frame={frame} title={t(`routing.part.${part}`)} current="routing">
      <PageHeading title={t('routing.title')} lead={t('routing.lead')} />
      <Tabs
        label={t('routing.title')}
        tabs={ROUTING_PARTS.map((name) => ({
          label: t(`routing.part.${name}`),
          href: `${ROUTING_PATH}?bagian=${name}`,
          current: name === part,
        }))}
      />
      <FormProblem t={t} refused={refused} />
      <div class="stack">
        {saved !== null && (
          <Notice tone="success" title={t(saved === 'rule' ? 'routing.rule.edited' : 'routing.saved')} live />
        )}
        {part === 'ketepatan' && <ReliabilityPart {...props} />}
        {part === 'aturan' && <RulesPart {...props} />}
        {part === 'otomatis' && <AutomaticPart {...props} />}
      </div>
    </ConsolePage>
  )
}
