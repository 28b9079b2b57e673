/**
 * A post and a direct message as the API v2 and the X Activity API give them; the documented fields of
 * docs.x.com/x-api/activity/event-payloads, docs.x.com/x-api/posts and docs.x.com/x-api/direct-messages.
 */
export interface XPost {
  readonly id: string
  readonly text: string
  readonly author_id?: string
  readonly conversation_id?: string
  readonly in_reply_to_user_id?: string
  /** Where the words begin: what stands before are the names a reply is put under by itself. */
  readonly display_text_range?: readonly number[]
  /** Posts above 280 characters carry their whole text here. */
  readonly note_tweet?: { readonly text?: string }
  readonly entities?: {
    readonly mentions?: readonly { readonly start: number; readonly id?: string; readonly username: string }[]
    readonly urls?: readonly {
      readonly url: string
      readonly media_key?: string
      readonly expanded_url?: string
    }[]
  }
  readonly attachments?: { readonly media_keys?: readonly string[] }
}

export interface XMedia {
  readonly media_key: string
  readonly type: string
  readonly url?: string
}

export interface XUser {
  readonly id: string
  readonly name?: string
  readonly username?: string
}

/** A direct message by webhook. */
export interface XActivityMessage {
  readonly type?: string
  readonly id: string
  readonly message_create?: {
    readonly sender_id: string
    readonly message_data?: {
      readonly text?: string
      readonly attachment?: { readonly media?: { readonly media_url_https?: string } }
    }
  }
}

/** A webhook's body. */
export interface XActivity {
  readonly data?: {
    readonly event_type?: string
    readonly filter?: { readonly user_id?: string }
    readonly payload?: Partial<XPost> & {
      readonly direct_message_events?: readonly XActivityMessage[]
      readonly users?: Readonly<Record<string, { readonly data?: XUser }>>
    }
    readonly includes?: { readonly users?: readonly XUser[]; readonly media?: readonly XMedia[] }
  }
}

/** What is stored of one message. */
export type StoredX =
  | {
      readonly kind: 'post'
      readonly post: XPost
      readonly author: XUser | null
      readonly media: readonly XMedia[]
    }
  | {
      readonly kind: 'message'
      readonly id: string
      readonly senderId: string
      readonly name: string | null
      readonly text: string
      readonly media: readonly string[]
    }
