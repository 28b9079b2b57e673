import { formatDateTime, formatNumber } from '../../../i18n/index.ts'
import type {
  ChannelLine,
  DeadInbound,
  DeadOutbound,
  NotificationCell,
} from '../../../notifications/index.ts'
import {
  Badge,
  Button,
  ButtonLink,
  EmptyState,
  Form,
  Notice,
  PageHeading,
  Table,
  Tabs,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { reportPath } from '../report/paths.ts'
import { MessagesPart } from './messages-part.tsx'

export const CHANNEL_PARTS = ['kesehatan', 'keluar', 'masuk', 'pesan'] as const
export const DONE = ['ulang', 'singkirkan', 'pesan'] as const

export interface ChannelsPageProps {
  readonly frame: ConsoleFrame
  readonly part: (typeof CHANNEL_PARTS)[number]
  readonly lines: readonly ChannelLine[]
  /** The cap on calls of X; null while it is off. */
  readonly callsPerDay: number | null
  readonly outbound: readonly DeadOutbound[]
  readonly inbound: readonly DeadInbound[]
  readonly table: readonly NotificationCell[]
  readonly done: (typeof DONE)[number] | null
  readonly simulator: boolean
}

const PATH = '/petugas/kanal'

/** How the channels do, and what waits for a person to send it again or set it aside. */
export function ChannelsPage(props: ChannelsPageProps) {
  const { frame, part, lines, done, simulator } = props
  const { t, language } = frame.page
  const sum = (of: (line: ChannelLine) => number) =>
    formatNumber(
      lines.reduce((total, line) => total + of(line), 0),
      language,
    )
  const counts = {
    kesehatan: null,
    keluar: sum((line) => line.dead_out),
    masuk: sum((line) => line.dead_in),
    pesan: null,
  }
  return (
    <ConsolePage frame={frame} title={t('kanal.title')} current="channels">
      <PageHeading title={t('kanal.title')} lead={t('kanal.lead')} />
      {done !== null && (
        <Notice tone="success" live>
          {t(`kanal.done.${done}`)}
        </Notice>
      )}
      {simulator && (
        <p class="mb-4">
          <ButtonLink look="quiet" icon="phone" href="/pelatihan/kanal">
            {t('kanal.simulator')}
          </ButtonLink>
        </p>
      )}
      <Tabs
        label={t('kanal.tabs')}
        tabs={CHANNEL_PARTS.map((name) => ({
          label:
            counts[name] === null ? t(`kanal.part.${name}`) : `${t(`kanal.part.${name}`)} (${counts[name]})`,
          href: addressOf(PATH, { bagian: name }),
          current: name === part,
        }))}
      />
      {part === 'kesehatan' && <HealthPart {...props} />}
      {part === 'keluar' && <OutboundPart {...props} />}
      {part === 'masuk' && <InboundPart {...props} />}
      {part === 'pesan' && <MessagesPart frame={frame} table={props.table} />}
    </ConsolePage>
  )
}

function HealthPart({ frame, lines, callsPerDay }: ChannelsPageProps) {
  const { t, language } = frame.page
  const at = (date: Date | null) =>
    date === null ? t('kanal.never') : formatDateTime(date, language, frame.staff.timeZone)
  return (
    <div class="figures">
      <Table
        caption={t('kanal.title')}
        captionHidden
        rows={lines}
        rowKey={(line) => line.channel}
        columns={[
          {
            label: t('kanal.column.channel'),
            cell: (line) => (
              <>
                {t(`channel.${line.channel}`)}
                <span class="mt-1 block font-normal">
                  <Condition frame={frame} line={line} />
                </span>
              </>
            ),
          },
          { label: t('kanal.column.last_in'), cell: (line) => at(line.last_in) },
          { label: t('kanal.column.last_out'), cell: (line) => at(line.last_out) },
          {
            label: t('kanal.column.queue'),
            cell: (line) => t('kanal.queue', { in: line.waiting_in, out: line.waiting_out }),
          },
          {
            label: t('kanal.column.errors'),
            align: 'end',
            cell: (line) => {
              const all = line.sent + line.failed
              return all === 0
                ? '–'
                : t('kanal.errors', { failed: line.failed, all, share: line.failed / all })
            },
          },
          {
            label: t('kanal.column.signatures'),
            align: 'end',
            cell: (line) => formatNumber(line.signature_failures, language),
          },
          {
            label: t('kanal.column.cost'),
            align: 'end',
            cell: (line) => <Cost frame={frame} line={line} callsPerDay={callsPerDay} />,
          },
        ]}
      />
    </div>
  )
}

/** Parts of SMS; calls of X beside their cap, with what they cost today and in 30 days. */
function Cost({
  frame,
  line,
  callsPerDay,
}: {
  frame: ConsoleFrame
  line: ChannelLine
  callsPerDay: number | null
}) {
  const { t } = frame.page
  if (line.channel === 'sms') return <>{t('kanal.parts', { count: line.parts })}</>
  if (line.channel !== 'x' || (callsPerDay === null && line.month_micros === 0)) return <>–</>
  return (
    <div>
      {callsPerDay === null ? null : t('kanal.calls_of', { count: line.calls, most: callsPerDay })}
      <span class="mt-1 block text-ink-soft text-sm">
        {t('kanal.spend', { today: line.cost_micros / 1e6, month: line.month_micros / 1e6 })}
      </span>
    </div>
  )
}

function Condition({ frame, line }: { frame: ConsoleFrame; line: ChannelLine }) {
  const { t } = frame.page
  if (line.trouble !== null) {
    return (
      <>
        <Badge tone="danger" icon="alert-triangle">
          {t('kanal.condition.trouble')}
        </Badge>
        <span class="mt-1 block text-danger text-sm">{line.trouble}</span>
      </>
    )
  }
  if (line.silence_told_at !== null) {
    return (
      <Badge tone="danger" icon="alert-triangle">
        {t('kanal.condition.silent')}
      </Badge>
    )
  }
  if (line.last_in === null && line.last_out === null) return <Badge>{t('kanal.condition.unused')}</Badge>
  return (
    <Badge tone="success" icon="check">
      {t('kanal.condition.well')}
    </Badge>
  )
}

function OutboundPart({ frame, outbound }: ChannelsPageProps) {
  const { t, language } = frame.page
  if (outbound.length === 0) return <EmptyState icon="check" title={t('kanal.none.keluar')} />
  return (
    <Table
      caption={t('kanal.part.keluar')}
      captionHidden
      rows={outbound}
      rowKey={(row) => String(row.id)}
      columns={[
        {
          label: t('kanal.column.message'),
          class: 'md:w-full',
          cell: (row) => (
            <>
              {row.tracking_number === null ? (
                row.subject || t('kanal.reply')
              ) : (
                <a href={reportPath(row.tracking_number)}>{row.subject || t('kanal.reply')}</a>
              )}
              <span class="mt-1 block font-normal text-danger text-sm">{row.last_error}</span>
            </>
          ),
        },
        { label: t('kanal.column.channel'), cell: (row) => t(`console.outbox.channel.${row.channel}`) },
        {
          label: t('kanal.column.time'),
          class: 'md:whitespace-nowrap',
          cell: (row) => formatDateTime(row.created_at, language, frame.staff.timeZone),
        },
        {
          label: t('kanal.column.action'),
          cell: (row) => <Actions frame={frame} part="keluar" id={row.id} />,
        },
      ]}
    />
  )
}

function InboundPart({ frame, inbound }: ChannelsPageProps) {
  const { t, language } = frame.page
  if (inbound.length === 0) return <EmptyState icon="check" title={t('kanal.none.masuk')} />
  return (
    <Table
      caption={t('kanal.part.masuk')}
      captionHidden
      rows={inbound}
      rowKey={(row) => String(row.id)}
      columns={[
        {
          label: t('kanal.column.message'),
          class: 'md:w-full',
          cell: (row) => (
            <>
              {t('kanal.inbound', { channel: t(`channel.${row.channel}`) })}
              <span class="mt-1 block font-normal text-danger text-sm">{row.last_error}</span>
            </>
          ),
        },
        {
          label: t('kanal.column.time'),
          class: 'md:whitespace-nowrap',
          cell: (row) => formatDateTime(row.received_at, language, frame.staff.timeZone),
        },
        {
          label: t('kanal.column.action'),
          cell: (row) => <Actions frame={frame} part="masuk" id={row.id} />,
        },
      ]}
    />
  )
}

function Actions({ frame, part, id }: { frame: ConsoleFrame; part: 'keluar' | 'masuk'; id: number }) {
  const { page } = frame
  return (
    <div class="flex flex-wrap gap-2">
      <Form page={page} action={`${PATH}/${part}/${id}/ulang`}>
        <Button size="small">{page.t(`kanal.replay.${part}`)}</Button>
      </Form>
      <Form page={page} action={`${PATH}/${part}/${id}/singkirkan`}>
        <Button size="small" look="quiet">
          {page.t('kanal.discard')}
        </Button>
      </Form>
    </div>
  )
}
