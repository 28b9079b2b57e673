/**
 * What of a webhook's body we read; the documented fields of
 * developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages.
 */
export interface WhatsAppWebhook {
  readonly object?: string
  readonly entry?: readonly {
    readonly changes?: readonly { readonly field?: string; readonly value?: WhatsAppChange }[]
  }[]
}

export interface WhatsAppChange {
  readonly metadata?: { readonly phone_number_id?: string }
  readonly contacts?: readonly WhatsAppContact[]
  readonly messages?: readonly WhatsAppInbound[]
  readonly statuses?: readonly WhatsAppStatus[]
}

export interface WhatsAppContact {
  readonly profile?: { readonly name?: string }
  readonly wa_id?: string
  readonly user_id?: string
}

export interface WhatsAppInbound {
  readonly id: string
  /** The phone number without plus; missing when the person hides it behind a user name. */
  readonly from?: string
  /** The person as this business knows them, whatever their number. */
  readonly from_user_id?: string
  readonly type: string
  readonly text?: { readonly body?: string }
  readonly image?: WhatsAppMedia
  readonly video?: WhatsAppMedia
  readonly document?: WhatsAppMedia
  readonly audio?: WhatsAppMedia
  readonly location?: {
    readonly latitude: number
    readonly longitude: number
    readonly name?: string
    readonly address?: string
  }
  readonly interactive?: {
    readonly button_reply?: { readonly id: string; readonly title: string }
    readonly list_reply?: { readonly id: string; readonly title: string }
  }
  /** A tap on a template's quick reply. */
  readonly button?: { readonly payload?: string; readonly text?: string }
}

interface WhatsAppMedia {
  readonly id: string
  readonly mime_type?: string
  readonly filename?: string
  readonly caption?: string
}

export interface WhatsAppStatus {
  readonly id: string
  readonly status: 'sent' | 'delivered' | 'read' | 'failed' | string
  readonly recipient_id?: string
  readonly errors?: readonly { readonly code: number; readonly title?: string }[]
}

/** What is stored of one message: itself, and the name its account shows. */
export interface StoredWhatsApp {
  readonly message: WhatsAppInbound
  readonly name: string | null
}
