import { formatDateTime } from '../../../i18n/index.ts'
import type { ManagedSystem } from '../../../identity/index.ts'
import { Badge, ButtonLink, EmptyState, Notice, PageHeading, Table } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { FormProblem } from '../../form-problem.tsx'
import type { Refused } from '../../form-values.ts'
import { EmbedCard, type EmbedSettings } from './embed-card.tsx'
import { PATH } from './systems-path.ts'

/** Every system that is connected to one's institution. */
export function SystemListPage({
  frame,
  systems,
  embed,
  refused,
  saved,
}: {
  frame: ConsoleFrame
  systems: readonly ManagedSystem[]
  embed: EmbedSettings
  refused: Refused | null
  saved: boolean
}) {
  const { t, language } = frame.page
  const add = (
    <ButtonLink href={`${PATH}/baru`} icon="plus">
      {t('systems.add')}
    </ButtonLink>
  )
  return (
    <ConsolePage frame={frame} title={t('systems.title')} current="systems">
      <FormProblem t={t} refused={refused} />
      <PageHeading title={t('systems.title')} lead={t('systems.lead')} actions={add} />
      {saved && <Notice tone="success" title={t('systems.done.tanam')} live />}
      <div class="stack-large">
        {systems.length === 0 ? (
          <EmptyState title={t('systems.none')} icon="merge">
            {t('systems.none_text')}
          </EmptyState>
        ) : (
          <Table
            caption={t('systems.title')}
            captionHidden
            rows={systems}
            rowKey={({ id }) => String(id)}
            columns={[
              {
                label: t('systems.name'),
                heading: true,
                cell: ({ id, name, code, active }) => (
                  <>
                    <a href={`${PATH}/${id}`}>{name}</a>
                    <span class="block text-ink-soft">{code}</span>
                    {!active && <Badge>{t('systems.off')}</Badge>}
                  </>
                ),
              },
              { label: t('systems.place'), cell: ({ node_name }) => node_name },
              {
                label: t('systems.scopes'),
                cell: ({ scopes }) => scopes.map((scope) => t(`systems.scope.${scope}` as never)).join(', '),
              },
              {
                label: t('systems.last_call'),
                cell: ({ last_call }) =>
                  last_call === null
                    ? t('systems.never')
                    : formatDateTime(last_call, language, frame.staff.timeZone),
              },
            ]}
          />
        )}
        <EmbedCard frame={frame} embed={embed} refused={refused} />
      </div>
    </ConsolePage>
  )
}
