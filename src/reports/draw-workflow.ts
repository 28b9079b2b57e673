import { type ReportAction, type Transition, WORKFLOW } from './workflow.ts'

/** The workflow as a page of the docs: a Mermaid state diagram and the table, both drawn from the table in code. */
export function drawWorkflow(): string {
  return [
    '# The life of a report',
    '',
    'Drawn from the table in `src/reports/workflow.ts`; do not edit by hand (`npm test -- draw-workflow --update=all`).',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> awaiting_identity: submit',
    ...arrows(),
    '```',
    '',
    '| state | action | next state | who | deadlines that start | deadlines that are met | clock |',
    '|---|---|---|---|---|---|---|',
    ...rows(),
    '',
    'An internal follow-up changes no state and meets no deadline. A third dispute goes to the level above, see',
    '`src/reports/reporter-actions.ts`.',
    '',
  ].join('\n')
}

function transitions(): { state: string; action: string; rule: Transition }[] {
  return Object.entries(WORKFLOW).flatMap(([state, actions]) =>
    Object.entries(actions).map(([action, rule]) => ({ state, action: action as ReportAction, rule })),
  )
}

function arrows(): string[] {
  const labels = new Map<string, string[]>()
  for (const { state, action, rule } of transitions()) {
    if (rule.to === 'same') continue
    for (const target of rule.to === 'back' ? ['submitted', 'assigned', 'in_progress'] : [rule.to]) {
      const arrow = `${state} --> ${target}`
      labels.set(arrow, [...(labels.get(arrow) ?? []), action])
    }
  }
  return [...labels].map(([arrow, actions]) => `  ${arrow}: ${actions.join(', ')}`)
}

function rows(): string[] {
  return transitions().map(({ state, action, rule }) => {
    const cells = [state, action, rule.to, rule.by, rule.starts ?? [], rule.meets ?? [], rule.clock ?? '']
    return `| ${cells.map((cell) => (Array.isArray(cell) ? cell.join(', ') : cell)).join(' | ')} |`
  })
}
