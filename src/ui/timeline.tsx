import type { ComponentChildren } from 'preact'
import { Badge } from './badge.tsx'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface TimelineAttachment {
  readonly href: string
  readonly fileName: string
  /** e.g. "Foto, 240 KB" */
  readonly detail?: string
  /** A small picture; without one a line with the file's name is shown. */
  readonly thumbnail?: string
}

export interface TimelineEntry {
  readonly id: string
  /** What happened, e.g. "Diteruskan ke Dinas PUPR". */
  readonly title: ComponentChildren
  readonly actor?: string
  /** For people, e.g. "24 Nov 2026, 19.03 WIB". */
  readonly time: string
  /** For machines: ISO 8601. */
  readonly datetime?: string
  /** Plain text; its line breaks are kept. */
  readonly text?: string | null
  readonly attachments?: readonly TimelineAttachment[]
  /** Internal entries are marked; only staff get them at all. */
  readonly visibility?: 'public' | 'internal'
  /** `answer` and `reporter` stand out as speech, `step` is a plain move. */
  readonly kind?: 'step' | 'speech' | 'answer' | 'reporter' | 'problem'
  readonly icon?: IconName
  readonly children?: ComponentChildren
}

export interface TimelineProps {
  readonly t: PageFrame['t']
  readonly entries: readonly TimelineEntry[]
  /** What comes next, as the open end of the trail. */
  readonly next?: ComponentChildren
  readonly label?: string
}

const KIND_ICON: Record<NonNullable<TimelineEntry['kind']>, IconName | null> = {
  step: null,
  speech: 'message',
  answer: 'check',
  reporter: 'user',
  problem: 'return',
}

/** A report's way, oldest first. */
export function Timeline({ t, entries, next, label }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={label ?? t('ui.timeline.label')}>
      {entries.map((entry) => (
        <TimelineItem key={entry.id} t={t} entry={entry} />
      ))}
      {next !== undefined && (
        <li class="timeline-item timeline-next">
          <span class="timeline-dot" aria-hidden="true" />
          <div class="timeline-body">{next}</div>
        </li>
      )}
    </ol>
  )
}

function TimelineItem({ t, entry }: { t: PageFrame['t']; entry: TimelineEntry }) {
  const { kind = 'step', visibility = 'public' } = entry
  const icon = entry.icon ?? KIND_ICON[kind]
  return (
    <li
      class={classNames(
        'timeline-item',
        `timeline-${kind}`,
        visibility === 'internal' && 'timeline-internal',
      )}
      id={entry.id}
    >
      <span class="timeline-dot" aria-hidden="true">
        {icon !== null && <Icon name={icon} />}
      </span>
      <div class="timeline-body">
        <p class="timeline-head">
          <strong class="timeline-title">{entry.title}</strong>
          {visibility === 'internal' && (
            <Badge icon="lock" tone="warning">
              {t('ui.timeline.internal')}
            </Badge>
          )}
        </p>
        <p class="timeline-meta">
          {entry.actor !== undefined && <span>{entry.actor}</span>}
          <time datetime={entry.datetime}>{entry.time}</time>
        </p>
        {entry.text && <div class="timeline-text">{entry.text}</div>}
        {entry.attachments !== undefined && entry.attachments.length > 0 && (
          <Attachments attachments={entry.attachments} />
        )}
        {entry.children}
      </div>
    </li>
  )
}

/** Pictures as thumbnails, everything else by name. */
export function Attachments({ attachments }: { attachments: readonly TimelineAttachment[] }) {
  return (
    <ul class="attachments">
      {attachments.map((file) => (
        <li key={file.href}>
          {file.thumbnail === undefined ? (
            <a class="attachment" href={file.href}>
              <Icon name="file" />
              <span>{file.fileName}</span>
              {file.detail !== undefined && <span class="attachment-detail">{file.detail}</span>}
            </a>
          ) : (
            <a class="attachment-picture" href={file.href}>
              <img src={file.thumbnail} alt={file.fileName} width="112" height="112" loading="lazy" />
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
