import type { ChannelName } from '../db/index.ts'

/** What became of handing a message over. */
export type SendResult =
  | {
      readonly outcome: 'accepted'
      /** The provider's own id, by which its delivery reports come back. */
      readonly providerId?: string | undefined
      /** How many paid parts it took. */
      readonly parts?: number | undefined
    }
  | {
      readonly outcome: 'retry'
      readonly reason: string
      /** The provider's own wish how long to wait, in seconds. */
      readonly afterSeconds?: number | undefined
    }
  | {
      readonly outcome: 'refused'
      readonly reason: string
      /** The receiver is the reason: no such address, or they want nothing from us. Their other contacts serve then. */
      readonly isReceiverGone?: boolean | undefined
    }

/** Something to choose: a button or a list's line; where a channel has none, the word to write back. */
export interface Choice {
  /** What comes back when it is pressed: a command as a person would write it, "SELESAI 1234567890". */
  readonly value: string
  readonly label: string
  /** Pressed it hands over the phone number or the place of the device, where a channel can do that. */
  readonly asks?: 'contact' | 'location' | undefined
}

export interface OutboundMessage {
  /** The same key is the same message, however often it is sent; the provider may know it. */
  readonly idempotencyKey: string
  /** The receiver's address as it stood in `InboundMessage.sender.address`. */
  readonly to: string
  readonly thread: string | null
  /** The report it is about; null when about none. */
  readonly trackingNumber?: string | null | undefined
  /** The provider's id of the message that this one answers. */
  readonly inReplyTo: string | null
  readonly subject: string
  /** May be longer than the channel takes: the channel cuts it, and keeps the link. */
  readonly text: string
  /** The address within the text that must stay whole. */
  readonly link: string | null
  /** The one-time code within the text, for providers that carry a code only by itself. */
  readonly code?: string | null | undefined
  readonly choices: readonly Choice[]
}

/** How long a message may be, in the channel's own units (GSM septets, weighted characters, UTF-16 units). */
export interface ChannelLimits {
  readonly max: number
  /** Up to this a message is cheap or read at once; texts are composed to fit where they can. */
  readonly wanted: number
  measure(text: string): number
}

/** The sending side of a channel. */
export interface Sender {
  readonly channel: ChannelName | 'push'
  readonly limits: ChannelLimits
  /** How many buttons and list lines a message may carry; 0 where there are none. */
  readonly buttons: number
  readonly listLines: number
  /**
   * Hand a message to the provider; what it answers is a value, never an exception. Null while no gateway is set: in
   * training mode messages are then kept readable, in production they are dead letters.
   */
  readonly send: ((message: OutboundMessage, signal: AbortSignal) => Promise<SendResult>) | null
}
