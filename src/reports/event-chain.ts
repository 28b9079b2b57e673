import { hash as digest } from 'node:crypto'
import type { ActorKind, ReportState, Visibility } from '../db/index.ts'
import { fewRandomBytes } from '../identity/index.ts'

/** What an event says before it is chained. */
export interface EventContent {
  readonly report_id: number
  readonly seq: number
  readonly at: Date
  readonly type: string
  readonly from_state: ReportState | null
  readonly to_state: ReportState
  readonly actor_kind: ActorKind
  readonly actor_id: number | null
  readonly institution_id: number | null
  readonly target_id: number | null
  readonly channel: string
  readonly visibility: Visibility
  readonly text: string | null
  readonly data: Record<string, unknown>
}

export interface ChainedEvent extends EventContent {
  readonly text_salt: Buffer | null
  readonly text_hash: string | null
  readonly prev_hash: Buffer
  readonly hash: Buffer
}

/** The chain of every report begins with 32 zero bytes. */
export const CHAIN_START: Buffer = Buffer.alloc(32)

/**
 * Chain an event to the one before it with SHA-256.
 * The text goes in as a salted hash, so that a text can be erased under UU 27/2022 and the chain still holds.
 */
export function chainEvent(content: EventContent, prevHash: Buffer): ChainedEvent {
  const salt = content.text === null ? null : fewRandomBytes(16)
  const hashedText = textHash(content.text, salt)
  const hash = eventHash(content, hashedText, prevHash)
  return { ...content, text_salt: salt, text_hash: hashedText, prev_hash: prevHash, hash }
}

/** The hash of an event over the hash of its text. */
export function eventHash(content: EventContent, hashedText: string | null, prevHash: Buffer): Buffer {
  const canonical = JSON.stringify([
    content.report_id,
    content.seq,
    content.at.toISOString(),
    content.type,
    content.from_state,
    content.to_state,
    content.actor_kind,
    content.actor_id,
    content.institution_id,
    content.target_id,
    content.channel,
    content.visibility,
    hashedText,
    sortKeys(content.data),
  ])
  return Buffer.from(sha256(prevHash, canonical), 'hex')
}

/** The salted hash of a text; null where there is none. */
export function textHash(text: string | null, salt: Buffer | null): string | null {
  return text === null || salt === null ? null : sha256(salt, text)
}

/** As text: a buffer of its own for every hash costs as much as the hash. */
function sha256(first: Buffer, text: string): string {
  return digest('sha256', Buffer.concat([first, Buffer.from(text, 'utf8')]), 'hex')
}

/** PostgreSQL's jsonb keeps no order of keys, so the hash must not depend on it. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sortKeys(entry)]),
  )
}
