import type { SettingsReader } from './config.ts'

/** The channels beside web and SMS; null is a channel without settings, which is off. */
export interface ChannelsConfig {
  readonly x: XConfig | null
  readonly whatsapp: WhatsAppConfig | null
  readonly telegram: TelegramConfig | null
  readonly mailbox: MailboxConfig | null
}

export interface XConfig {
  readonly apiKey: string
  /** Signs webhooks and our own calls. */
  readonly apiSecret: string
  readonly accessToken: string
  readonly accessSecret: string
  /** The account's number. */
  readonly userId: string
  readonly receive: 'webhook' | 'polling'
  /** What is asked for or listened to, as far as the account's plan has it. */
  readonly features: readonly ('mentions' | 'messages')[]
  readonly pollSeconds: number
  /** Calls cost money: above this a day, the rest waits for tomorrow. */
  readonly callsPerDay: number
  /** Without a trailing slash. */
  readonly apiUrl: string
}

export interface WhatsAppConfig {
  readonly token: string
  readonly phoneId: string
  /** Signs webhooks. */
  readonly appSecret: string
  readonly verifyToken: string
  /** What is sent when the person wrote more than 24 hours ago; null sends nothing then. */
  readonly template: { readonly name: string; readonly language: string } | null
  /** The approved template of category *Authentication*; without it no code goes by WhatsApp. */
  readonly codeTemplate: { readonly name: string; readonly language: string } | null
  /** With the version, without a trailing slash. */
  readonly apiUrl: string
}

export interface TelegramConfig {
  readonly token: string
  readonly webhookSecret: string
  /** Without a trailing slash. */
  readonly apiUrl: string
}

/** Where e-mail comes in; it goes out by LAPOR_SMTP_URL. */
export interface MailboxConfig {
  readonly imapUrl: string
  /** The address people write to; replies come to the same with a plus and a token. */
  readonly address: string
  /** The mail server of ours whose verdict on a sender (RFC 8601) we believe; null believes none. */
  readonly trustedServer: string | null
}

/** Read each channel's group; part of a group is a problem, with what to write. */
export function readChannels(
  read: SettingsReader,
  problems: string[],
  { emailFrom, production }: { emailFrom: string | null; production: boolean },
): ChannelsConfig {
  const group = <Names extends Record<string, readonly [string, string]>>(
    names: Names,
  ): Record<keyof Names, string> | null => {
    const entries = Object.entries(names)
    const values = entries.map(([key, [name]]) => [key, read.text(name)] as const)
    const given = entries.find(([, [name]]) => read.text(name) !== null)?.[1][0]
    if (given === undefined) return null
    for (const [, [name, what]] of entries) {
      if (read.text(name) === null) problems.push(`${name} is missing: with ${given} write ${what}`)
    }
    return values.some(([, value]) => value === null)
      ? null
      : (Object.fromEntries(values) as Record<keyof Names, string>)
  }
  const address = (name: string, fallback: string) =>
    (read.url(name, production ? ['https:'] : ['https:', 'http:']) ?? fallback).replace(/\/+$/, '')

  return {
    x: readX(read, problems, group, address),
    whatsapp: readWhatsApp(read, problems, group, address),
    telegram: readTelegram(problems, group, address),
    mailbox: readMailbox(read, problems, emailFrom),
  }
}

type Group = <Names extends Record<string, readonly [string, string]>>(
  names: Names,
) => Record<keyof Names, string> | null
type Address = (name: string, fallback: string) => string

