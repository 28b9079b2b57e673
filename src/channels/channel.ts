import type { FastifyInstance } from 'fastify'
import type { ChannelName, ContactKind } from '../db/index.ts'
import type { Sender } from '../notifications/index.ts'
import type { Inbox } from './inbox.ts'

/** One message as the provider delivered it, before it is understood. */
export interface RawMessage {
  readonly channel: ChannelName
  /** The provider's id; the same id is the same message, however often and in whatever order it is delivered. */
  readonly externalId: string
  /** Whatever `receive` needs later to understand it; kept sealed, and readable again after an upgrade of ours. */
  readonly payload: unknown
}

/** A message that a person sent, the same for all channels. */
export interface InboundMessage {
  readonly channel: ChannelName
  readonly externalId: string
  readonly sender: {
    /** How a sender is known here; a contact is confirmed by the very fact that its owner wrote. */
    readonly kind: ContactKind
    /** E.164 number, mail address, or the provider's id of the account. */
    readonly address: string
    /** The name the account shows; null when it shows none. */
    readonly name: string | null
    /**
     * False where a sender's address is only claimed: anyone can write any address into an e-mail. Then a report waits
     * for its confirmation, and nothing of an existing one is changed. Left out it is proved.
     */
    readonly isProved?: boolean | undefined
  }
  /** Where the answer goes when it is not simply the sender: a chat, a thread. One thread is one report on X. */
  readonly thread: string | null
  /** Everybody can read it and what is answered: no personal data, no follow link. */
  readonly isPublic: boolean
  /** What stands above the text, where a channel has that: a report's title, or the command itself. */
  readonly subject?: string | undefined
  readonly text: string
  /** A further contact that the account's owner gave as theirs: Telegram's card with the own phone number. */
  readonly shared?: { readonly kind: 'phone'; readonly address: string } | undefined
  /** The report whose messages this one answers, by a secret that only its reporter was sent. */
  readonly trackingNumber?: string | undefined
  /** The value of the button or list line that was pressed. */
  readonly button: string | null
  readonly attachments: readonly InboundAttachment[]
  readonly location: {
    readonly latitude: number
    readonly longitude: number
    readonly label: string | null
  } | null
  readonly receivedAt: Date
  /** A part of a longer message; it waits for the others. */
  readonly part?: { readonly reference: number; readonly index: number; readonly total: number } | undefined
}

export interface InboundAttachment {
  readonly name: string
  /** What `fetchAttachment` needs: an id, an address, or the bytes themselves in base64. */
  readonly source: string
}

export type FetchedAttachment =
  | { readonly outcome: 'fetched'; readonly bytes: Buffer }
  | { readonly outcome: 'retry'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string }

/** A message as somebody plays it in training mode, or a test sends it. */
export interface SimulatedMessage {
  readonly externalId: string
  readonly address: string
  readonly name: string
  readonly text: string
  readonly button: string | null
  readonly photo: { readonly name: string; readonly bytes: Buffer } | null
  readonly location: { readonly latitude: number; readonly longitude: number } | null
}

/** A way to write to us and be answered. An adapter knows its provider, and nothing of reports. */
export interface Channel extends Sender {
  readonly channel: ChannelName
  /** The same as the provider would deliver it; goes through `receive` like any other. */
  simulate(message: SimulatedMessage): RawMessage
  /** Understand a stored message. Pure. Null for what needs no answer: an echo, an auto-reply, a bounce. */
  receive(raw: RawMessage, receivedAt: Date): InboundMessage | null | Promise<InboundMessage | null>
  /** Where files come along. A simulated photo lies in its payload. */
  fetchAttachment?(attachment: InboundAttachment, signal: AbortSignal): Promise<FetchedAttachment>
  /** Webhooks: check the signature, hand the messages to the inbox, answer only after they are stored. */
  routes?(app: FastifyInstance, inbox: Inbox): void
  /** Polling or a standing connection, in one worker; runs until the signal. Null when the settings ask for none. */
  readonly listen?: ((inbox: Inbox, signal: AbortSignal) => Promise<void>) | null
}