function readX(read: SettingsReader, problems: string[], group: Group, address: Address): XConfig | null {
  const keys = group({
    apiKey: ['LAPOR_X_API_KEY', 'the API key of the app at developer.x.com'],
    apiSecret: ['LAPOR_X_API_SECRET', 'the API key secret'],
    accessToken: [
      'LAPOR_X_ACCESS_TOKEN',
      "the account's access token, made with write and direct message rights",
    ],
    accessSecret: ['LAPOR_X_ACCESS_SECRET', 'the access token secret'],
    userId: ['LAPOR_X_USER_ID', "the account's number, the digits before the hyphen in the access token"],
  })
  const receive = read.oneOf('LAPOR_X_RECEIVE', ['webhook', 'polling'], 'polling')
  const features = read.oneOf(
    'LAPOR_X_FEATURES',
    ['mentions,messages', 'mentions', 'messages'],
    'mentions,messages',
  )
  const pollSeconds = read.integer('LAPOR_X_POLL_SECONDS', 60, 1, 86_400)
  const callsPerDay = read.integer('LAPOR_X_CALLS_PER_DAY', 5_000, 1, 10_000_000)
  const apiUrl = address('LAPOR_X_API_URL', 'https://api.x.com')
  if (keys === null) return null
  if (!/^\d{1,20}$/.test(keys.userId)) problems.push('LAPOR_X_USER_ID must be digits only')
  return {
    ...keys,
    receive,
    features: features.split(',') as XConfig['features'],
    pollSeconds,
    callsPerDay,
    apiUrl,
  }
}

function readWhatsApp(
  read: SettingsReader,
  problems: string[],
  group: Group,
  address: Address,
): WhatsAppConfig | null {
  const keys = group({
    token: ['LAPOR_WHATSAPP_TOKEN', "the system user's permanent access token"],
    phoneId: ['LAPOR_WHATSAPP_PHONE_ID', "the number's id (not the number) from WhatsApp > API setup"],
    appSecret: ['LAPOR_WHATSAPP_APP_SECRET', 'the app secret from App settings > Basic'],
    verifyToken: ['LAPOR_WHATSAPP_VERIFY_TOKEN', 'a word of your own that you also enter at Meta'],
  })
  const language = read.text('LAPOR_WHATSAPP_TEMPLATE_LANGUAGE') ?? 'id'
  const template = (setting: string) => {
    const name = read.text(setting)
    if (name !== null && !/^[a-z0-9_]{1,512}$/.test(name)) {
      problems.push(`${setting} must be the template’s name: small letters, digits and _`)
    }
    return name === null ? null : { name, language }
  }
  const templates = {
    template: template('LAPOR_WHATSAPP_TEMPLATE'),
    codeTemplate: template('LAPOR_WHATSAPP_CODE_TEMPLATE'),
  }
  const apiUrl = address('LAPOR_WHATSAPP_API_URL', 'https://graph.facebook.com/v25.0')
  return keys === null ? null : { ...keys, ...templates, apiUrl }
}

function readTelegram(problems: string[], group: Group, address: Address): TelegramConfig | null {
  const keys = group({
    token: ['LAPOR_TELEGRAM_TOKEN', "the bot's token from @BotFather"],
    webhookSecret: ['LAPOR_TELEGRAM_WEBHOOK_SECRET', 'a secret of your own: openssl rand -hex 32'],
  })
  const apiUrl = address('LAPOR_TELEGRAM_API_URL', 'https://api.telegram.org')
  if (keys === null) return null
  if (!/^[\w-]{16,256}$/.test(keys.webhookSecret)) {
    problems.push(
      'LAPOR_TELEGRAM_WEBHOOK_SECRET must be 16 to 256 letters, digits, _ or -: openssl rand -hex 32',
    )
  }
  return { ...keys, apiUrl }
}

function readMailbox(
  read: SettingsReader,
  problems: string[],
  emailFrom: string | null,
): MailboxConfig | null {
  const imapUrl = read.url('LAPOR_IMAP_URL', ['imap:', 'imaps:'])
  const trustedServer = read.text('LAPOR_EMAIL_TRUSTED_SERVER')
  if (imapUrl === null) return null
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(emailFrom ?? '')?.[1] ?? emailFrom?.trim() ?? ''
  if (new URL(imapUrl).username === '') {
    problems.push('LAPOR_IMAP_URL must hold name and password: imaps://name:password@mail.example.go.id')
  }
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) {
    problems.push(
      'LAPOR_IMAP_URL needs LAPOR_SMTP_URL and LAPOR_EMAIL_FROM too: what comes in is answered by them',
    )
    return null
  }
  return { imapUrl, address: address.toLowerCase(), trustedServer }
}
